"""Order lines of a portion: which order each belongs to, and what would happen to it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from care.imports.choices import Choices, Mode
from care.imports.known import FoundOrder, known_orders
from care.imports.order_lines import amounts, moments, note_gaps, order_numbers
from care.imports.order_owners import Owner, Owners, Said
from care.imports.portions import Portion
from care.imports.problems import Fault
from care.imports.single_cells import Values
from db.models import Verdict

# Asked for a hundred thousand times: the value of an enumeration costs more than the rest of the line.
_CREATE, _UPDATE, _SKIP, _ERROR = (each.value for each in (Verdict.CREATE, Verdict.UPDATE, Verdict.SKIP, Verdict.ERROR))
_ALIKE = {"sku": "sku", "item": "item", "quantity": "quantity", "price": "price_cents"} | {
    code: code for code in ("number", "name", "status", "payment", "store", "note")
}
"""Field → column of the staged row."""
_DESCRIBING = ("phone", "email", "region")


@dataclass(slots=True)
class _Order:
    """An order as its first good line has it."""

    owner: Owner
    verdict: str
    target: int | None
    is_anothers: bool
    lines: int = 0


@dataclass
class OrderCheck:
    """Remembers across portions which order belongs to whom."""

    job_id: int
    choices: Choices
    zone: ZoneInfo
    written: Callable[[datetime], str]
    owners: Owners
    orders: dict[str, _Order] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)

    def check(self, session: Session, portion: Portion) -> dict[str, Values]:
        """The staged rows of a portion, by column; a column that says nothing is left out."""
        said = list(zip(*[portion.get(code) for code in Said._fields], strict=True))
        self.owners.learn(session, said)
        owners = self.owners.of(portion.rows, said)
        worth = amounts(portion)
        note_gaps(portion, worth, owners)
        numbers = order_numbers(portion, worth, self.repeats)
        placed = self._placed(portion, owners, numbers, known_orders(session, numbers))
        at, on = moments(portion, self.zone, self.written)
        rest = {"ordered_at": at, "ordered_on": on, "amount_cents": worth}
        columns = {**placed, **_whose(portion, owners), **rest, **_alike(portion)}
        said_of = {name: values for name, values in columns.items() if values.count(None) < len(values)}
        return {**_fixed(self.job_id, portion), **said_of}

    def _placed(
        self, portion: Portion, owners: list[Owner], numbers: Values, there: Mapping[str, FoundOrder]
    ) -> dict[str, Values]:
        orders, faulty = self.orders, portion.faults
        verdicts, targets, positions = [], [], []
        for index, (number, owner) in enumerate(zip(numbers, owners, strict=True)):
            order = orders.get(number)
            if index not in faulty:
                if order is None:
                    is_given = portion.get("order_no")[index] is not None
                    order = orders[number] = self._order(owner, there.get(number), is_given=is_given)
                if order.is_anothers or (order.owner is not owner and order.owner[:2] != owner[:2]):
                    portion.fail(index, "", number, Fault.ORDER_OF_ANOTHER)
            if order:
                order.lines += 1
            verdicts.append(order.verdict if order and index not in faulty else _ERROR)
            targets.append(order.target if order else None)
            positions.append(order.lines if order else None)
        return {"verdict": verdicts, "target_id": targets, "order_no": numbers, "position": positions}

    def _order(self, owner: Owner, found: FoundOrder | None, *, is_given: bool) -> _Order:
        if found is None:
            return _Order(owner, _SKIP if self.choices.mode is Mode.UPDATE else _CREATE, None, False)
        verdict = _SKIP if self.choices.mode is Mode.CREATE else _UPDATE
        return _Order(owner, verdict, found.id, is_given and found.customer_id != owner.customer_id)


def _fixed(job_id: int, portion: Portion) -> dict[str, Values]:
    count = len(portion.rows)
    problems = [""] * count
    for index, faults in portion.faults.items():
        problems[index] = json.dumps(faults, ensure_ascii=False)
    return {"job_id": [job_id] * count, "row": portion.rows, "problems": problems, "changes": [""] * count}


def _whose(portion: Portion, owners: list[Owner]) -> dict[str, Values]:
    """How to reach a new customer is kept in the row that describes them, and nowhere else."""
    new = [owner.new_row for owner in owners]
    describing = [index for index, row in enumerate(portion.rows) if new[index] == row]
    columns: dict[str, Values] = {"customer_id": [owner.customer_id for owner in owners], "new_customer": new}
    for code in _DESCRIBING:
        values, kept = portion.get(code), [None] * len(owners)
        for index in describing:
            kept[index] = values[index]
        columns[code] = kept
    return columns


def _alike(portion: Portion) -> dict[str, Any]:
    return {column: portion.columns[code] for code, column in _ALIKE.items() if portion.columns.get(code)}
