"""The night's work: plan what is to come, call off what no longer holds or is too late. Twice changes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from care import rulebook
from care.greetings.policy import GreetingPolicy, Window
from care.greetings.wanted import Wanted, purpose_of
from care.greetings.wanted_queries import wanted
from care.privacy import agreed_to
from core import clock
from db import bulk
from db.models import Cancelled, ConsentPurpose, Customer, Greeting, GreetingState, Occasion

_AT_ONCE = 500
_COLUMNS = (
    "key", "customer_id", "contact_id", "occasion", "about", "day", "years", "state", "planned_by_id", "words",
    "reason", "created_at", "updated_at", "row_version",
)  # fmt: skip


@dataclass(frozen=True)
class _Held:
    """A greeting that is open, and what has become of its customer since."""

    id: int
    key: str
    day: date
    occasion: Occasion
    is_chosen: bool
    """By a person: no rule wants it, and none calls it off but for the customer's sake."""
    is_removed: bool
    has_agreed: bool


def plan_due(session: Session) -> int:
    """How many greetings are new, moved or called off. After days off it catches up with what is not too late."""
    policy = rulebook.in_force(session, GreetingPolicy)
    windows = {occasion: Window.of(occasion, clock.today(), policy) for occasion in Occasion}
    found = {one.key: one for one in wanted(session, windows, policy)}
    held = _held(session)
    gone = {one.id: why for one in held if (why := _why_gone(one, found, windows[one.occasion])) is not None}
    _cancel(session, gone)
    moved = [(one.id, found[one.key].day) for one in held if _has_moved(one, found) and one.id not in gone]
    for id_, day in moved:
        session.connection().execute(update(Greeting).where(col(Greeting.id) == id_).values(day=day))
    known = states_of(session, found)
    revived = revive(session, called_off(found, known), planned_by_id=None)
    fresh = [one for one in found.values() if one.key not in known]
    return len(gone) + len(moved) + revived + insert_wanted(session, fresh, planned_by_id=None)


def _held(session: Session) -> list[_Held]:
    agreed = {purpose: agreed_to(purpose) for purpose in (ConsentPurpose.CARE, ConsentPurpose.SERVICE)}
    columns: Any = (
        col(Greeting.id), col(Greeting.key), col(Greeting.day), col(Greeting.planned_by_id), col(Greeting.occasion),
        col(Customer.deleted_at), *agreed.values(),
    )  # fmt: skip
    query = select(*columns).join(Customer, col(Customer.id) == col(Greeting.customer_id))
    rows = session.exec(query.where(col(Greeting.state) == GreetingState.PLANNED).order_by(col(Greeting.id)))
    found = []
    for id_, key, day, by, what, deleted, *said in rows:
        has_agreed = bool(dict(zip(agreed, said, strict=True))[purpose_of(what)])
        found.append(_Held(id_, key, day, what, by is not None, deleted is not None, has_agreed))
    return found


def _why_gone(one: _Held, found: dict[str, Wanted], window: Window) -> Cancelled | None:
    if one.is_removed:
        return Cancelled.REMOVED
    if not one.has_agreed:
        return Cancelled.CONSENT
    if one.key in found:
        return None
    if one.day < window.first:
        return Cancelled.LATE
    return None if one.is_chosen or one.day > window.last else Cancelled.CHANGED


def _has_moved(one: _Held, found: dict[str, Wanted]) -> bool:
    return one.key in found and found[one.key].day != one.day


def _cancel(session: Session, gone: dict[int, Cancelled]) -> None:
    for why in set(gone.values()):
        ids = [id_ for id_, reason in gone.items() if reason is why]
        values = {"state": GreetingState.CANCELLED, "cancelled_for": why, "done_at": clock.now()}
        for some in _portions(ids):
            still = update(Greeting).where(col(Greeting.id).in_(some), col(Greeting.state) == GreetingState.PLANNED)
            session.connection().execute(still.values(**values))


def states_of(session: Session, found: dict[str, Wanted]) -> dict[str, GreetingState]:
    """Of these, those that are there already, whatever became of them."""
    known: dict[str, GreetingState] = {}
    for some in _portions(sorted(found)):
        query = select(col(Greeting.key), col(Greeting.state)).where(col(Greeting.key).in_(some))
        known.update(session.exec(query).all())
    return known


def called_off(found: dict[str, Wanted], known: dict[str, GreetingState]) -> list[Wanted]:
    """Those that are wanted again: the customer is back, has agreed anew, or was chosen by a person."""
    return [found[key] for key, state in known.items() if state is GreetingState.CANCELLED]


def revive(session: Session, again: Sequence[Wanted], *, planned_by_id: int | None) -> int:
    """How many stand on the list again; whom a person chose is theirs from now on."""
    values = {"state": GreetingState.PLANNED, "cancelled_for": None, "done_at": None}
    chosen = {"planned_by_id": planned_by_id} if planned_by_id else {}
    revived = 0
    for one in again:
        this = update(Greeting).where(col(Greeting.key) == one.key, col(Greeting.state) == GreetingState.CANCELLED)
        revived += session.connection().execute(this.values(day=one.day, **values, **chosen)).rowcount
    return revived


def insert_wanted(session: Session, some: Iterable[Wanted], *, planned_by_id: int | None) -> int:
    """How many were not there yet: of two servers that plan the same, each greeting is made by one."""
    now = bulk.moment(session, clock.now().astimezone(UTC).replace(tzinfo=None))
    state = GreetingState.PLANNED.value
    rows = [
        (
            one.key, one.customer_id, one.contact_id, one.occasion.value, one.about, one.day.isoformat(), one.years,
            state, planned_by_id, "", "", now, now, 1,
        )
        for one in sorted(some, key=lambda one: one.key)
    ]  # fmt: skip
    return bulk.insert_new_rows(session, "greetings", _COLUMNS, rows) if rows else 0


def _portions(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
