"""Rewards and penalties (R76): decided on evidence, told to the person, who may reply."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import complaints_visible_to
from care import notices
from care.notices import NoticeKind
from care.scorecards.queries import visible
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, Refusal
from core.i18n import _
from db.models import (
    Award,
    AwardForm,
    AwardKind,
    Breach,
    Complaint,
    Evidence,
    Improvement,
    ScoreMonth,
    Subject,
    User,
    UserStatus,
)

FORMS = {
    AwardKind.REWARD: (AwardForm.PRAISE, AwardForm.BONUS, AwardForm.PROMOTION),
    AwardKind.PENALTY: (AwardForm.WARNING, AwardForm.DEDUCTION, AwardForm.DEMOTION),
}
_WITH_MONEY = (AwardForm.BONUS, AwardForm.DEDUCTION)
_MOST = 1000


class AlreadyWithdrawn(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This was withdrawn already."))


@dataclass(frozen=True)
class NewAward:
    user_id: int
    kind: AwardKind
    form: AwardForm
    words: str
    evidence: Evidence
    evidence_id: int
    """A breach, a frozen month, a complaint or an improvement that this person had a part in."""
    amount_cents: int = 0


def decide_award(session: Session, actor: Actor, *, award: NewAward) -> Award:
    """By the owner, or the manager for the own team; never for oneself."""
    actor.require(Permission.AWARD_DECIDE)
    user = session.exec(
        select(User).where(col(User.id) == award.user_id, col(User.status) == UserStatus.ACTIVE)
    ).first()
    if user is None:
        raise Invalid({"user_id": _("Please choose a colleague who works here.")})
    is_theirs = actor.scope(Permission.AWARD_DECIDE) is Scope.ALL or (
        actor.team_id is not None and user.team_id == actor.team_id
    )
    if user.id == actor.id or not is_theirs:
        raise NotAllowed
    problems = _problems(award)
    if not _stands(session, actor, award):
        problems["evidence"] = _("Nothing of this number speaks for it, or it does not concern this person.")
    if problems:
        raise Invalid(problems)
    row = Award(
        user_id=user.id, team_id=user.team_id, kind=award.kind, form=award.form, words=award.words.strip(),
        amount_cents=award.amount_cents, evidence=award.evidence, evidence_id=award.evidence_id,
        decided_at=clock.now(), decided_by_id=actor.id,
    )  # fmt: skip
    session.add(row)
    audit.record(session, actor, "award.decided", row, detail={"kind": row.kind.value, "user": user.id})
    _tell(session, row, NoticeKind.AWARD_DECIDED, user.id)
    return row


def reply_to_award(session: Session, actor: Actor, award_id: int, *, words: str) -> Award:
    """What the person concerned says to it."""
    row = _held(session, actor, award_id)
    if row.user_id != actor.id:
        raise NotAllowed
    row.reply, row.replied_at = _said("reply", words), clock.now()
    audit.record(session, actor, "award.replied", row)
    if row.decided_by_id:
        _tell(session, row, NoticeKind.AWARD_REPLIED, row.decided_by_id)
    return row


def withdraw_award(session: Session, actor: Actor, award_id: int, *, words: str) -> Award:
    """It stays in the register, with the reason why it holds no longer."""
    actor.require(Permission.AWARD_DECIDE)
    row = _held(session, actor, award_id)
    if row.user_id == actor.id:
        raise NotAllowed
    if row.withdrawn_at is not None:
        raise AlreadyWithdrawn
    row.withdrawn_words, row.withdrawn_at = _said("withdrawn", words), clock.now()
    audit.record(session, actor, "award.withdrawn", row)
    _tell(session, row, NoticeKind.AWARD_DECIDED, row.user_id)
    return row


def _held(session: Session, actor: Actor, award_id: int) -> Award:
    actor.require(Permission.SCORE_READ)
    row = session.exec(select(Award).where(col(Award.id) == award_id).with_for_update()).first()
    if row is None or not visible(actor, row.user_id, row.team_id):
        raise NotFound
    return row


def _stands(session: Session, actor: Actor, award: NewAward) -> bool:
    """Whether the evidence is there and is about this person."""
    match award.evidence:
        case Evidence.BREACH:
            query = select(Breach.id).where(col(Breach.id) == award.evidence_id, col(Breach.who_id) == award.user_id)
        case Evidence.SCORE:
            query = select(ScoreMonth.id).where(
                col(ScoreMonth.id) == award.evidence_id, col(ScoreMonth.user_id) == award.user_id
            )
        case Evidence.IMPROVEMENT:
            part = (col(Improvement.owner_id) == award.user_id) | (col(Improvement.proposed_by_id) == award.user_id)
            query = select(Improvement.id).where(col(Improvement.id) == award.evidence_id, part)
        case _:
            query = select(Complaint.id).where(
                col(Complaint.id) == award.evidence_id,
                col(Complaint.handler_id) == award.user_id,
                complaints_visible_to(actor),
            )
    return session.exec(query).first() is not None


def _problems(award: NewAward) -> dict[str, str]:
    problems = {}
    if award.form not in FORMS[award.kind]:
        problems["form"] = _("Please choose what fits.")
    if not 0 < len(award.words.strip()) <= _MOST:
        problems["words"] = _("Please say in a sentence what it is for.")
    has_money = award.form in _WITH_MONEY
    if has_money != bool(award.amount_cents) or not 0 <= award.amount_cents <= 10**10:
        problems["amount"] = _("A bonus or a deduction has an amount, and nothing else has.")
    return problems


def _said(field: str, words: str) -> str:
    if not 0 < len(words.strip()) <= _MOST:
        raise Invalid({field: _("Please say it in a sentence of at most {n} characters.").format(n=_MOST)})
    return words.strip()


def _tell(session: Session, row: Award, kind: NoticeKind, user_id: int) -> None:
    session.flush()
    at: datetime = clock.now()
    key = f"{kind.value}:{row.id}:{at.timestamp():.0f}"
    notices.tell(session, [user_id], kind, key=key, subject=Subject.AWARD, subject_id=row.id)
