"""Who and what is in the database already, asked for a portion's keys at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from db import bulk

# Each: the key asked for, the customer, the name, when they were removed.
_BY_NUMBER = "SELECT number, id, name_key, deleted_at FROM customers WHERE number IN ({keys})"
_BY_NAME = "SELECT name_key, id, name_key, deleted_at FROM customers WHERE name_key IN ({keys})"
_REACHED = """SELECT DISTINCT n.value_key, c.id, c.name_key, c.deleted_at FROM channels n
    JOIN customers c ON c.id = n.customer_id WHERE n.value_key IN ({keys}) AND n.type IN """
_BY_PHONE = _REACHED + "('mobile', 'landline')"
_BY_EMAIL = _REACHED + "('email')"
_ORDERS = "SELECT number, id, customer_id FROM orders WHERE number IN ({keys})"


@dataclass(frozen=True)
class Found:
    id: int
    name_key: str
    removed: bool = False


Matches = dict[str, tuple[Found, ...]]


@dataclass
class Known:
    """Customers by each of their keys; a key without a customer is kept too, so that it is asked for once."""

    numbers: Matches = field(default_factory=dict)
    phones: Matches = field(default_factory=dict)
    emails: Matches = field(default_factory=dict)
    names: Matches = field(default_factory=dict)

    def learn(
        self,
        session: Session,
        *,
        numbers: Iterable[str | None],
        phones: Iterable[str | None],
        emails: Iterable[str | None],
    ) -> None:
        """Look up what this portion names and no earlier one did."""
        for asked, known, query in (
            (numbers, self.numbers, _BY_NUMBER),
            (phones, self.phones, _BY_PHONE),
            (emails, self.emails, _BY_EMAIL),
        ):
            if fresh := _fresh(asked, known):
                _keep(known, bulk.found(session, query, fresh), removed_too=query is _BY_NUMBER)

    def learn_names(self, session: Session, names: Iterable[str | None]) -> None:
        if fresh := _fresh(names, self.names):
            _keep(self.names, bulk.found(session, _BY_NAME, fresh))


def _fresh(keys: Iterable[str | None], known: Matches) -> list[str]:
    fresh = [key for key in dict.fromkeys(keys) if key and key not in known]
    known.update(dict.fromkeys(fresh, ()))
    return fresh


def _keep(known: Matches, rows: Iterable[Sequence[Any]], *, removed_too: bool = False) -> None:
    """Removed customers are left out here: in SQL that would tempt SQLite to walk all that are not removed."""
    for key, id_, name_key, deleted_at in rows:
        if deleted_at is None or removed_too:
            known[key] = (*known[key], Found(id_, name_key, deleted_at is not None))


@dataclass(frozen=True)
class FoundOrder:
    id: int
    customer_id: int


def known_orders(session: Session, numbers: Iterable[str | None]) -> dict[str, FoundOrder]:
    """The orders of these numbers that are there."""
    asked = list(dict.fromkeys(filter(None, numbers)))
    if not asked:
        return {}
    return {number: FoundOrder(id_, customer) for number, id_, customer in bulk.found(session, _ORDERS, asked)}
