"""The name under which a file is handed out: what was chosen, without what a name must not hold. Pure."""

import re
import unicodedata

from core.i18n import _

_LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_SAME = {"jpeg": "jpg"}


def safe_name(name: str, ending: str) -> str:
    """No folder, no control or direction sign, not too long, and ending as what it is."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))
    shown = _FORBIDDEN.sub("_", " ".join(shown.split())).strip(". ")
    stem, _dot, own = shown.rpartition(".")
    if _SAME.get(own.lower(), own.lower()) != ending:
        stem, own = shown, ending
    stem = stem[:_LONGEST].strip(". ") or _("attachment")
    return f"{stem}.{own}"
