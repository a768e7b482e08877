"""Whose day falls into the window: asked of the customers who agreed, so that nobody else is ever planned."""

from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, cast, extract, or_
from sqlmodel import Session, col, select

from care.almanac import born_on, festivals_on
from care.greetings.named_days import days_within
from care.greetings.policy import GreetingPolicy, Window, tiers_down_to
from care.greetings.service_queries import services
from care.greetings.wanted import Wanted, anniversary_key, birthday_key, festival_key, named_key
from care.privacy import agreed_to
from db import dialect
from db.models import ConsentPurpose, Contact, Customer, CustomerKind, NamedDay, Occasion

_ID = col(Customer.id)
_THERE = col(Customer.deleted_at).is_(None)
_AGREED = agreed_to(ConsentPurpose.CARE)
_SCAN = "ix_customers_scan"
_AT_ONCE = 500
_Lunar = dict[str, tuple[int, date]]


def wanted(session: Session, window: Window, policy: GreetingPolicy) -> Iterator[Wanted]:
    """Every greeting of the window, whether it is planned already or not."""
    ours, lunar = _days_of_ours(window), _lunar_days(window)
    yield from _birthdays(session, ours, lunar)
    yield from _birthdays_of_contacts(session, ours, lunar)
    yield from _anniversaries(session, ours, policy)
    yield from _festivals(session, window, policy)
    yield from _named_days(session, window, policy)
    yield from services(session, window)


def _days_of_ours(window: Window) -> dict[int, date]:
    """Month and day as one number, and the day on which it is celebrated; 29 February also on the 28th."""
    found = {day.month * 100 + day.day: day for day in window.days}
    if 228 in found and not isleap(found[228].year):
        found[229] = found[228]
    return found


def _lunar_days(window: Window) -> _Lunar:
    """A stored lunar birthday, and in which lunar year and on which day of ours it is celebrated."""
    found: _Lunar = {}
    for day in window.days:
        year, celebrating = born_on(day)
        found |= {born.code: (year, day) for born in celebrating}
    return found


def _birthdays(session: Session, ours: dict[int, date], lunar: _Lunar) -> Iterator[Wanted]:
    """Who has a lunar birthday is greeted on that one alone."""
    born = col(Customer.birthday)
    no_lunar = col(Customer.birthday_lunar) == ""
    query: Any = select(_ID, born).where(_THERE, no_lunar, _falls_on(born, ours), _AGREED)
    for id_, birthday in session.exec(query):
        day = ours[birthday.month * 100 + birthday.day]
        yield _birthday(id_, None, day.year, day, years=day.year - birthday.year)
    code = col(Customer.birthday_lunar)
    for id_, stored in session.exec(select(_ID, code).where(_THERE, code != "", code.in_(lunar), _AGREED)):
        year, day = lunar[stored]
        yield _birthday(id_, None, year, day, about=stored)


def _birthdays_of_contacts(session: Session, ours: dict[int, date], lunar: _Lunar) -> Iterator[Wanted]:
    """Not of a private customer's first contact, who is the customer."""
    born, code = col(Contact.birthday), col(Contact.birthday_lunar)
    falls = or_(code.in_(lunar), and_(code == "", _falls_on(born, ours)))
    people = session.exec(select(Contact).where(falls).order_by(col(Contact.id))).all()
    kinds = _kinds(session, sorted({person.customer_id for person in people}))
    for person in people:
        kind = kinds.get(person.customer_id)
        if kind is None or (kind is CustomerKind.PERSON and person.is_primary):
            continue
        if person.birthday_lunar:
            year, day = lunar[person.birthday_lunar]
            yield _birthday(person.customer_id, person.id, year, day, about=person.birthday_lunar)
        elif person.birthday is not None:
            day = ours[person.birthday.month * 100 + person.birthday.day]
            yield _birthday(person.customer_id, person.id, day.year, day, years=day.year - person.birthday.year)


def _kinds(session: Session, ids: list[int]) -> dict[int, CustomerKind]:
    """Of those of these customers who are there and agreed."""
    found: dict[int, CustomerKind] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = _ID.in_(ids[start : start + _AT_ONCE])
        found.update(session.exec(select(_ID, col(Customer.kind)).where(some, _THERE, _AGREED)).all())
    return found


def _birthday(
    customer_id: int, contact_id: int | None, year: int, day: date, *, about: str = "", years: int | None = None
) -> Wanted:
    key = birthday_key(year, customer_id, contact_id)
    return Wanted(key, customer_id, Occasion.BIRTHDAY, day, about, contact_id, years)


def _anniversaries(session: Session, ours: dict[int, date], policy: GreetingPolicy) -> Iterator[Wanted]:
    first = col(Customer.first_order_on)
    tiers = col(Customer.tier).in_(tiers_down_to(policy.anniversary_tiers))
    query: Any = select(_ID, first).where(_THERE, tiers, _falls_on(first, ours), _AGREED)
    hinted: Any = dialect.by_index(query, Customer, _SCAN)
    for id_, began in session.exec(hinted):
        day = ours[began.month * 100 + began.day]
        if (years := day.year - began.year) > 0:
            yield Wanted(anniversary_key(day.year, id_), id_, Occasion.ANNIVERSARY, day, years=years)


def _festivals(session: Session, window: Window, policy: GreetingPolicy) -> Iterator[Wanted]:
    falling = [(festival.value, day) for day in window.days for festival in festivals_on(day)]
    for id_ in _in_tiers(session, policy) if falling else ():
        for festival, day in falling:
            yield Wanted(festival_key(festival, day.year, id_), id_, Occasion.FESTIVAL, day, festival)


def _named_days(session: Session, window: Window, policy: GreetingPolicy) -> Iterator[Wanted]:
    for named in session.exec(
        select(NamedDay).where(col(NamedDay.removed_at).is_(None)).order_by(col(NamedDay.id))
    ).all():
        falling = days_within(named, window)
        for id_ in _keeping(session, named, policy) if falling else ():
            for year, day in falling:
                years = year - named.since_year if named.since_year else None
                key = named_key(named.id, year, id_)
                yield Wanted(key, id_, Occasion.NAMED_DAY, day, named.name, years=years)


def _keeping(session: Session, named: NamedDay, policy: GreetingPolicy) -> Iterable[int]:
    if named.customer_id is not None:
        return session.exec(select(_ID).where(_THERE, named.customer_id == _ID, _AGREED))
    return _in_tiers(session, policy, *([col(Customer.industry) == named.industry] if named.industry else []))


def _in_tiers(session: Session, policy: GreetingPolicy, *further: ColumnElement[bool]) -> Iterable[int]:
    tiers = col(Customer.tier).in_(tiers_down_to(policy.festival_tiers))
    query: Any = select(_ID).where(_THERE, tiers, *further, _AGREED)
    hinted: Any = query if further else dialect.by_index(query, Customer, _SCAN)
    return list(session.exec(hinted))


def _falls_on(column: Any, ours: dict[int, date]) -> ColumnElement[bool]:
    in_year = cast(extract("month", column), Integer) * 100 + cast(extract("day", column), Integer)
    return and_(column.is_not(None), in_year.in_(ours))
