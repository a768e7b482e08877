"""Putting a visit on another day."""

from datetime import date

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.revisits.days import day_problem
from care.revisits.finding import find_open
from care.revisits.moving import move
from care.revisits.settling import cadence_in_force
from core.errors import Conflict, Invalid
from core.i18n import _
from db.models import MoveKind, Revisit

LONGEST_REASON = 300


def reschedule(
    session: Session, actor: Actor, revisit_id: int, *, on: date, reason: str, seen: int | None = None
) -> Revisit:
    """Onto this working day, with a reason that is kept. `seen`: the version that was looked at.

    What is due stays what it was: a visit moved beyond its grace is late, and says so.
    """
    actor.require(Permission.REVISIT_WORK)
    visit = find_open(session, actor, revisit_id, Permission.REVISIT_WORK)
    if seen is not None and seen != visit.row_version:
        raise Conflict(version=visit.row_version, theirs={"on": str(visit.planned_on)}, yours={"on": str(on)})
    problems = {"on": day_problem(on, cadence_in_force(session)), "reason": reason_problem(reason)}
    if found := {field: sentence for field, sentence in problems.items() if sentence}:
        raise Invalid(found)

    move(session, visit, on, kind=MoveKind.RESCHEDULED, by_id=actor.id, reason=reason.strip())
    visit.is_fixed = True
    audit.record(session, actor, "revisit.rescheduled", visit, detail={"customer": visit.customer_id})
    return visit


def reason_problem(reason: str) -> str:
    if not reason.strip():
        return _("Please say why, for whoever wonders later.")
    if len(reason.strip()) > LONGEST_REASON:
        return _("At most {n} characters.").format(n=LONGEST_REASON)
    return ""
