"""Writing invented customers by the thousand, with everything that the commands for one would have kept in step."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, select

from auth.actor import SYSTEM
from care import customers, privacy
from care.demo import words
from care.demo.habits import Purchase
from care.demo.invention import Invented
from core.settings import settings
from db.models import (
    Base,
    Channel,
    ChannelType,
    Consent,
    ConsentPurpose,
    ConsentStatus,
    Contact,
    Customer,
    CustomerTag,
    Order,
    OrderLine,
    Tag,
    Tier,
    TierChange,
    User,
)

_PURPOSES = (ConsentPurpose.SERVICE, ConsentPurpose.CARE, ConsentPurpose.MARKETING)
_SEARCHED = frozenset({ChannelType.MOBILE, ChannelType.LANDLINE, ChannelType.EMAIL, ChannelType.WECHAT})


class Filler:
    """Numbers customers and orders as it goes; ids are the database's own."""

    def __init__(self, session: Session, seed: int, sellers: Sequence[User]) -> None:
        self.session = session
        self.orders = 0
        self._chance = Random(seed)  # noqa: S311
        self._sellers = sellers
        self._customers = 0
        self._notice_id: int | None = None
        self._tags = self._make_tags()

    def add(self, some: Sequence[Invented]) -> None:
        rows = [self._customer(one) for one in some]
        ids = self._insert(Customer, rows, "number")
        contacts = [self._contact(id_, one) for id_, one in zip(ids, some, strict=True)]
        contact_ids = self._insert(Contact, contacts, "customer_id")
        together = list(zip(ids, contact_ids, some, strict=True))
        self._write(Channel, [row for id_, contact, one in together for row in _channels(id_, contact, one)])
        self._write(CustomerTag, [row for id_, _c, one in together for row in self._tagged(id_, one)])
        self._write(Consent, [row for id_, _c, one in together if one.consents for row in self._agreed(id_, one)])
        self._write(TierChange, [row for id_, _c, one in together for row in _rises(id_, one)])
        self._sell([(id_, purchase) for id_, _c, one in together for purchase in one.purchases])

    def _insert(self, table: Any, rows: list[dict[str, Any]], key: str) -> list[int]:
        """The new ids in the order of the rows, found by a key that tells them apart.

        Not by RETURNING: to keep the order, each row would then be a statement of its own.
        """
        self._write(table, rows)
        named: Any = getattr(table, key)
        wanted = [row[key] for row in rows]
        ids = dict(self.session.exec(select(named, table.id).where(named.in_(wanted))).all())
        return [ids[value] for value in wanted]

    def _write(self, table: type[Base], rows: list[dict[str, Any]]) -> None:
        if rows:
            self.session.execute(insert(table), rows)

    def _customer(self, one: Invented) -> dict[str, Any]:
        self._customers += 1
        number = f"KH-{self._customers:06d}"
        reached = [value for type_, value in one.channels if type_ in _SEARCHED]
        company = one.name if one.person != one.name and len(one.name) > 4 else ""
        found = customers.findable(one.name, number, company=company, others=[one.person, *reached])
        seller = self._chance.choice(self._sellers) if one.has_owner else None
        row: dict[str, Any] = {
            **one.columns,
            "number": number,
            "name": one.name,
            "company": company,
            "name_key": found.name_key,
            "sort_name": found.sort_name,
            "search_text": found.search_text,
            "search_grams": found.search_grams,
            "kind": one.kind,
            "birthday": one.birthday,
            "source": one.source,
            "tier": one.tier,
            "owner_id": seller.id if seller else None,
            "team_id": seller.team_id if seller else None,
            "last_verified_at": _noon(one.verified_on) if one.verified_on else None,
            "mobile": next((value for type_, value in one.channels if type_ is ChannelType.MOBILE), ""),
            "has_consent": one.consents,
            "row_version": 1,
            **_stamps(one.came_on),
        }
        return row | {"completeness": customers.completeness(row, {type_ for type_, _value in one.channels})}

    def _contact(self, customer_id: int, one: Invented) -> dict[str, Any]:
        named = {"name": one.person, "title": one.title, "is_primary": True}
        return {"customer_id": customer_id, **named, **_stamps(one.came_on)}

    def _make_tags(self) -> dict[str, int]:
        there = {tag.name: tag.id for tag in self.session.exec(select(Tag))}
        wanted = [name for name in words.TAGS if name not in there]
        return there | dict(zip(wanted, self._insert(Tag, [{"name": name} for name in wanted], "name"), strict=True))

    def _tagged(self, customer_id: int, one: Invented) -> Iterable[dict[str, Any]]:
        return ({"customer_id": customer_id, "tag_id": self._tags[name]} for name in one.tags)

    def _agreed(self, customer_id: int, one: Invented) -> list[dict[str, Any]]:
        if self._notice_id is None:
            self._notice_id = self._first_consent(customer_id)
        status = (ConsentStatus.GIVEN, ConsentStatus.GIVEN, self._chance.choice(list(ConsentStatus)))
        proof = self._chance.choice(words.EVIDENCE)
        given = {"customer_id": customer_id, "notice_id": self._notice_id, "channel": "form", "evidence": proof}
        at = _noon(one.came_on)
        return [given | {"purpose": p, "status": s, "at": at} for p, s in zip(_PURPOSES, status, strict=True)]

    def _first_consent(self, customer_id: int) -> int:
        """The one that brings the notice along with it."""
        purpose, status = ConsentPurpose.SERVICE, ConsentStatus.GIVEN
        details = {"channel": "form", "evidence": words.EVIDENCE[0]}
        consent = privacy.record_consent(self.session, SYSTEM, customer_id, purpose=purpose, status=status, **details)
        return consent.notice_id

    def _sell(self, sales: list[tuple[int, Purchase]]) -> None:
        orders = [self._order(customer_id, purchase) for customer_id, purchase in sales]
        ids = self._insert(Order, orders, "number")
        lines = zip(ids, sales, strict=True)
        self._write(OrderLine, [row for id_, (_customer, purchase) in lines for row in _lines(id_, purchase)])

    def _order(self, customer_id: int, purchase: Purchase) -> dict[str, Any]:
        self.orders += 1
        return {
            "number": f"{purchase.at:%y%m%d}-{self.orders:06d}",
            "customer_id": customer_id,
            "ordered_at": purchase.at,
            "ordered_on": purchase.at.date(),
            "amount_cents": purchase.cents,
            "refund_cents": purchase.refund_cents,
            "status": purchase.status,
            "currency": settings().currency,
            "payment": self._chance.choice(words.PAYMENTS),
            "store": self._chance.choice(words.STORES),
            "created_at": purchase.at,
            "updated_at": purchase.at,
        }


