"""Who and what is in the database already, asked for a portion's keys at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from db.models import Channel, ChannelType, Customer, Order

_PHONES = (ChannelType.MOBILE, ChannelType.LANDLINE)


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
        facts = (col(Customer.id), col(Customer.name_key), col(Customer.deleted_at))
        if fresh := _fresh(numbers, self.numbers):
            number = col(Customer.number)
            _keep(self.numbers, session.execute(select(number, *facts).where(number.in_(fresh))).all())
        reach = col(Channel.value_key)
        by_channel = select(reach, *facts).join(Channel, col(Channel.customer_id) == col(Customer.id))
        by_channel = by_channel.distinct()
        if fresh := _fresh(phones, self.phones):
            found = by_channel.where(reach.in_(fresh), col(Channel.type).in_(_PHONES))
            _keep(self.phones, _present(session.execute(found).all()))
        if fresh := _fresh(emails, self.emails):
            found = by_channel.where(reach.in_(fresh), col(Channel.type) == ChannelType.EMAIL)
            _keep(self.emails, _present(session.execute(found).all()))

    def learn_names(self, session: Session, names: Iterable[str | None]) -> None:
        if fresh := _fresh(names, self.names):
            key = col(Customer.name_key)
            facts = select(key, col(Customer.id), key, col(Customer.deleted_at))
            _keep(self.names, _present(session.execute(facts.where(key.in_(fresh))).all()))


def _fresh(keys: Iterable[str | None], known: Matches) -> list[str]:
    fresh = [key for key in dict.fromkeys(keys) if key and key not in known]
    known.update(dict.fromkeys(fresh, ()))
    return fresh


def _present(rows: Iterable[tuple[str, int, str, object]]) -> list[tuple[str, int, str, object]]:
    """Without removed customers. In SQL this would tempt SQLite to walk all that are not removed."""
    return [row for row in rows if row[3] is None]


def _keep(known: Matches, rows: Iterable[tuple[str, int, str, object]]) -> None:
    for key, id_, name_key, deleted_at in rows:
        known[key] = (*known[key], Found(id_, name_key, deleted_at is not None))


@dataclass(frozen=True)
class FoundOrder:
    id: int
    customer_id: int


def known_orders(session: Session, numbers: Iterable[str | None]) -> dict[str, FoundOrder]:
    """The orders of these numbers that are there."""
    asked = list(dict.fromkeys(filter(None, numbers)))
    query = select(col(Order.number), col(Order.id), col(Order.customer_id)).where(col(Order.number).in_(asked))
    return {number: FoundOrder(id_, customer) for number, id_, customer in session.execute(query).all()}
