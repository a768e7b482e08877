"""What other capabilities say is due, as lines of a day: next steps, revisits, greetings."""

from dataclasses import dataclass

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import greetings, interactions, revisits
from care.today.items import Kind
from care.today.lines import Dated, Group


@dataclass(frozen=True)
class Promised:
    """In each lane first what a customer was told, then whom to visit, then whom to greet."""

    overdue: tuple[Group, ...]
    today: tuple[Group, ...]
    coming: tuple[Group, ...]


def promised(session: Session, actor: Actor, *, only_own: bool) -> Promised:
    lanes: dict[str, list[Group]] = {"overdue": [], "today": [], "coming": []}
    for found in (_steps, _visits, _greetings):
        for lane, of_kind in zip(lanes.values(), found(session, actor, only_own=only_own), strict=True):
            lane.append(of_kind)
    return Promised(**{name: tuple(groups) for name, groups in lanes.items()})


def _steps(session: Session, actor: Actor, *, only_own: bool) -> tuple[Group, ...]:
    due = interactions.next_steps(session, actor, only_own=only_own)
    return tuple(
        Group([Dated(one.on, one.customer_id, Kind.NEXT_STEP, one.words) for one in lane.first], lane.total)
        for lane in (due.overdue, due.today, due.coming)
    )


def _visits(session: Session, actor: Actor, *, only_own: bool) -> tuple[Group, ...]:
    if not actor.may(Permission.REVISIT_WORK):
        return (Group(), Group(), Group())
    due = revisits.due_lines(session, actor, only_own=only_own)
    return tuple(
        Group(
            [Dated(one.on, one.customer_id, Kind.REVISIT, revisit_id=one.revisit_id) for one in lane.first],
            lane.total,
        )
        for lane in (due.overdue, due.today, due.coming)
    )


def _greetings(session: Session, actor: Actor, *, only_own: bool) -> tuple[Group, ...]:
    if not actor.may(Permission.GREETING_SEND):
        return (Group(), Group(), Group())
    due = greetings.due_lines(session, actor, only_own=only_own)
    return tuple(
        Group([Dated(one.day, one.customer_id, Kind.GREETING, greeting=one) for one in lane.first], lane.total)
        for lane in (due.overdue, due.today, due.coming)
    )