def _channels(customer_id: int, contact_id: int, one: Invented) -> Iterable[dict[str, Any]]:
    for place, (type_, value) in enumerate(one.channels):
        ids = {"customer_id": customer_id, "contact_id": contact_id}
        found = {"type": type_, "value": value, "value_key": value, "is_primary": place == 0}
        yield {**ids, **found, **_stamps(one.came_on)}


def _rises(customer_id: int, one: Invented) -> Iterable[dict[str, Any]]:
    """Whoever is in a better tier rose there at the third order."""
    if one.tier is not Tier.C and len(one.purchases) >= 3:
        risen = {"at": one.purchases[2].at, "before": Tier.C, "after": one.tier, "reason": "累计消费达标"}
        yield {"customer_id": customer_id, **risen}


def _lines(order_id: int, purchase: Purchase) -> Iterable[dict[str, Any]]:
    for position, line in enumerate(purchase.lines, start=1):
        ware = {"sku": line.ware.sku, "item": line.ware.item, "price_cents": line.ware.cents}
        sold = {"order_id": order_id, "position": position, "quantity": line.quantity, "amount_cents": line.cents}
        yield {**sold, **ware}


def _stamps(day: date) -> dict[str, datetime]:
    return {"created_at": _noon(day), "updated_at": _noon(day)}


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), settings().time_zone)
