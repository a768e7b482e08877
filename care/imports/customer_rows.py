"""Customers of a portion: who is new, who is there, and what would change in their files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from care.customers import name_key
from care.imports.choices import Choices, Match, Mode
from care.imports.colleagues import Colleagues
from care.imports.files import File
from care.imports.known import Found, Known
from care.imports.portions import Portion
from care.imports.problems import Fault
from db.models import Verdict

VALUES = (
    "number", "name", "kind", "company", "contact", "title", "phone", "phone2", "email", "wechat", "qq", "address",
    "region", "industry", "scale", "source", "tier", "birthday", "birthday_lunar", "owner_id", "tags", "needs",
    "preferences", "finance_note", "note",
)  # fmt: skip
COLUMNS = ("job_id", "row", "verdict", "problems", "changes", "target_id", *VALUES)

Row = dict[str, Any]
Faults = list[tuple[str, str, Fault]]
_REVIEWED = frozenset({Fault.SAME_NAME, Fault.SAME_PHONE_OTHER_NAME, Fault.SEVERAL_MATCHES})


@dataclass
class CustomerCheck:
    """Remembers across portions whom the file has named already."""

    job_id: int
    choices: Choices
    known: Known = field(default_factory=Known)
    owners: Colleagues = field(default_factory=Colleagues)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    """Key in this file → name key of the row that had it first."""

    def read(self, portion: Portion) -> list[Row]:
        """The portion's rows, completed from each other's columns."""
        columns = {code: portion.get(code) for code in VALUES}
        columns["owner"] = portion.get("owner")
        cities, districts = portion.get("city"), portion.get("district")
        rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
        for index, (row, city, district) in enumerate(zip(rows, cities, districts, strict=True)):
            if self.owners.are_several(row["owner"]):
                portion.fail(index, "", row["owner"], Fault.SEVERAL_COLLEAGUES)
            self._complete(row, city, district)
        return rows

    def _complete(self, row: Row, city: str | None, district: str | None) -> None:
        row["name"] = row["name"] or row["company"] or row["contact"]
        row["called"] = name_key(row["name"] or "")
        row["region"] = "".join(filter(None, (row["region"], city, district)))[:60] or None
        if row["phone"]:
            main, *others = row["phone"].split(" ")
            row["phone"] = main
            row["phone2"] = " ".join(filter(None, (*others, row["phone2"]))) or None
        tags = [row["tags"]] if row["tags"] else []
        for code in ("tier", "source", "kind"):
            if row[code] and row[code].startswith("?"):  # a word that no list of ours knows is kept as a tag
                tags.append(row[code][1:])
                row[code] = None
        owner = row.pop("owner")
        row["owner_id"] = self.owners.called(owner)
        if owner and row["owner_id"] is None:
            tags.append(owner)
        row["tags"] = "、".join(tags)[:300] or None
        born = row["birthday"]
        if isinstance(born, str):  # the cell named a lunar day
            row["birthday_lunar"] = row["birthday_lunar"] or born
        row["birthday"] = born.isoformat() if isinstance(born, date) else None

    def learn(self, session: Session, rows: Sequence[Row]) -> None:
        """Ask for the customers whom these rows may mean."""
        said = {kind: [row[kind] for row in rows] for kind in ("number", "phone", "email")}
        self.known.learn(session, numbers=said["number"], phones=said["phone"], emails=said["email"])
        self.known.learn_names(session, [row["called"] for row in rows if self.goes_by_name(row)])

    def met(self, session: Session, rows: Sequence[Row]) -> dict[int, Fault]:
        """Rows that were new when they were checked, and mean somebody who is there by now."""
        for row in rows:
            row["called"] = name_key(row["name"] or "")
        self.learn(session, rows)
        met = {row["row"]: self._match(row) or bool(self.known.numbers.get(row["number"])) for row in rows}
        return {row: who if isinstance(who, Fault) else Fault.EXISTS_ALREADY for row, who in met.items() if who}

    def goes_by_name(self, row: Row) -> bool:
        by = self.choices.match
        return by is Match.NAME or (by is Match.AUTO and not (row["number"] or row["phone"] or row["email"]))

    def find(self, rows: list[Row]) -> set[int]:
        """Note in each row whom it is about; the ids of those customers."""
        for row in rows:
            row["match"] = self._match(row) if row["name"] else None
        return {row["match"] for row in rows if isinstance(row["match"], int)}

    def staged(self, portion: Portion, rows: list[Row], files: Mapping[int, File]) -> Iterator[tuple[Any, ...]]:
        """The staged rows of a portion; `files` holds the customers found, as they are."""
        for index, (number, row) in enumerate(zip(portion.rows, rows, strict=True)):
            faults: Faults = list(portion.faults.get(index, ()))
            verdict, target, changes = self._verdict(row, faults, files)
            packed = json.dumps(changes, ensure_ascii=False) if changes else ""
            problems = json.dumps(faults, ensure_ascii=False) if faults else ""
            yield (self.job_id, number, verdict.value, problems, packed, target, *[row[code] for code in VALUES])

    def _verdict(
        self, row: Row, faults: Faults, files: Mapping[int, File]
    ) -> tuple[Verdict, int | None, dict[str, list[Any]]]:
        if not row["name"]:
            faults.append(("", "", Fault.NAME_MISSING))
        if faults:
            return Verdict.ERROR, None, {}
        match: int | Fault | None = row["match"]
        fault = self._repeated(row)
        if fault and not (fault in _REVIEWED and isinstance(match, int)):
            faults.append(("", row["name"], fault))
            return (Verdict.REVIEW if fault in _REVIEWED else Verdict.SKIP), None, {}
        if isinstance(match, Fault):
            faults.append(("", row["name"], match))
            return (Verdict.REVIEW if match in _REVIEWED else Verdict.ERROR), None, {}
        self._remember(row)
        if match is None:
            return self._new(faults)
        if self.choices.mode is Mode.CREATE:
            faults.append(("", row["name"], Fault.EXISTS_ALREADY))
            return Verdict.SKIP, match, {}
        changes = files[match].changes(row)
        return (Verdict.UPDATE if changes else Verdict.UNCHANGED), match, changes

    def _new(self, faults: Faults) -> tuple[Verdict, None, dict[str, list[Any]]]:
        if self.choices.mode is Mode.UPDATE:
            faults.append(("", "", Fault.NOT_THERE))
            return Verdict.SKIP, None, {}
        return Verdict.CREATE, None, {}

    def _repeated(self, row: Row) -> Fault | None:
        """The same strong key in an earlier row; a shared phone with another name is a family, perhaps."""
        called = row["called"]
        keys = [(kind, row[kind]) for kind in ("number", "phone", "email") if row[kind]]
        for kind, key in keys:
            first = self.seen.get((kind, key))
            if first is None:
                continue
            if kind == "number" or first == called:
                return Fault.REPEATED_IN_FILE
            return Fault.SAME_PHONE_OTHER_NAME
        return None

    def _remember(self, row: Row) -> None:
        called = row["called"]
        for kind in ("number", "phone", "email"):
            if row[kind]:
                self.seen.setdefault((kind, row[kind]), called)

    def _match(self, row: Row) -> int | Fault | None:
        """The customer that the row is about."""
        by, called = self.choices.match, row["called"]
        if row["number"] and by.value in ("auto", "number") and (found := self.known.numbers.get(row["number"])):
            return Fault.NUMBER_TAKEN if found[0].removed else found[0].id
        for kind, matches in (("phone", self.known.phones), ("email", self.known.emails)):
            if row[kind] and by.value in ("auto", kind) and (found := matches.get(row[kind])):
                return self._by_reach(called, found)
        if self.goes_by_name(row):
            return self._by_name(called, sure=by is Match.NAME)
        return None

    def _by_reach(self, called: str, found: tuple[Found, ...]) -> int | Fault | None:
        same = [one for one in found if one.name_key == called]
        if len(same) == 1:
            return same[0].id
        return Fault.SEVERAL_MATCHES if len(same) > 1 else Fault.SAME_PHONE_OTHER_NAME

    def _by_name(self, called: str, *, sure: bool) -> int | Fault | None:
        found = self.known.names.get(called, ())
        if len(found) > 1:
            return Fault.SEVERAL_MATCHES
        if not found:
            return None
        return found[0].id if sure else Fault.SAME_NAME
