"""The register of rewards and penalties, as far as one may see it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from care.scorecards.queries import visible
from db.models import Award, AwardForm, AwardKind, Breach, Evidence, ScoreMonth, Subject, User

_SHOWN = 200


@dataclass(frozen=True)
class AwardRow:
    id: int
    user_id: int
    name: str
    kind: AwardKind
    form: AwardForm
    amount_cents: int
    words: str
    evidence: Evidence
    evidence_id: int
    subject: Subject | None
    """Where the evidence is seen."""
    subject_id: int | None
    decided_at: datetime
    decided_by: str
    reply: str
    withdrawn_at: datetime | None
    withdrawn_words: str
    is_mine: bool
    may_withdraw: bool


def awards(session: Session, actor: Actor) -> tuple[AwardRow, ...]:
    """The latest first: one's own, the team's, everybody's."""
    scope = actor.scope(Permission.SCORE_READ)
    query = select(Award, User.name).join(User, col(User.id) == col(Award.user_id))
    if scope is not Scope.ALL:
        mine = col(Award.user_id) == actor.id
        is_team = scope is Scope.TEAM and actor.team_id
        query = query.where(mine | (col(Award.team_id) == actor.team_id) if is_team else mine)
    found = session.exec(query.order_by(col(Award.decided_at).desc()).limit(_SHOWN)).all()
    people = dict(session.exec(select(User.id, User.name)).all())
    may_decide = actor.may(Permission.AWARD_DECIDE)
    return tuple(_row(session, actor, row, name, people, may_decide=may_decide) for row, name in found)


def evidence_for(session: Session, actor: Actor, user_id: int) -> tuple[tuple[Evidence, int, str], ...]:
    """What a decision about this person may rest on: their latest breaches and frozen months, in words."""
    actor.require(Permission.AWARD_DECIDE)
    user = session.exec(select(User).where(col(User.id) == user_id)).first()
    if user is None or not visible(actor, user.id, user.team_id):
        return ()
    months = select(ScoreMonth).where(col(ScoreMonth.user_id) == user_id).order_by(col(ScoreMonth.month).desc())
    broken = select(Breach).where(col(Breach.who_id) == user_id).order_by(col(Breach.id).desc())
    scores = [
        (Evidence.SCORE, one.id, f"{one.month:%Y-%m} · {one.score:.0%}")
        for one in session.exec(months.limit(6))
        if one.score is not None
    ]
    found = [(Evidence.BREACH, one.id, one.explanation or one.decision) for one in session.exec(broken.limit(20))]
    return (*scores, *found)


def _row(
    session: Session, actor: Actor, row: Award, name: str, people: dict[int, str], *, may_decide: bool
) -> AwardRow:
    subject, subject_id = _seen_at(session, row)
    is_mine = row.user_id == actor.id
    return AwardRow(
        row.id, row.user_id, name, row.kind, row.form, row.amount_cents, row.words, row.evidence, row.evidence_id,
        subject, subject_id, row.decided_at, people.get(row.decided_by_id or 0, ""), row.reply, row.withdrawn_at,
        row.withdrawn_words, is_mine, may_decide and not is_mine and row.withdrawn_at is None,
    )  # fmt: skip


def _seen_at(session: Session, row: Award) -> tuple[Subject | None, int | None]:
    if row.evidence is Evidence.COMPLAINT:
        return Subject.COMPLAINT, row.evidence_id
    if row.evidence is Evidence.IMPROVEMENT:
        return Subject.IMPROVEMENT, row.evidence_id
    if row.evidence is Evidence.BREACH and (breach := session.get(Breach, row.evidence_id)):
        return Subject.RULE, breach.rule_id
    return None, None
