"""Text of customers and colleagues, shown as it was typed: Streamlit reads markdown in nearly every label."""

import re
import unicodedata

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~&^=@/\"'%,;?])")
# What ignores backslashes: autolinks, typographic arrows and signs, Streamlit's own :streamlit:.
_STUBBORN = re.compile(
    r"(?i)(?<=https)(?=:)|(?<=http)(?=:)|(?<=www)(?=\.)|(?=@)|(?<=mailto)(?=:)|(?<=:)(?=streamlit)"
    r"|(?<=-)(?=[->])|(?<=<)(?=[=-])|(?<=>)(?==)"
)
_WORD_JOINER = "\u2060"
_EMOJI_JOINER = "\u200d"


def esc(text: object, *, limit: int = 2000) -> str:
    """`text` for a label or a markdown argument: no link, image, formula, colour or icon comes out of it."""
    plain = " ".join("".join(c for c in str(text) if _is_shown(c)).split())[:limit]
    if plain and unicodedata.category(plain[0]) == "So":
        plain = _WORD_JOINER + plain  # an alert would take a leading emoji for its icon
    return _SPECIAL.sub(r"\\\1", _STUBBORN.sub(_WORD_JOINER, plain))


def _is_shown(character: str) -> bool:
    """Control and direction characters are dropped: they turn a name into another one before the reader's eyes."""
    return character in "\n\t" + _EMOJI_JOINER or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs")
