"""Which column says what: known headers, remembered choices, near spellings, the values themselves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process

from care.imports.headers import header_keys
from care.imports.kinds import REQUIRED, Kind, synonyms
from care.imports.reading import Cell

_NEAR = 90
_MOBILE = re.compile(r"(?:\+?86|0086)?[\s-]*1[3-9]\d[\s-]*\d{4}[\s-]*\d{4}(?:\.0)?")
_EMAIL = re.compile(r"\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*")


class Ground(StrEnum):
    """Why a column was taken for a field."""

    REMEMBERED = "remembered"
    HEADER = "header"
    NEAR = "near"
    VALUES = "values"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Mapped:
    """Column index (from 0) → field, with the reasons; conflicts list columns that claim a taken field."""

    fields: dict[int, str]
    grounds: dict[int, Ground]
    conflicts: dict[str, tuple[int, ...]]

    def missing(self, kind: Kind) -> list[tuple[str, ...]]:
        """The groups of fields of which at least one column is still needed."""
        taken = set(self.fields.values())
        return [group for group in REQUIRED[kind] if taken.isdisjoint(group)]


def map_columns(
    kind: Kind, headers: Sequence[str], samples: Sequence[Sequence[Cell]], remembered: Mapping[int, str] | None = None
) -> Mapped:
    """The best guess; a person may change every part of it."""
    if remembered:
        kept = dict(remembered)
        return Mapped(kept, dict.fromkeys(kept, Ground.REMEMBERED), {})
    claims = {column: claims for column, header in enumerate(headers) if (claims := _claims(kind, header))}
    fields, conflicts = _settle(claims)
    grounds = {column: claims[column][0].ground for column in fields}
    for column, field in _by_values(headers, samples, set(fields.values()), set(claims)).items():
        fields[column] = field
        grounds[column] = Ground.VALUES
    return Mapped(dict(sorted(fields.items())), grounds, conflicts)


def recognised(kind: Kind, headers: Sequence[str]) -> list[str]:
    """The fields that these headers name together, in the order of the headers."""
    fields, _conflicts = _settle({column: _claims(kind, header) for column, header in enumerate(headers)})
    return [fields[column] for column in sorted(fields)]


def choose(chosen: Mapping[int, str]) -> Mapped:
    """What a person decided."""
    fields = {column: field for column, field in chosen.items() if field}
    claimed: dict[str, list[int]] = {}
    for column, field in fields.items():
        claimed.setdefault(field, []).append(column)
    conflicts = {field: tuple(columns) for field, columns in claimed.items() if len(columns) > 1}
    return Mapped(fields, dict.fromkeys(fields, Ground.CHOSEN), conflicts)


class Claim(NamedTuple):
    """A field that a column's header may mean."""

    field: str
    rank: int
    ground: Ground


def _claims(kind: Kind, header: str) -> list[Claim]:
    known = synonyms(kind)
    keys = header_keys(header)
    for key in keys:
        if key in known:
            return [Claim(field, rank, Ground.HEADER) for field, rank in known[key]]
    if not keys or len(keys[0]) < 4:
        return []
    near = process.extractOne(keys[0], known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return [Claim(field, 1000, Ground.NEAR) for field, _rank in known[near[0]]] if near else []


def _settle(claims: dict[int, list[Claim]]) -> tuple[dict[int, str], dict[str, tuple[int, ...]]]:
    """The most usual header wins; who loses takes another meaning of its header, or waits for a person."""
    waiting = {column: list(meanings) for column, meanings in claims.items() if meanings}
    fields: dict[int, str] = {}
    conflicts: dict[str, tuple[int, ...]] = {}
    while waiting:
        column = min(waiting, key=lambda one: (waiting[one][0].rank, one))
        claim = waiting[column].pop(0)
        holder = next((other for other, field in fields.items() if field == claim.field), None)
        if holder is None:
            fields[column] = claim.field
        elif not waiting[column]:
            conflicts[claim.field] = (*conflicts.get(claim.field, (holder,)), column)
        if holder is None or not waiting[column]:
            del waiting[column]
    return fields, conflicts


def _by_values(
    headers: Sequence[str], samples: Sequence[Sequence[Cell]], taken: set[str], claimed: set[int]
) -> dict[int, str]:
    found: dict[int, str] = {}
    for column in range(len(headers)):
        if column in claimed:
            continue
        cells = [row[column] for row in samples if column < len(row) and row[column] != ""]
        field = _look_of(cells)
        if field and field not in taken:
            found[column] = field
            taken.add(field)
    return found


def _look_of(cells: list[Cell]) -> str | None:
    texts = [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in cells]
    for field, pattern in (("phone", _MOBILE), ("email", _EMAIL)):
        if len(texts) >= 3 and sum(1 for text in texts if pattern.fullmatch(text)) >= 0.8 * len(texts):
            return field
    return None
