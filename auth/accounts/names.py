"""What people and teams may be called."""

import re
import unicodedata

from core.i18n import _

_USERNAME = re.compile(r"[\w.@+-]{2,60}")


def username_of(typed: str) -> str:
    """The user name as it is stored and compared: the same for any width, case and surrounding blanks."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def username_problem(username: str) -> str:
    if _USERNAME.fullmatch(username):
        return ""
    return _("Use 2 to 60 letters, digits or . _ - @ without blanks.")


def plain(typed: str) -> str:
    """A name on one line, without invisible characters."""
    visible = (c if not unicodedata.category(c).startswith("C") else " " for c in typed)
    return " ".join("".join(visible).split())


def name_problem(name: str) -> str:
    if not name:
        return _("Enter a name.")
    return _("Use at most 60 characters.") if len(name) > 60 else ""
