"""Records of a portion: whose they are, which are there already, and what would happen to each."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlmodel import Session

from care.imports.choices import Choices, Mode
from care.imports.colleagues import Colleagues
from care.imports.kinds import FIELDS
from care.imports.known import known_orders
from care.imports.order_owners import Owner, Owners
from care.imports.order_owners import Said as SaidOfCustomer
from care.imports.portions import Portion
from care.imports.problems import Fault
from care.imports.said import Notes, Said
from db.models import Verdict

COLUMNS = (
    "job_id", "row", "verdict", "problems", "changes", "target_id", "number", "name", "phone", "email", "order_no",
    "item", "customer_id", "new_customer", "said",
)  # fmt: skip
_SHOWN = 80


class Record(Protocol):
    at: str | None
    author: str
    author_id: int | None

    @property
    def shown(self) -> str: ...

    def identity(self) -> str: ...

    def dump(self) -> str: ...


class RecordReader(Protocol):
    def read(self, said: Said) -> tuple[Any, Notes]: ...


There = Callable[[Session, Iterable[int], Iterable[str]], set[tuple[int, str]]]
"""Of these customers at these moments: whose record is there, and its identity."""


@dataclass
class RecordCheck:
    """Remembers across portions which records the file has named already."""

    job_id: int
    choices: Choices
    reader: RecordReader
    there: There
    owners: Owners
    colleagues: Colleagues
    seen: set[tuple[int | None, int | None, str]] = field(default_factory=set)

    def check(self, session: Session, portion: Portion) -> list[tuple[Any, ...]]:
        """The staged rows of a portion."""
        rows = _cells(portion, self.choices)
        customers = [SaidOfCustomer(row["number"], row["name"], row["phone"], row["email"]) for row in rows]
        self.owners.learn(session, customers)
        owners = self.owners.of(portion.rows, customers)
        records = [self._record(portion, index, row) for index, row in enumerate(rows)]
        _place(session, rows, records, owners)
        whose = {owner.customer_id for owner in owners if owner.customer_id}
        there = self.there(session, whose, {record.at for record in records if record.at})
        return [
            self._staged(portion, index, (row, record, owner), there)
            for index, (row, record, owner) in enumerate(zip(rows, records, owners, strict=True))
        ]

    def _record(self, portion: Portion, index: int, row: Said) -> Record:
        record: Record
        record, notes = self.reader.read(row)
        if index not in portion.faults:  # what cannot be read explains what is missing
            for value, fault in notes.faults:
                portion.fail(index, "", value, fault)
        record.author_id = self.colleagues.called(record.author)
        return record

    def _staged(
        self, portion: Portion, index: int, said: tuple[Said, Record, Owner], there: set[tuple[int, str]]
    ) -> tuple[Any, ...]:
        row, record, owner = said
        verdict = self._verdict(portion, index, record, owner, there)
        faults = portion.faults.get(index)
        problems = json.dumps(faults, ensure_ascii=False) if faults else ""
        who = [row[code] for code in ("number", "name", "phone", "email")]
        about = (row.get("order_no"), record.shown[:_SHOWN], owner.customer_id, owner.new_row, record.dump())
        return (self.job_id, portion.rows[index], verdict.value, problems, "", None, *who, *about)

    def _verdict(
        self, portion: Portion, index: int, record: Record, owner: Owner, there: set[tuple[int, str]]
    ) -> Verdict:
        if owner.fault and index not in portion.faults:
            portion.fail(index, "", "", owner.fault)
        if index in portion.faults:
            return Verdict.ERROR
        identity = record.identity()
        if owner.customer_id and (owner.customer_id, identity) in there:
            return Verdict.UNCHANGED
        if (owner.customer_id, owner.new_row, identity) in self.seen:
            portion.fail(index, "", "", Fault.RECORD_REPEATED)
            return Verdict.SKIP
        self.seen.add((owner.customer_id, owner.new_row, identity))
        if self.choices.mode is Mode.UPDATE:
            portion.fail(index, "", "", Fault.NOT_THERE)
            return Verdict.SKIP
        return Verdict.CREATE


def _cells(portion: Portion, choices: Choices) -> list[Said]:
    columns = {one.code: portion.get(one.code) for one in FIELDS[choices.kind]}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _place(session: Session, rows: Sequence[Said], records: Sequence[Any], owners: list[Owner]) -> None:
    """An order leads to its customer where the row names nobody, and is kept where it is theirs."""
    orders = known_orders(session, [row.get("order_no") for row in rows])
    for index, (row, record) in enumerate(zip(rows, records, strict=True)):
        order = orders.get(row.get("order_no") or "")
        if order and owners[index].fault is Fault.CUSTOMER_MISSING:
            owners[index] = Owner(order.customer_id)
        if order and order.customer_id == owners[index].customer_id:
            record.order_id = order.id
