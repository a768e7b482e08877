"""The customers behind the numbers: who answered what, who was asked and said nothing."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to, invitations_visible_to
from care.surveys.given import Headline
from care.surveys.results import By
from care.surveys.slices import Slice, within
from core.errors import NotAllowed
from db.models import (
    Answer,
    Complaint,
    ComplaintKind,
    ComplaintState,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Task,
    User,
)

MOST = 200


class Which(StrEnum):
    """Part of those who were asked."""

    ANSWERED = "answered"
    COMMENTED = "commented"
    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"
    PROMOTERS = "promoters"
    DETRACTORS = "detractors"
    LOOKED_INTO = "looked_into"
    SILENT = "silent"


@dataclass(frozen=True)
class Follow:
    """What came of an answer: a task somebody has, a complaint or a suggestion that was registered."""

    task_id: int | None
    is_done: bool
    outcome: str
    """Our reply, in the words of whoever looked into it."""
    complaint_id: int | None
    number: str
    kind: ComplaintKind | None
    state: ComplaintState | None


@dataclass(frozen=True)
class AnswerLine:
    invitation_id: int
    answer_id: int | None
    """None: no answer."""
    customer_id: int
    customer: str
    owner: str
    mode: InvitationMode
    purpose: InvitationPurpose
    asked_at: datetime | None
    at: datetime | None
    numbers: Headline
    comment: str
    values: dict[str, Any]
    language: str
    follow: Follow


def answer_lines(
    session: Session, actor: Actor, *, of: Slice, which: Which = Which.ANSWERED, by: By | None = None, key: str = ""
) -> tuple[AnswerLine, ...]:
    """The newest first, of customers whom the actor may see today; whoever sees no customers sees no line."""
    query = _query().where(*_seen(actor, of, which), _group(by, key))
    newest = query.order_by(_moment(which).desc(), col(Invitation.id).desc())
    return tuple(_line(*row) for row in session.exec(newest.limit(MOST)))


def answer_count(session: Session, actor: Actor, *, of: Slice, which: Which = Which.ANSWERED) -> int:
    """All of them, however many are shown."""
    query = select(func.count(col(Invitation.id))).join(Customer, col(Customer.id) == col(Invitation.customer_id))
    query = query.outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))
    return session.exec(query.where(*_seen(actor, of, which))).one()


def of_customer(session: Session, actor: Actor, customer_id: int) -> tuple[AnswerLine, ...]:
    """Everything this customer was asked in surveys, the newest first; what is about complaints is in their files."""
    actor.require(Permission.SURVEY_READ)
    query = _query().where(
        col(Invitation.customer_id) == customer_id, customers_visible_to(actor), col(Invitation.complaint_id).is_(None)
    )
    newest = query.order_by(col(Invitation.sent_at).desc(), col(Invitation.id).desc())
    return tuple(_line(*row) for row in session.exec(newest.limit(MOST)))


def _seen(actor: Actor, of: Slice, which: Which) -> list[ColumnElement[bool]]:
    if not actor.may(Permission.CUSTOMER_READ):
        raise NotAllowed
    found = [invitations_visible_to(actor), customers_visible_to(actor), within(of, _moment(which)), _part(which)]
    if of.campaign_id is not None and which is not Which.SILENT:
        found.append(col(Answer.campaign_id) == of.campaign_id)  # walks its answers, the newest first
    return found


def _moment(which: Which) -> Mapped[Any]:
    return col(Invitation.asked_at) if which is Which.SILENT else col(Answer.at)


def _query() -> Any:
    wanted: Any = (Invitation, Answer, Customer.name, User.name, Complaint, Task)
    return (
        select(*wanted)
        .join(Customer, col(Customer.id) == col(Invitation.customer_id))
        .outerjoin(Answer, col(Answer.invitation_id) == col(Invitation.id))
        .outerjoin(User, col(User.id) == col(Customer.owner_id))
        .outerjoin(Complaint, col(Complaint.id) == col(Answer.led_to_id))
        .outerjoin(Task, col(Task.id) == col(Answer.task_id))
    )


def _part(which: Which) -> ColumnElement[bool]:
    answered = col(Answer.id).is_not(None)
    return {
        Which.ANSWERED: answered,
        Which.COMMENTED: and_(answered, col(Answer.comment) != ""),
        Which.SATISFIED: col(Answer.score) >= 4,
        Which.DISSATISFIED: col(Answer.score) <= 2,
        Which.PROMOTERS: col(Answer.nps) >= 9,
        Which.DETRACTORS: col(Answer.nps) <= 6,
        Which.LOOKED_INTO: or_(col(Answer.task_id).is_not(None), col(Answer.led_to_id).is_not(None)),
        Which.SILENT: col(Answer.id).is_(None),
    }[which]


def _group(by: By | None, key: str) -> ColumnElement[bool]:
    """Of one owner, team or tier; nobody's are 0."""
    if by is None:
        return col(Invitation.id).is_not(None)
    column: Any = {By.OWNER: Invitation.owner_id, By.TEAM: Invitation.team_id, By.TIER: Invitation.tier}[by]
    if key in ("", "0"):
        return col(column).is_(None)
    return col(column) == (key if by is By.TIER else int(key))


def _line(
    row: Invitation,
    answer: Answer | None,
    customer: str,
    owner: str | None,
    led_to: Complaint | None,
    task: Task | None,
) -> AnswerLine:
    assert row.customer_id is not None
    return AnswerLine(
        invitation_id=row.id,
        answer_id=answer.id if answer else None,
        customer_id=row.customer_id,
        customer=customer,
        owner=owner or "",
        mode=row.mode,
        purpose=row.purpose,
        asked_at=row.asked_at,
        at=answer.at if answer else None,
        numbers=Headline(answer.score, answer.nps, answer.ces) if answer else Headline(),
        comment=answer.comment if answer else "",
        values=json.loads(answer.values) if answer else {},
        language=answer.language if answer else "",
        follow=_follow(led_to, task),
    )


def _follow(led_to: Complaint | None, task: Task | None) -> Follow:
    return Follow(
        task_id=task.id if task else None,
        is_done=task is not None and task.done_at is not None,
        outcome=task.outcome if task else "",
        complaint_id=led_to.id if led_to else None,
        number=led_to.number if led_to else "",
        kind=led_to.kind if led_to else None,
        state=led_to.state if led_to else None,
    )
