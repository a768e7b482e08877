"""Working a visit: made, tried in vain, left out. The next one is planned in the same breath."""

from datetime import datetime, timedelta

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import interactions
from care.interactions import NewInteraction, is_response
from care.revisits.finding import find_open
from care.revisits.loads import loads
from care.revisits.moving import move
from care.revisits.placing import place
from care.revisits.report import VisitReport, report_problems
from care.revisits.rescheduling import reason_problem
from care.revisits.settling import cadence_in_force, replan
from care.revisits.spread import retry_day
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import Interaction, MoveKind, Opportunity, Revisit, RevisitDemand, VisitState


def complete(session: Session, actor: Actor, revisit_id: int, *, report: VisitReport) -> Revisit:
    """The customer was spoken to: the contact is written down, the visit is done, the next one stands."""
    actor.require(Permission.REVISIT_WORK)
    visit = find_open(session, actor, revisit_id, Permission.REVISIT_WORK)
    if found := report_problems(report, cadence_in_force(session)):
        raise Invalid(found)

    contact = interactions.write(
        session, actor, contact=report.contact, customer_id=visit.customer_id, revisit_id=visit.id
    )
    visit.satisfaction = report.satisfaction
    visit.need_change, visit.problem = report.need_change.strip(), report.problem.strip()
    _note_findings(session, actor, visit, report)
    _end(visit, VisitState.DONE, actor, contact)
    audit.record(session, actor, "revisit.completed", visit, detail={"customer": visit.customer_id})
    if report.next_on is not None:
        place(session, visit.customer_id, report.next_on)
    replan(session, visit.customer_id)
    return visit


def attempt(session: Session, actor: Actor, revisit_id: int, *, contact: NewInteraction) -> Revisit:
    """Nobody was reached: again on another working day, or after the last try the visit counts as not made.

    Two tries on one day are one.
    """
    actor.require(Permission.REVISIT_WORK)
    visit = find_open(session, actor, revisit_id, Permission.REVISIT_WORK)
    if is_response(contact):
        raise Invalid({"outcome": _("A visit that reached the customer is completed, not tried again.")})
    if contact.at is not None and not is_of_visit(visit, contact.at):
        raise Invalid({"at": _("This was before the revisit was due. Please write it down as a contact.")})

    written = interactions.write(session, actor, contact=contact, customer_id=visit.customer_id, revisit_id=visit.id)
    cadence, on = cadence_in_force(session), clock.local(written.at).date()
    visit.attempts += visit.last_attempt_on is None or on > visit.last_attempt_on
    visit.last_attempt_on = max(on, visit.last_attempt_on or on)
    if visit.attempts >= cadence.policy.attempts:
        visit.is_unreached = True
        _end(visit, VisitState.SKIPPED, actor, written)
    else:
        load = loads(session, cadence.today, {visit.assignee_id})[visit.assignee_id]
        move(session, visit, retry_day(cadence, load), kind=MoveKind.RETRIED, by_id=actor.id)
    audit.record(session, actor, "revisit.attempted", visit, detail={"customer": visit.customer_id})
    replan(session, visit.customer_id)
    return visit


def is_of_visit(visit: Revisit, at: datetime) -> bool:
    """Whether a talk at this moment makes the visit: after what it counts from, and planned by then, or not too early
    by its grace. What was said long ago may be written down today."""
    early = visit.due_on - timedelta(days=visit.grace_days // 2)
    return at > visit.since_at and clock.local(at).date() >= min(visit.planned_on, early)


def skip(session: Session, actor: Actor, revisit_id: int, *, reason: str) -> Revisit:
    """Left out this once, with a reason: it counts as not made, and the next one stands a cycle later."""
    actor.require(Permission.REVISIT_WORK)
    visit = find_open(session, actor, revisit_id, Permission.REVISIT_WORK)
    if sentence := reason_problem(reason):
        raise Invalid({"reason": sentence})

    visit.skip_reason = reason.strip()
    _end(visit, VisitState.SKIPPED, actor, None)
    audit.record(session, actor, "revisit.skipped", visit, detail={"customer": visit.customer_id})
    replan(session, visit.customer_id)
    return visit


def _end(visit: Revisit, state: VisitState, actor: Actor, contact: Interaction | None) -> None:
    """At the moment of the contact, which may have been written down later."""
    at = contact.at if contact else clock.now()
    visit.state, visit.done_by_id = state, actor.id
    visit.done_at, visit.done_on = at, clock.local(at).date()
    visit.interaction_id = contact.id if contact else None


def _note_findings(session: Session, actor: Actor, visit: Revisit, report: VisitReport) -> None:
    session.add_all(RevisitDemand(revisit_id=visit.id, demand=demand) for demand in dict.fromkeys(report.demands))
    if report.opportunity.strip():
        session.add(
            Opportunity(
                customer_id=visit.customer_id,
                revisit_id=visit.id,
                words=report.opportunity.strip(),
                amount_cents=report.opportunity_cents,
                by_id=actor.id,
                at=clock.now(),
            )
        )
