"""Whose the lines of a file are: each distinct customer that it names is looked for once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlmodel import Session

from care.customers import name_key
from care.imports.choices import Choices, Match, Unknown
from care.imports.kinds import CASES
from care.imports.known import Found, Known
from care.imports.problems import Fault


class Said(NamedTuple):
    """What a line says about its customer."""

    number: str | None
    name: str | None
    phone: str | None
    email: str | None


class Owner(NamedTuple):
    """The customer of a line: one that is there, or the row that describes a new one."""

    customer_id: int | None = None
    new_row: int | None = None
    fault: Fault | None = None


@dataclass
class Owners:
    """Remembers across portions whom the file has named already."""

    choices: Choices
    known: Known = field(default_factory=Known)
    said: dict[tuple[str | None, ...], Owner] = field(default_factory=dict)
    """As an earlier line had it: nine in ten repeat one."""
    keyed: dict[tuple[str, str], Owner] = field(default_factory=dict)

    def learn(self, session: Session, lines: Iterable[tuple[str | None, ...]]) -> None:
        """Ask for the customers of a portion; by weaker keys only where the strongest finds nobody."""
        known, match = self.known, self.choices.match
        fresh = [Said(*said) for said in dict.fromkeys(lines) if said not in self.said]
        if match in {Match.AUTO, Match.NUMBER}:
            known.learn(session, numbers=[said.number for said in fresh], phones=(), emails=())
            fresh = [said for said in fresh if not known.numbers.get(said.number or "")]
        if not fresh:
            return
        phones, emails = [_main(said.phone) for said in fresh], [said.email for said in fresh]
        known.learn(session, numbers=(), phones=phones, emails=emails)
        keys = [_keys(said, match.value)[:1] for said in fresh]
        known.learn_names(session, [key for first in keys for kind, key in first if kind == "name"])

    def of(self, rows: Sequence[int], lines: Iterable[tuple[str | None, ...]]) -> list[Owner]:
        """The owner of each line; the first line that names a new customer describes them."""
        known = self.said
        return [known.get(said) or self._owner(row, Said(*said)) for row, said in zip(rows, lines, strict=True)]

    def _owner(self, row: int, said: Said) -> Owner:
        keys = _keys(said, self.choices.match.value)
        if not keys:
            return Owner(fault=Fault.CUSTOMER_MISSING)
        owner = self.keyed.get(keys[0])
        if owner is None:
            owner = self.keyed[keys[0]] = self._found(keys, said) or self._unknown(row)
        self.said[said] = owner
        return owner

    def _found(self, keys: list[tuple[str, str]], said: Said) -> Owner | None:
        """By the strongest key; a weaker one counts only when the name does not speak against it."""
        for place, (kind, key) in enumerate(keys):
            matches: tuple[Found, ...] = getattr(self.known, kind + "s").get(key, ())
            if place and matches and said.name:
                called = name_key(said.name)
                matches = tuple(match for match in matches if called in {"", match.name_key})
            if len(matches) > 1:
                return Owner(fault=Fault.SEVERAL_MATCHES)
            if matches:
                return Owner(fault=Fault.NUMBER_TAKEN) if matches[0].removed else Owner(matches[0].id)
        return None

    def _unknown(self, row: int) -> Owner:
        if self.choices.unknown is Unknown.CREATE:
            return Owner(new_row=row)
        if self.choices.unknown is Unknown.NAME_ONLY and self.choices.kind in CASES:
            return Owner()
        return Owner(fault=Fault.CUSTOMER_UNKNOWN)


def _keys(said: Said, match: str) -> list[tuple[str, str]]:
    """The strongest first; the name alone only when there is nothing else."""
    # Plain texts: hashing members of an enumeration would cost more than the rest.
    named = (("number", said.number), ("phone", _main(said.phone)), ("email", said.email))
    keys = [(kind, key) for kind, key in named if key and match in ("auto", kind)]
    if said.name and not keys and match in ("auto", "name"):
        keys.append(("name", name_key(said.name)))
    return keys


def _main(phone: str | None) -> str | None:
    return phone.partition(" ")[0] if phone else None
