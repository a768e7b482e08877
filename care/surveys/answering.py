"""The customer's own answer, through the link: once, and never changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from auth import audit
from auth.actor import SYSTEM, Actor
from care import casefile, rulebook
from care.surveys.following import follow
from care.surveys.given import CustomerAnswer, cleaned, headline, values_text
from care.surveys.opening import hold_link, open_link, questions_for
from care.surveys.questions import SurveyPolicy, clean
from care.surveys.sheet import Question
from core import clock
from db.models import Answer, Complaint, ComplaintEventKind, Invitation, InvitationPurpose


@dataclass(frozen=True)
class Taken:
    """An answer that was just kept, for whoever sees to what follows from it."""

    answer: Answer
    invitation: Invitation
    questions: tuple[Question, ...]
    given: CustomerAnswer


def answer(session: Session, token: str, *, given: CustomerAnswer, language: str = "") -> InvitationPurpose:
    """Take the answer, and nothing beyond it: what a questionnaire's answer calls for is care.feedback's."""
    return take(session, token, given=given, language=language).invitation.purpose


def take(session: Session, token: str, *, given: CustomerAnswer, language: str = "") -> Taken:
    """Of two that come at once the first one counts and the second is told so."""
    hold_link(session, token)
    opened = open_link(session, token)
    invitation, complaint = opened.invitation, opened.complaint
    detail: dict[str, object] = {"purpose": invitation.purpose.value}
    if complaint is not None:
        given = clean(invitation.purpose, given)
        row = store(session, None, complaint, invitation, given=given, language=language)
        detail["complaint"] = complaint.id
    else:
        given = cleaned(opened.questions, given)
        row = keep(session, None, invitation, opened.questions, given=given, language=language)
        detail["customer"] = invitation.customer_id
    audit.record(session, SYSTEM, "survey.answered", row, detail=detail)
    return Taken(row, invitation, opened.questions, given)


def store(
    session: Session,
    collector: Actor | None,
    complaint: Complaint,
    invitation: Invitation,
    *,
    given: CustomerAnswer,
    language: str = "",
) -> Answer:
    """Keep what was said about a complaint, write it into the case file, and let follow what has to."""
    row = Answer(
        invitation_id=invitation.id,
        at=clock.now(),
        is_solved=given.is_solved,
        score=given.score,
        comment=given.comment,
        language=language,
        collector_id=collector.id if collector else None,
    )
    session.add(row)
    invitation.remind_at = None
    session.flush()
    detail = {"purpose": invitation.purpose.value, "is_solved": given.is_solved, "score": given.score}
    detail |= {"language": language} if language else {}
    casefile.note(session, collector, complaint, ComplaintEventKind.ANSWERED, words=given.comment, detail=detail)
    follow(session, complaint, invitation, row, rulebook.in_force(session, SurveyPolicy))
    return row


def keep(
    session: Session,
    collector: Actor | None,
    invitation: Invitation,
    questions: Sequence[Question],
    *,
    given: CustomerAnswer,
    language: str = "",
) -> Answer:
    """Keep a questionnaire's answer; nothing more is to be done about its invitation."""
    numbers = headline(questions, given)
    row = Answer(
        invitation_id=invitation.id,
        campaign_id=invitation.campaign_id,
        at=clock.now(),
        score=numbers.score,
        nps=numbers.nps,
        ces=numbers.ces,
        values=values_text(given),
        texts=json.dumps(dict(given.texts), ensure_ascii=False, sort_keys=True),
        comment=given.comment,
        language=language,
        collector_id=collector.id if collector else None,
    )
    session.add(row)
    invitation.remind_at = invitation.to_do_since = invitation.assignee_id = None
    session.flush()
    return row


def taken_before(session: Session, answer: Answer, invitation: Invitation) -> Taken:
    """An answer that was kept earlier, as it was given."""
    values = {code: tuple(v) if isinstance(v, list) else v for code, v in json.loads(answer.values).items()}
    given = CustomerAnswer(comment=answer.comment, values=values, texts=json.loads(answer.texts))
    return Taken(answer, invitation, questions_for(session, invitation), given)
