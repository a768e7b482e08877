"""What a move does to the clocks, and to the tasks that wait for somebody's answer."""

from datetime import timedelta

from sqlmodel import Session

from care import revisits, tasks
from care.complaints import clocks
from care.complaints.duties import ask_handler, evening_of, morning_of
from care.complaints.steps import Step
from care.complaints.talking import write_contact
from care.tasks import TaskKind
from db.models import ClockKind, Subject

_WAITING = (TaskKind.CHASE_CUSTOMER, TaskKind.CHASE_THIRD)


def stop_ack(session: Session, step: Step) -> None:
    clocks.stop(session, step.complaint, ClockKind.ACK, at=step.now)


def follow_severity(session: Session, step: Step) -> None:
    """What still runs is measured by the severity that was found; nobody being in charge is over."""
    if step.complaint.severity is step.severity_before:
        clocks.recount(session, step.complaint)
    else:
        clocks.retarget(session, step.complaint)


def stop_response(session: Session, step: Step) -> None:
    """At the moment of the contact itself: writing it down later costs nothing."""
    clocks.stop(session, step.complaint, ClockKind.RESPONSE, at=step.contact_at)


def pause(session: Session, step: Step) -> None:
    """The resolution stands still; somebody is to ask again on the day that was named."""
    contact, given = write_contact(session, step), step.answers
    waiting = clocks.pause(
        session,
        step.complaint,
        asked=given["asked"],
        interaction_id=contact.id,
        chase_on=given["chase_on"],
        at=step.now,
    )
    session.flush()
    due, key = morning_of(given["chase_on"]), f"chase:{waiting.id}:0"
    ask_handler(session, step.complaint, TaskKind.CHASE_CUSTOMER, due_at=due, key=key)


def await_third(session: Session, step: Step) -> None:
    """No pause: our own suppliers are our own affair. Somebody sees to it that they keep their promise."""
    given, complaint = step.answers, step.complaint
    due, key = evening_of(given["promised_on"]), f"third:{complaint.id}:{complaint.row_version}"
    title = f"{given['party']} · {given['asked']}"
    ask_handler(session, complaint, TaskKind.CHASE_THIRD, due_at=due, key=key, title=title)


def resume(session: Session, step: Step) -> None:
    """Whatever was waited for has come in, or is not waited for any more."""
    clocks.resume(session, step.complaint, at=step.now)
    about = (Subject.COMPLAINT, step.complaint.id)
    tasks.settle(session, *about, _WAITING, by_id=step.actor.id, outcome=step.answers["words"])


def await_answer(session: Session, step: Step) -> None:
    """Somebody asks for the customer's answer on the morning after the day it was expected by."""
    complaint = step.complaint
    due = morning_of(step.answers["confirm_by"] + timedelta(days=1))
    key = f"confirm:{complaint.id}:{complaint.cycle}:{complaint.refusal_count}"
    ask_handler(session, complaint, TaskKind.CHASE_CUSTOMER, due_at=due, key=key)


def stop_awaiting(session: Session, step: Step) -> None:
    """Nobody has to be asked for an answer any more, nor whether all is well."""
    kinds = (*_WAITING, TaskKind.FOLLOW_UP_VISIT, TaskKind.SURVEY_LINK)
    tasks.drop_open(session, Subject.COMPLAINT, step.complaint.id, kinds)
    revisits.forget_complaint(session, step.complaint.id)


def settle_reviews(session: Session, step: Step) -> None:
    """A manager was to look into what the customer was not content with: it is being worked on again."""
    about, why = (Subject.COMPLAINT, step.complaint.id), step.answers["words"]
    tasks.settle(session, *about, (TaskKind.MANAGER_REVIEW,), by_id=step.actor.id, outcome=why)


def finish_clocks(session: Session, step: Step) -> None:
    clocks.finish(session, step.complaint, at=step.now)


def exclude(session: Session, step: Step) -> None:
    clocks.exclude(session, step.complaint, at=step.now)


def start_cycle(session: Session, step: Step) -> None:
    """The verdict of the first cycle stays what it was."""
    clocks.new_cycle(session, step.complaint, at=step.now)
