"""Order lines of a portion: whose they are, which order they belong to, and what would happen to them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha1
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session

from care.customers import name_key
from care.imports.choices import Choices, Match, Mode, Unknown
from care.imports.known import Found, FoundOrder, Known
from care.imports.order_lines import Line, by_name, keys_of, lacking, product
from care.imports.portions import Portion
from care.imports.problems import Fault
from db.models import Verdict

COLUMNS = (
    "job_id", "row", "verdict", "problems", "changes", "target_id", "order_no", "position", "ordered_at", "ordered_on",
    "customer_id", "new_customer", "number", "name", "phone", "email", "region", "sku", "item", "quantity",
    "price_cents", "amount_cents", "status", "payment", "store", "note",
)  # fmt: skip


# Looked up a hundred thousand times: the value of an enumeration costs more than the rest of the line.
_CREATE, _UPDATE, _SKIP, _ERROR = (each.value for each in (Verdict.CREATE, Verdict.UPDATE, Verdict.SKIP, Verdict.ERROR))
ORDER_NO = COLUMNS.index("order_no")


class Owner(NamedTuple):
    """The customer of a line: one that is there, or the row that describes a new one."""

    customer_id: int | None = None
    new_row: int | None = None
    fault: Fault | None = None


@dataclass
class OrderCheck:
    """Remembers across portions which order belongs to whom, and who is new."""

    job_id: int
    choices: Choices
    known: Known
    zone: ZoneInfo
    written: Callable[[datetime], str]
    owners: dict[tuple[str, str], Owner] = field(default_factory=dict)
    said: dict[tuple[Any, ...], Owner] = field(default_factory=dict)
    """Number, name, phone and e-mail as an earlier row had them: nine rows in ten repeat one."""
    orders: dict[str, tuple[Owner, int]] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        zone, written = self.zone, self.written

        @lru_cache(maxsize=100_000)
        def moment(at: datetime) -> tuple[str, str]:
            instant = at.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
            return written(instant), at.date().isoformat()

        self.moment = moment

    def learn(self, session: Session, portion: Portion) -> None:
        """Ask for the customers of this portion; by weaker keys only where the strongest finds nobody."""
        lines = [Line(*cells) for cells in zip(*[portion.get(code) for code in Line._fields], strict=True)]
        known, match = self.known, self.choices.match
        if match in {Match.AUTO, Match.NUMBER}:
            known.learn(session, numbers=portion.get("number"), phones=(), emails=())
            lines = list({line[2:6]: line for line in lines if not known.numbers.get(line.number or "")}.values())
        if not lines:
            return
        phones = [line.phone.partition(" ")[0] if line.phone else None for line in lines]
        known.learn(session, numbers=(), phones=phones, emails=[line.email for line in lines])
        nameless = [line.name for line in lines if line.name and keys_of(line, match)[:1] == [by_name(line.name)]]
        known.learn_names(session, [name_key(name) for name in nameless])

    def met(self, staged: list[tuple[Any, ...]], there: dict[str, FoundOrder]) -> list[tuple[Any, ...]]:
        """Rows whose order number was made up meet the order that an earlier import made of them."""
        if not there:
            return staged
        verdict, target = COLUMNS.index("verdict"), COLUMNS.index("target_id")
        rows = []
        for row in staged:
            cells = list(row)
            if cells[verdict] == _CREATE and (found := there.get(cells[ORDER_NO])):
                cells[verdict], cells[target] = self._verdict(found), found.id
            rows.append(tuple(cells))
        return rows

    def rows(self, portion: Portion, there: dict[str, FoundOrder]) -> Iterator[tuple[Any, ...]]:
        """The staged rows of a portion."""
        lines = map(Line, *[portion.get(code) for code in Line._fields])
        faults = portion.faults
        for index, (number, line) in enumerate(zip(portion.rows, lines, strict=True)):
            yield self._row(number, line, list(faults[index]) if index in faults else [], there)

    def _row(
        self, row: int, line: Line, faults: list[tuple[str, str, Fault]], there: dict[str, FoundOrder]
    ) -> tuple[Any, ...]:
        amount = line.amount
        if amount is None and line.price is not None and line.quantity is not None:
            amount = product(line.price, line.quantity)
        owner = self._owner(row, line)
        if not faults and (amount is None or owner.fault or line.at is None):
            faults += [("", "", fault) for fault in lacking(line, amount, owner.fault)]
        order_no = line.order_no or (None if faults else self._made_up(line, amount))
        found = there.get(order_no or "")
        if not faults and order_no and (fault := self._broken(order_no, owner, found)):
            faults.append(("", order_no, fault))
        verdict = _ERROR if faults else self._verdict(found)
        describes = owner.new_row == row
        at, on = self.moment(line.at) if line.at else (None, None)
        return (
            self.job_id, row, verdict, _packed(faults), "", found.id if found else None, order_no,
            self._position(order_no), at, on, owner.customer_id, owner.new_row, line.number, line.name,
            line.phone if describes else None, line.email if describes else None,
            line.region if describes else None, line.sku, line.item, line.quantity,
            line.price, amount, line.status, line.payment, line.store, line.note,
        )  # fmt: skip

    def _verdict(self, found: FoundOrder | None) -> str:
        if found:
            return _SKIP if self.choices.mode is Mode.CREATE else _UPDATE
        return _SKIP if self.choices.mode is Mode.UPDATE else _CREATE

    def _position(self, order_no: str | None) -> int | None:
        if order_no is None or order_no not in self.orders:
            return None
        owner, lines = self.orders[order_no]
        self.orders[order_no] = owner, lines + 1
        return lines + 1

    def _broken(self, order_no: str, owner: Owner, found: FoundOrder | None) -> Fault | None:
        first, _lines = self.orders.setdefault(order_no, (owner, 0))
        if first[:2] != owner[:2] or (found and found.customer_id != owner.customer_id):
            return Fault.ORDER_OF_ANOTHER
        return None

    def _made_up(self, line: Line, amount: int | None) -> str:
        """A file without order numbers still says the same when it comes again: each row is an order."""
        key = line.number or line.phone or line.email or name_key(line.name or "")
        said = f"{key}|{line.at}|{line.sku}|{line.item}|{line.quantity}|{amount}"
        self.repeats[said] = self.repeats.get(said, 0) + 1
        return "IM-" + sha1(f"{said}|{self.repeats[said]}".encode(), usedforsecurity=False).hexdigest()[:14].upper()

    def _owner(self, row: int, line: Line) -> Owner:
        said = line[2:6]
        owner = self.said.get(said)
        if owner is not None:
            return owner
        keys = keys_of(line, self.choices.match)
        if not keys:
            return Owner(fault=Fault.CUSTOMER_MISSING)
        owner = self.owners.get(keys[0])
        if owner is None:
            owner = self.owners[keys[0]] = self._found(keys, line) or self._unknown(row)
        self.said[said] = owner
        return owner

    def _found(self, keys: list[tuple[str, str]], line: Line) -> Owner | None:
        """By the strongest key; a weaker one counts only when the name does not speak against it."""
        called = name_key(line.name) if line.name else ""
        for place, (kind, key) in enumerate(keys):
            matches: tuple[Found, ...] = getattr(self.known, kind + "s").get(key, ())
            if place:
                matches = tuple(match for match in matches if called in {"", match.name_key})
            if len(matches) > 1:
                return Owner(fault=Fault.SEVERAL_MATCHES)
            if matches:
                return Owner(fault=Fault.NUMBER_TAKEN) if matches[0].removed else Owner(matches[0].id)
        return None

    def _unknown(self, row: int) -> Owner:
        if self.choices.unknown is Unknown.REPORT:
            return Owner(fault=Fault.CUSTOMER_UNKNOWN)
        return Owner(new_row=row)


def _packed(faults: list[tuple[str, str, Fault]]) -> str:
    return json.dumps(faults, ensure_ascii=False) if faults else ""
