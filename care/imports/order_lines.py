"""An order line as the file has it, and what follows from it alone."""

from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from care.customers import name_key
from care.imports.choices import Match
from care.imports.problems import Fault


class Line(NamedTuple):
    """The columns of a portion, crosswise."""

    order_no: str | None
    at: datetime | None
    number: str | None
    name: str | None
    phone: str | None
    email: str | None
    region: str | None
    sku: str | None
    item: str | None
    quantity: float | None
    price: int | None
    amount: int | None
    status: str | None
    payment: str | None
    store: str | None
    note: str | None


def keys_of(line: Line, match: Match) -> list[tuple[str, str]]:
    """What the line says about whose it is, the strongest first; the name alone only when there is nothing else."""
    phone = line.phone.partition(" ")[0] if line.phone else None
    said = {Match.NUMBER: line.number, Match.PHONE: phone, Match.EMAIL: line.email}
    keys = [(kind.value, key) for kind, key in said.items() if key and match in {Match.AUTO, kind}]
    if line.name and not keys and match in {Match.AUTO, Match.NAME}:
        keys.append(by_name(line.name))
    return keys


def by_name(name: str) -> tuple[str, str]:
    return Match.NAME.value, name_key(name)


def lacking(line: Line, amount: int | None, owner_fault: Fault | None) -> Iterator[Fault]:
    if line.at is None:
        yield Fault.DATE_MISSING
    if amount is None:
        yield Fault.AMOUNT_MISSING
    if owner_fault:
        yield owner_fault


def product(price: int, quantity: float) -> int:
    product = price * quantity
    if abs(product) < 1e12 and float(product).is_integer():
        return int(product)
    return int((Decimal(price) * Decimal(repr(quantity))).quantize(Decimal(1), ROUND_HALF_UP))
