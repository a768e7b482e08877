"""What follows from an answer: people are told, and a poor one is looked into. Nothing is closed or reopened by it."""

from collections.abc import Iterable

from sqlmodel import Session

from care import casefile, notices, tasks
from care.notices import NoticeKind
from care.surveys.given import CustomerAnswer
from care.surveys.questions import ASKED_IN, CONFIRMATION, HANDLING, SurveyPolicy, is_poor
from core import clock
from db.models import Answer, Complaint, Invitation, Severity, Subject


def follow(
    session: Session, complaint: Complaint, invitation: Invitation, answer: Answer, policy: SurveyPolicy
) -> None:
    """Each of it once for this answer, however often it is asked for."""
    told: set[int] = {complaint.handler_id} if complaint.handler_id else set()
    kind, matters = NoticeKind.COMPLAINT_ANSWERED, _may_still_change(complaint, invitation)
    if matters:
        _end_the_chase(session, complaint, answer)
    if is_poor(CustomerAnswer(answer.is_solved, answer.score), policy):
        kind = NoticeKind.CUSTOMER_DISSATISFIED
        told |= set(casefile.managers_of(session, complaint))
        if matters:
            told -= _given_to(session, complaint, answer, policy)
    elif matters and invitation.purpose is CONFIRMATION:
        told |= _closers(session, complaint)
    notices.tell(
        session,
        sorted(told - {answer.collector_id or 0}),
        kind,
        key=f"survey-answer:{answer.id}",
        subject=Subject.COMPLAINT,
        subject_id=complaint.id,
        detail={"number": complaint.number},
    )


def _may_still_change(complaint: Complaint, invitation: Invitation) -> bool:
    """There is something to object to or to reopen; a complaint that is at work again needs no such task."""
    asked_in = (*ASKED_IN[CONFIRMATION], *ASKED_IN[HANDLING])
    return complaint.state in asked_in and invitation.cycle == complaint.cycle


def _end_the_chase(session: Session, complaint: Complaint, answer: Answer) -> None:
    """Nobody has to ask for what has come."""
    kinds, by_id = [tasks.TaskKind.CHASE_CUSTOMER], answer.collector_id
    tasks.settle(session, Subject.COMPLAINT, complaint.id, kinds, by_id=by_id, outcome=answer.comment)


def _closers(session: Session, complaint: Complaint) -> set[int]:
    """A serious complaint is closed by somebody else than its handler: the way is free for them now."""
    if complaint.severity is Severity.CRITICAL:
        return set(casefile.owners(session))
    return set(casefile.managers_of(session, complaint)) if complaint.severity is Severity.MAJOR else set()


def _given_to(session: Session, complaint: Complaint, answer: Answer, policy: SurveyPolicy) -> set[int]:
    """Somebody other than the handler looks into it; who that is learns it from the task itself."""
    reviewer = _other_than(complaint.handler_id, casefile.managers_of(session, complaint))
    reviewer = reviewer or _other_than(complaint.handler_id, casefile.owners(session)) or complaint.handler_id
    tasks.make(
        session,
        kind=tasks.TaskKind.MANAGER_REVIEW,
        assignee_id=reviewer,
        due_at=clock.now() + policy.review_within,
        subject=Subject.COMPLAINT,
        subject_id=complaint.id,
        key=f"survey-review:{answer.id}",
    )
    return {reviewer} if reviewer else set()


def _other_than(user_id: int | None, candidates: Iterable[int]) -> int | None:
    return next((id_ for id_ in candidates if id_ != user_id), None)
