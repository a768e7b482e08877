"""Cases of a portion: who brought them, which are there already, and what would happen to each."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any

from sqlmodel import Session

from care.customers import name_key
from care.imports.choices import Choices, Mode
from care.imports.colleagues import Colleagues
from care.imports.complaint_values import Case, CaseReader, Said, as_written
from care.imports.kinds import FIELDS, Kind
from care.imports.known import FoundOrder, known_orders
from care.imports.known_complaints import KnownCase, known_cases
from care.imports.order_owners import Owner, Owners
from care.imports.order_owners import Said as SaidOfCustomer
from care.imports.portions import Portion
from care.imports.problems import Fault
from db.models import Verdict

COLUMNS = (
    "job_id", "row", "verdict", "problems", "changes", "target_id", "number", "name", "phone", "email", "region",
    "order_no", "item", "customer_id", "new_customer", "said",
)  # fmt: skip
_NOBODY = frozenset(
    map(name_key, ("匿名", "匿名用户", "匿名客户", "无名氏", "未知", "不详", "anonymous", "unknown", "n/a"))
)
_SHOWN = 80


@dataclass
class CaseCheck:
    """Remembers across portions which numbers the file has named already."""

    job_id: int
    choices: Choices
    reader: CaseReader
    owners: Owners
    colleagues: Colleagues
    """Who may handle cases."""
    seen: dict[str, str] = field(default_factory=dict)
    """Number → contents of the row that had it first."""
    repeats: dict[str, int] = field(default_factory=dict)

    def check(self, session: Session, portion: Portion) -> list[tuple[Any, ...]]:
        """The staged rows of a portion."""
        rows = _cells(portion)
        customers = [SaidOfCustomer(row["number"], row["name"], row["phone"], row["email"]) for row in rows]
        self.owners.learn(session, customers)
        owners = self.owners.of(portion.rows, customers)
        orders = known_orders(session, [row["order_no"] for row in rows])
        cases = [self._case(portion, index, row) for index, row in enumerate(rows)]
        numbers = [row["case_no"] or self._made_up(case, row) for row, case in zip(rows, cases, strict=True)]
        there = known_cases(session, numbers)
        staged = []
        for index, (row, case, owner, number) in enumerate(zip(rows, cases, owners, numbers, strict=True)):
            placed = _placed(case, row, owner, orders)
            verdict, changes = self._verdict(portion, index, (number, case, placed), there.get(number))
            target = there[number].id if number in there else None
            problems = json.dumps(portion.faults[index], ensure_ascii=False) if index in portion.faults else ""
            packed = json.dumps(changes, ensure_ascii=False) if changes else ""
            said = (*[row[code] for code in ("number", "name", "phone", "email", "region")], number)
            about = (case.description or "")[:_SHOWN], placed.customer_id, placed.new_row, case.dump()
            staged.append((self.job_id, portion.rows[index], verdict.value, problems, packed, target, *said, *about))
        return staged

    def _case(self, portion: Portion, index: int, row: Said) -> Case:
        case, faults = self.reader.read(row)
        if index not in portion.faults:  # what cannot be read explains what is missing
            for value, fault in faults:
                portion.fail(index, "", value, fault)
        case.handler_id = self.colleagues.called(case.handler)
        case.opened_by_id = self.colleagues.called(case.opened_by)
        return case

    def _verdict(
        self, portion: Portion, index: int, said: tuple[str, Case, Owner], known: KnownCase | None
    ) -> tuple[Verdict, dict[str, list[Any]]]:
        number, case, owner = said
        if owner.fault and index not in portion.faults:
            portion.fail(index, "", "", owner.fault)
        if index in portion.faults:
            return Verdict.ERROR, {}
        contents = case.dump()
        first = self.seen.setdefault(number, contents)
        if first is not contents:
            portion.fail(index, "", number, Fault.CASE_REPEATED)
            return (Verdict.SKIP if first == contents else Verdict.REVIEW), {}
        if known is None:
            return self._unless(Mode.UPDATE, Verdict.CREATE, Fault.NOT_THERE, portion, index), {}
        if self.choices.mode is Mode.CREATE:
            return self._unless(Mode.CREATE, Verdict.SKIP, Fault.EXISTS_ALREADY, portion, index), {}
        changes = known.changes(case, owner.customer_id)
        if changes and known.is_fixed:
            portion.fail(index, "", number, Fault.HANDLED_HERE)
            return Verdict.REVIEW, {}
        return (Verdict.UPDATE if changes else Verdict.UNCHANGED), changes

    def _unless(self, mode: Mode, verdict: Verdict, fault: Fault, portion: Portion, index: int) -> Verdict:
        if self.choices.mode is not mode:
            return verdict
        portion.fail(index, "", "", fault)
        return Verdict.SKIP

    def _made_up(self, case: Case, row: Said) -> str:
        """A file without numbers still says the same when it comes again: each row is a case."""
        who = row["number"] or row["phone"] or row["email"] or name_key(row["name"] or "")
        whole = f"{case.kind}|{who}|{case.at}|{case.description}"
        self.repeats[whole] = self.repeats.get(whole, 0) + 1
        return "IM-" + sha1(f"{whole}|{self.repeats[whole]}".encode(), usedforsecurity=False).hexdigest()[:14].upper()


def _cells(portion: Portion) -> list[Said]:
    columns = {one.code: portion.get(one.code) for one in FIELDS[Kind.COMPLAINTS]}
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    for row in rows:
        if row["name"] and name_key(row["name"]) in _NOBODY:
            row["name"] = None
    return rows


def _placed(case: Case, row: Said, owner: Owner, orders: Mapping[str, FoundOrder]) -> Owner:
    """The owner of a case. One that names nobody is that of its order's customer, else nobody's."""
    order = orders.get(row["order_no"] or "")
    if owner.fault is Fault.CUSTOMER_MISSING:
        owner = Owner(order.customer_id) if order else Owner()
    if order and order.customer_id == owner.customer_id:
        case.order_id = order.id
    elif row["order_no"]:
        _keep(case, [as_written("order_no", row["order_no"])])
    return owner


def _keep(case: Case, lines: Iterable[str]) -> None:
    case.words = "\n".join(filter(None, (case.words, *lines)))
