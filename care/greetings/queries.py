"""What is to be said to whom in the coming weeks, of the customers one may see and who still agree."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal_column, or_
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import customers_visible_to
from care.greetings.lines import Calendar, DueLines, GreetingLine, Lane, Lines
from care.privacy import agreed_to
from core import clock
from db import dialect
from db.models import ConsentPurpose, Contact, Customer, Greeting, GreetingState, Occasion, User

SHOWN = 50
"""Lines of a lane on the list."""
DUE_SHOWN = 8
WEEK = timedelta(days=7)
_MONTH = timedelta(days=30)
_day: Any = col(Greeting.day)
_OPEN = "ix_greetings_open"


def calendar(
    session: Session, actor: Actor, *, only_own: bool = False, occasion: Occasion | None = None, about: str = ""
) -> Calendar:
    """The first of each lane, in the order of their days."""
    actor.require(Permission.GREETING_READ)
    which = about_it(occasion, about)
    where = [reached(actor, only_own=only_own), *which]
    counts = _counts(session, actor, [*which, _day <= clock.today() + _MONTH], only_own=only_own)
    lanes = when(clock.today())
    return Calendar({lane: _lines(session, [on, *where], counts.get(lane, 0), SHOWN) for lane, on in lanes.items()})


def due_lines(session: Session, actor: Actor, *, only_own: bool = False) -> DueLines:
    """For a screen that shows a whole day: eight lines of each, and how many there are until a week from now."""
    actor.require(Permission.GREETING_READ)
    today = clock.today()
    whose = reached(actor, only_own=only_own)
    counts = _counts(session, actor, [_day <= today + WEEK], only_own=only_own)
    days = {lane: on for lane, on in when(today).items() if lane is not Lane.MONTH}
    return DueLines(*(_lines(session, [on, whose], counts.get(lane, 0), DUE_SHOWN) for lane, on in days.items()))


def about_it(occasion: Occasion | None, about: str) -> list[ColumnElement[bool]]:
    where = [col(Greeting.occasion) == occasion] if occasion else []
    return [*where, col(Greeting.about) == about] if about else where


def when(today: date) -> dict[Lane, ColumnElement[bool]]:
    return {
        Lane.OVERDUE: _day < today,
        Lane.TODAY: _day == today,
        Lane.WEEK: and_(_day > today, _day <= today + WEEK),
        Lane.MONTH: and_(_day > today + WEEK, _day <= today + _MONTH),
    }


def coming_of(session: Session, actor: Actor, customer_id: int) -> tuple[GreetingLine, ...]:
    """What stands on the list for one customer."""
    actor.require(Permission.GREETING_READ)
    where = [customers_visible_to(actor, Permission.GREETING_READ), col(Greeting.customer_id) == customer_id]
    return _lines(session, where, SHOWN, SHOWN).first


def reached(actor: Actor, *, only_own: bool) -> ColumnElement[bool]:
    reach = customers_visible_to(actor, Permission.GREETING_READ)
    mine = or_(col(Customer.owner_id) == actor.id, col(Customer.backup_owner_id) == actor.id)
    return and_(reach, mine, col(Customer.has_consent)) if only_own else and_(reach, col(Customer.has_consent))


def _counts(session: Session, actor: Actor, which: list[ColumnElement[bool]], *, only_own: bool) -> dict[Lane, int]:
    """By day, through the index of what is open; what became of customers today is left to the lines and the night."""
    query: Any = select(_day, func.count()).where(is_open(), *which).group_by(_day)
    if only_own or actor.scope(Permission.GREETING_READ) is not Scope.ALL:
        # The index holds all that is asked of a customer: no wide row is touched, however many greetings are open.
        theirs = select(col(Customer.id)).where(reached(actor, only_own=only_own))
        query = query.where(col(Greeting.customer_id).in_(dialect.by_index(theirs, Customer, "ix_customers_scan")))
    counts: dict[Lane, int] = {}
    for day, number in in_order(session, query):
        lane = _lane(day, clock.today())
        counts[lane] = counts.get(lane, 0) + number
    return counts


def _lane(day: date, today: date) -> Lane:
    if day <= today:
        return Lane.OVERDUE if day < today else Lane.TODAY
    return Lane.WEEK if day <= today + WEEK else Lane.MONTH


def _lines(session: Session, where: list[Any], total: int, limit: int) -> Lines:
    if not total:
        return Lines()
    columns: Any = (
        col(Greeting.id), col(Customer.id), col(Customer.name), func.coalesce(col(Contact.name), ""),
        col(Customer.tier),
        col(Greeting.occasion), col(Greeting.about), _day, col(Greeting.years),
        func.coalesce(col(User.name), ""),
    )  # fmt: skip
    query = (
        select(*columns)
        .join(Customer, col(Customer.id) == col(Greeting.customer_id))
        .outerjoin(Contact, col(Contact.id) == col(Greeting.contact_id))
        .outerjoin(User, col(User.id) == col(Customer.owner_id))
        .where(is_open(), *where, still_agreed())
        .order_by(_day, col(Greeting.customer_id), col(Greeting.id))
        .limit(limit)
    )
    found = tuple(GreetingLine(*row) for row in in_order(session, query))
    return Lines(found, max(total, len(found)) if len(found) == limit else len(found))


def still_agreed() -> ColumnElement[bool]:
    """Asked of the lines that are shown: the night has called off those who withdrew until yesterday."""
    is_service = col(Greeting.occasion) == Occasion.SERVICE
    care = and_(~is_service, agreed_to(ConsentPurpose.CARE))
    return or_(care, and_(is_service, agreed_to(ConsentPurpose.SERVICE)))


def is_open() -> ColumnElement[bool]:
    """A literal, as in the partial index: with a parameter the database would not know that the index holds them."""
    return col(Greeting.state) == literal_column(f"'{GreetingState.PLANNED.value}'")


def in_order(session: Session, query: Any) -> Any:
    hinted: Any = dialect.by_index(query, Greeting, _OPEN)
    return session.exec(hinted)
