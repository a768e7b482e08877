"""A rule's words: what may be written, its numbers filled in, and how two versions differ."""

import re
from collections.abc import Iterator, Mapping
from contextvars import copy_context
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from sqlmodel import Session

from care import rulebook
from care.handbook.checks import catalogue, numbers
from core import i18n
from core.i18n import _

LENGTHS = {"title_zh": 120, "title_en": 120, "text_zh": 4000, "text_en": 4000}
_NUMBER = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")
_WORD = re.compile(r"\{[^{}]*\}|[A-Za-z0-9]+|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Words:
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    check_code: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def problems(self) -> dict[str, str]:
        """Field by field, what cannot be."""
        found = dict(self._of_lengths())
        for zh, en in (("title_zh", "title_en"), ("text_zh", "text_en")):
            there, here = used(getattr(self, zh)), used(getattr(self, en))
            if unknown := (there | here) - set(numbers()):
                found.setdefault(zh, _("There is no number called {name}.").format(name=min(unknown)))
            elif there != here:
                found.setdefault(en, _("Both languages must hold the same numbers in braces."))
        if self.check_code and self.check_code not in catalogue():
            found["check_code"] = _("Please choose a check of the catalogue.")
        return found

    def _of_lengths(self) -> Iterator[tuple[str, str]]:
        for name, most in LENGTHS.items():
            text = getattr(self, name).strip()
            if not text:
                yield name, _("Please write it in both languages.")
            elif len(text) > most:
                yield name, _("At most {n} characters.").format(n=most)


class Piece(NamedTuple):
    text: str
    change: str
    """`same`, `added` or `removed`."""


def used(text: str) -> set[str]:
    """The names of the numbers in it."""
    return set(_NUMBER.findall(text))


def spoken(session: Session, language: str = "") -> dict[str, str]:
    """Every number in force, in words: in this language, or in the reader's."""
    policies = {number.policy: None for number in numbers().values()}
    held = {kind: rulebook.in_force(session, kind) for kind in policies}

    def said() -> dict[str, str]:
        if language:
            i18n.use(language)
        return {name: number.words(number.of(held[number.policy])) for name, number in numbers().items()}

    return copy_context().run(said)


def filled(text: str, said: Mapping[str, str]) -> str:
    """With its numbers; one that this version does not know stays in its braces."""
    return _NUMBER.sub(lambda found: said.get(found[1], found[0]), text)


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Word by word; Chinese character by character."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(old[first:last]), "same"))
            continue
        pieces += [Piece("".join(old[first:last]), "removed")] * (last > first)
        pieces += [Piece("".join(new[start:end]), "added")] * (end > start)
    return tuple(pieces)
