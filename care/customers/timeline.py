"""Everything that happened with a customer, the newest first: complaints, answers, contacts, orders, consents."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.customers import told_between, told_of_events, told_of_file
from care.customers.event import Event
from care.customers.finding import find

PER_PAGE = 20
_FURTHEST = 500

_Teller = Callable[[Session, Actor, int, int], Iterable[Event]]


@dataclass(frozen=True)
class Timeline:
    events: tuple[Event, ...]
    has_more: bool


def timeline(session: Session, actor: Actor, customer_id: int, *, pages: int = 1) -> Timeline:
    """The newest events, as many as these pages hold."""
    told = [told_of_file.consents, told_of_file.tiers, told_of_file.edits, told_between.contacts, told_between.leads]
    told += [told_between.left_out] if actor.may(Permission.REVISIT_READ) else []
    told += [told_between.greetings] if actor.may(Permission.GREETING_READ) else []
    told += [told_of_events.events] if actor.may(Permission.EVENT_READ) else []
    told += [told_between.orders] if actor.may(Permission.ORDER_READ) else []
    told += [told_between.complaints, told_between.answers] if actor.may(Permission.COMPLAINT_READ) else []
    told += [told_between.surveys] if actor.may(Permission.SURVEY_READ) else []
    return _merged(session, actor, customer_id, pages, told)


def changes(session: Session, actor: Actor, customer_id: int, *, pages: int = 1) -> Timeline:
    """Only what was changed in the file, and by whom."""
    return _merged(session, actor, customer_id, pages, [told_of_file.tiers, told_of_file.edits])


def _merged(session: Session, actor: Actor, customer_id: int, pages: int, told: Sequence[_Teller]) -> Timeline:
    actor.require(Permission.CUSTOMER_READ)
    find(session, actor, customer_id, Permission.CUSTOMER_READ)
    wanted = min(max(pages, 1) * PER_PAGE, _FURTHEST)
    each = [tell(session, actor, customer_id, wanted + 1) for tell in told]
    merged = list(heapq.merge(*each, key=lambda event: event.at, reverse=True))
    return Timeline(tuple(merged[:wanted]), len(merged) > wanted and wanted < _FURTHEST)
