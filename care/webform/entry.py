"""What somebody sends with the public form, and what is wrong with it. Pure."""

import re
import unicodedata
from dataclasses import dataclass, field

from care.customers import clean_email, read_phones
from core.i18n import _
from db.models import ConsentPurpose

LENGTHS = {"name": 60, "phone": 40, "email": 120, "company": 100, "region": 40, "words": 1000}
ASKED_FOR = (ConsentPurpose.MARKETING, ConsentPurpose.CARE, ConsentPurpose.SURVEY)
"""May be given with an inquiry; none is needed for an answer to it."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ENDINGS = "com|cn|net|org|info|biz|top|xyz|ru|cc|io|me|shop|site|online|club|vip|link|click|live|win|tk|ly"
_LINK = re.compile(
    rf"https?:|ftp:|www\.|t\.me/|\[url|<a\s|(?<![@\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_ENDINGS})(?![\w.-])",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<\s*/?\s*[a-z!]|\[/?(?:url|img|b|link)\b|href\s*=", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_MOST_LINKS = 1


@dataclass(frozen=True)
class Entry:
    """As it was sent, before anything was checked."""

    name: str = ""
    phone: str = ""
    email: str = ""
    company: str = ""
    region: str = ""
    words: str = ""
    may_contact: bool = False
    """They agree to be contacted about this inquiry: without it we may not keep their number."""
    agreed: frozenset[ConsentPurpose] = field(default_factory=frozenset)
    trap: str = ""
    """A field that nobody sees: only programs fill it in."""
    seal: str = ""
    via: str = ""
    """Which poster or page of ours led here, as its address says."""


def cleaned(text: str) -> str:
    """Without what no keyboard writes; line ends are those of this system."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def problems(entry: Entry) -> dict[str, str]:
    """Field → what to do about it."""
    found = {
        name: _("At most {n} characters.").format(n=most)
        for name, most in LENGTHS.items()
        if len(getattr(entry, name)) > most
    }
    if not _LETTER.search(entry.name):
        found.setdefault("name", _("Please tell us your name."))
    if not phone_of(entry):
        found.setdefault("phone", _("Please enter a phone number such as 138 1234 5678 or 010-6234 5678."))
    if entry.email and not clean_email(entry.email):
        found.setdefault("email", _("This is not an e-mail address. It may also stay empty."))
    if not _LETTER.search(entry.words):
        found.setdefault("words", _("Please tell us in a few words what it is about."))
    if not entry.may_contact:
        found["may_contact"] = _("Please tick this: without your consent we may neither keep your number nor call you.")
    return found


def phone_of(entry: Entry) -> str:
    """The first number that was entered, in one form; empty: there is none."""
    read = read_phones(entry.phone)
    return read.numbers[0] if read.numbers and not read.fault else ""


def email_of(entry: Entry) -> str:
    return clean_email(entry.email) or ""


def looks_like_advertising(entry: Entry) -> bool:
    """One web address in what somebody writes is usual; several, one in a name, or marked-up text is not."""
    short = " ".join((entry.name, entry.company, entry.region))
    everything = unicodedata.normalize("NFKC", f"{short} {entry.words}")
    return bool(
        _LINK.search(unicodedata.normalize("NFKC", short))
        or len(_LINK.findall(everything)) > _MOST_LINKS
        or _MARKUP.search(everything)
    )
