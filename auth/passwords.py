"""Passwords: long, not guessable, otherwise free; stored as argon2id; checked in the same time for anybody.

The rules are those of OWASP ASVS 5.0, 6.2: length and a list of common ones, nothing about kinds of characters.
A password is taken exactly as typed.
"""

import re
import threading
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.i18n import _

SHORTEST, LONGEST = 12, 128
_COMMON = Path(__file__).resolve().parent / "common_passwords.txt"
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Each check takes 19 MiB and a core: a rush of sign-ins queues here instead of exhausting the machine.
_TURN = threading.BoundedSemaphore(2)

# Birthdays, years, mobile numbers, the same character over and over, and what is put between or behind.
_HABITS = re.compile(r"(?:19|20)\d\d(?:[01]?\d[0-3]?\d)?|1[3-9]\d{9}|(.)\1{2,}|[\W_]+|\d{1,3}")
_PIECES = 4
"""Whoever tries passwords tries combinations of this many common pieces."""


def hashed(password: str) -> str:
    with _TURN:
        return _HASHER.hash(password)


def fits(password: str, stored: str) -> bool:
    """Whether this is the password; takes as long when there is none to compare with."""
    try:
        with _TURN:
            return _HASHER.verify(stored or _nobodys(), password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def problem(password: str, username: str = "") -> str:
    """Why this password may not be chosen, as a sentence; empty when it may."""
    if len(password) < SHORTEST:
        advice = _("Use at least {n} characters. A few words that only you would put together are easy to remember.")
        return advice.format(n=SHORTEST)
    if len(password) > LONGEST:
        return _("Use at most {n} characters.").format(n=LONGEST)
    if is_guessable(password, username):
        return _("This password is among the first that others would try. Choose a different one.")
    return ""


def is_guessable(password: str, username: str = "") -> bool:
    """Whether it is a common password, or no more than a few common pieces in a row."""
    text = password.lower()
    own = {username.lower()} if len(username) > 2 else set()
    return _fewest_pieces(text, _common() | own) <= _PIECES


def _fewest_pieces(text: str, known: frozenset[str]) -> int:
    """How few known pieces make up the whole text; more than can be when they do not."""
    never = len(text) + 1
    fewest = [0] + [never] * len(text)
    for start in range(len(text)):
        if fewest[start] < never:
            for end in _ends_of_pieces(text, start, known):
                fewest[end] = min(fewest[end], fewest[start] + 1)
    return fewest[-1]


def _ends_of_pieces(text: str, start: int, known: frozenset[str]) -> set[int]:
    ends = {end for end in range(start + 3, len(text) + 1) if text[start:end] in known}
    if habit := _HABITS.match(text, start):
        ends.add(habit.end())
    return ends


@cache
def _common() -> frozenset[str]:
    lines = _COMMON.read_text(encoding="utf8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _nobodys() -> str:
    return hashed("the password of nobody")
