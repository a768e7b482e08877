"""Columns of order lines, and what follows from them alone: amounts, moments, what is missing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha1
from zoneinfo import ZoneInfo

from care.customers import name_key
from care.imports.order_owners import Owner
from care.imports.portions import Portion
from care.imports.problems import Fault
from care.imports.single_cells import Values


def amounts(portion: Portion) -> Values:
    """As written, else price by quantity."""
    written = portion.get("amount")
    if None not in written:
        return written
    return [
        _product(price, quantity) if amount is None and price is not None and quantity is not None else amount
        for amount, price, quantity in zip(written, portion.get("price"), portion.get("quantity"), strict=True)
    ]


def _product(price: int, quantity: float) -> int:
    product = price * quantity
    if abs(product) < 1e12 and float(product).is_integer():
        return int(product)
    return int((Decimal(price) * Decimal(repr(quantity))).quantize(Decimal(1), ROUND_HALF_UP))


def moments(portion: Portion, zone: ZoneInfo, written: Callable[[datetime], str]) -> tuple[Values, Values]:
    """The instants as the database keeps them, and their days on the firm's clock."""
    cells = portion.get("at")
    instants: dict[datetime | None, str | None] = {None: None}
    days: dict[datetime | None, str | None] = {None: None}
    for at in set(cells) - {None}:
        instants[at] = written(at - (zone.utcoffset(at) or timedelta()))
        days[at] = at.date().isoformat()
    return list(map(instants.get, cells)), list(map(days.get, cells))


def note_gaps(portion: Portion, amounts: Values, owners: list[Owner]) -> None:
    """What a line cannot do without."""
    for index, (at, amount, owner) in enumerate(zip(portion.get("at"), amounts, owners, strict=True)):
        if (at is None or amount is None or owner.fault) and index not in portion.faults:
            lacking = {Fault.DATE_MISSING: at is None, Fault.AMOUNT_MISSING: amount is None}
            for fault in [*[fault for fault, lacks in lacking.items() if lacks], owner.fault]:
                if fault:
                    portion.fail(index, "", "", fault)


def order_numbers(portion: Portion, amounts: Values, repeats: dict[str, int]) -> Values:
    """As written. A file without them still says the same when it comes again: each row is an order."""
    numbers = portion.get("order_no")
    if None not in numbers:
        return numbers
    codes = ("number", "phone", "email", "name", "at", "sku", "item", "quantity")
    rows = zip(numbers, amounts, *[portion.get(code) for code in codes], strict=True)
    faulty = portion.faults
    return [
        number or (None if index in faulty else _made_up(amount, said, repeats))
        for index, (number, amount, *said) in enumerate(rows)
    ]


def _made_up(amount: int, said: Values, repeats: dict[str, int]) -> str:
    number, phone, email, name, at, sku, item, quantity = said
    key = number or phone or email or name_key(name or "")
    whole = f"{key}|{at}|{sku}|{item}|{quantity}|{amount}"
    repeats[whole] = repeats.get(whole, 0) + 1
    return "IM-" + sha1(f"{whole}|{repeats[whole]}".encode(), usedforsecurity=False).hexdigest()[:14].upper()
