"""Text of customers and colleagues, shown as it was typed: Streamlit reads markdown in nearly every label."""

import re
import unicodedata

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~&^=@/\"'%,;?])")
_AUTOLINK = re.compile(
    r"(?i)(?<=https)(?=:)|(?<=http)(?=:)|(?<=www)(?=\.)|(?=@)|(?<=-)(?=-)|(?<=-)(?=>)|(?<=<)(?=[=-])|(?<=mailto)(?=:)"
)
_WORD_JOINER = "\u2060"


def esc(text: object, *, limit: int = 2000) -> str:
    """`text` for a label or a markdown argument: no link, image, formula, colour or icon comes out of it."""
    plain = "".join(c for c in str(text) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"))
    plain = " ".join(plain.split())[:limit]
    # Autolinks and typographic arrows ignore backslashes; an invisible joiner breaks them up.
    return _SPECIAL.sub(r"\\\1", _AUTOLINK.sub(_WORD_JOINER, plain))
