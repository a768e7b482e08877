"""What follows from each move, in one table: clocks, tasks, links, surveys, and who is told."""

from collections.abc import Callable

from sqlmodel import Session

from care import notices, surveys
from care.complaints.effects_on_clocks import (
    await_answer,
    await_third,
    exclude,
    finish_clocks,
    follow_severity,
    pause,
    resume,
    settle_reviews,
    start_cycle,
    stop_ack,
    stop_awaiting,
    stop_response,
)
from care.complaints.effects_on_people import (
    alarm_if_critical,
    ask_approval,
    find_handler,
    plan_visit,
    raise_refused,
    raise_reopened,
    tell_end,
    tell_handler,
    tell_reopened,
)
from care.complaints.lifecycle import Move
from care.complaints.linking import link_duplicate
from care.complaints.steps import Step
from care.complaints.talking import log_contact
from care.notices import NoticeKind
from db.models import ComplaintState, Subject

# What a notice asks of anybody who may, until the complaint leaves this state.
_AWAITED = {
    ComplaintState.NEW: (NoticeKind.COMPLAINT_REGISTERED,),
    ComplaintState.PROPOSED: (NoticeKind.APPROVAL_ASKED,),
}
Effect = Callable[[Session, Step], None]


def follow(session: Session, step: Step) -> None:
    """In the order of the table, in the transaction of the move."""
    _settle_notices(session, step)
    for effect in EFFECTS[step.rule.move]:
        effect(session, step)


def _settle_notices(session: Session, step: Step) -> None:
    """Whoever moves it has seen what they were told about it; what waited for anybody waits no more."""
    kinds = _AWAITED.get(step.before, ())
    notices.settle(session, Subject.COMPLAINT, step.complaint.id, user_id=step.actor.id, kinds=kinds)


def _queue_survey(session: Session, step: Step) -> None:
    surveys.queue_handling(session, step.complaint)


EFFECTS: dict[Move, tuple[Effect, ...]] = {
    Move.ACCEPT: (stop_ack, follow_severity, tell_handler, alarm_if_critical),
    Move.INVESTIGATE: (log_contact, stop_response),
    Move.WAIT_CUSTOMER: (pause,),
    Move.WAIT_THIRD: (await_third,),
    Move.RESUME: (resume,),
    Move.PROPOSE: (log_contact, await_answer, ask_approval),
    Move.OBJECT: (stop_awaiting, settle_reviews, raise_refused),
    Move.CLOSE: (stop_awaiting, finish_clocks, _queue_survey, plan_visit, tell_end),
    Move.ANSWER: (log_contact, stop_response, finish_clocks, tell_end),
    Move.MARK_DUPLICATE: (stop_awaiting, exclude, link_duplicate, tell_end),
    Move.REJECT: (log_contact, stop_response, stop_awaiting, finish_clocks, tell_end),
    Move.WITHDRAW: (stop_awaiting, exclude, tell_end),
    Move.REOPEN: (stop_awaiting, settle_reviews, find_handler, start_cycle, tell_reopened, raise_reopened),
}
