"""What a search finds a customer by: one folded text and its tokens."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from care.customers.grams import grams
from care.customers.names import name_key
from care.customers.phones import phone_digits
from care.customers.pinyin import sounds


@dataclass(frozen=True)
class Findable:
    """The columns of a customer that follow from their names, number and channels."""

    name_key: str
    sort_name: str
    search_text: str
    search_grams: str


def findable(name: str, number: str, *, company: str = "", others: Iterable[str] = ()) -> Findable:
    """`others` are phones as stored, e-mails, contacts' names; addresses and long texts stay out."""
    pinyin, initials = sounds(name)
    texts = [name, pinyin, initials, number, company, *_spoken(company), *(_part(o) for o in others)]
    folded = [fold(part) for part in dict.fromkeys(texts) if part]
    key = name_key(name)
    # One part a line: a search never matches across two of them.
    return Findable(key[:200], f"{pinyin} {key}"[:200], "\n".join(folded), " ".join(sorted(grams(folded))))


def fold(text: str) -> str:
    """Width and case do not count in a search."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _part(text: str) -> str:
    if not text.startswith("+"):
        return text
    digits = phone_digits(text)
    # A landline is looked for with the 0 that its area code is written with.
    return "0" + digits if text.startswith("+86") and not digits.startswith("1") else digits


def _spoken(name: str) -> tuple[str, ...]:
    return () if name.isascii() else sounds(name)
