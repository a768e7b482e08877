"""How work at the demo firm was judged: scorecards, rewards and penalties, improvements on their way."""

from datetime import timedelta

from sqlmodel import Session, col, select

from auth.actor import Actor, actor_of
from care import causes, improvements, scorecards
from care.demo.cast import CAST
from care.improvements import Idea
from care.kpis import first_of_month
from care.scorecards import NewAward
from core import clock
from db.models import (
    AwardForm,
    AwardKind,
    Breach,
    Complaint,
    ComplaintKind,
    Evidence,
    ImprovementOrigin,
    ScoreMonth,
    User,
)

_MONTHS = 6


def replay_judging(session: Session) -> None:
    """Nothing where one of the cast is missing."""
    people = {user.username: actor_of(user) for user in session.exec(select(User))}
    if {colleague.username for colleague in CAST} - set(people):
        return
    for back in range(_MONTHS, 0, -1):
        month = first_of_month(clock.today(), -back)
        with clock.replay(clock.start_of(first_of_month(month, 1)) + timedelta(hours=4)):
            scorecards.freeze(session, month)
    _awards(session, people)
    _improve(session, people)


def _awards(session: Session, people: dict[str, Actor]) -> None:
    boss = people["chenjianguo"]
    best = select(ScoreMonth).where(col(ScoreMonth.user_id).is_not(None), col(ScoreMonth.score).is_not(None))
    top = session.exec(best.order_by(col(ScoreMonth.score).desc()).limit(1)).first()
    if top is not None and top.user_id and top.user_id != boss.id:
        with clock.replay(clock.now() - timedelta(days=6)):
            scorecards.decide_award(
                session, boss,
                award=NewAward(top.user_id, AwardKind.REWARD, AwardForm.BONUS, "当月评分第一，客户评价好。",
                               Evidence.SCORE, top.id, 50_000),
            )  # fmt: skip
    refused = session.exec(select(Breach).where(col(Breach.state) == "refused").limit(1)).first()
    if refused is not None and refused.who_id and refused.who_id != boss.id:
        person = next(actor for actor in people.values() if actor.id == refused.who_id)
        with clock.replay(clock.now() - timedelta(days=3)):
            award = scorecards.decide_award(
                session, boss,
                award=NewAward(refused.who_id, AwardKind.PENALTY, AwardForm.WARNING, "超时且未提前说明，口头警告一次。",
                               Evidence.BREACH, refused.id),
            )  # fmt: skip
        scorecards.reply_to_award(session, person, award.id, words="接受，以后临近时限先申请延期。")


def _improve(session: Session, people: dict[str, Actor]) -> None:
    boss = people["chenjianguo"]
    suggested = select(Complaint.id).where(col(Complaint.kind) == ComplaintKind.SUGGESTION).limit(1)
    source = session.exec(suggested).first()
    with clock.replay(clock.now() - timedelta(days=70)):
        idea = Idea("临近时限前两小时电话提醒处理人，减少投诉超时。")
        row = improvements.propose(session, people["hemin"], idea=idea)
        causes.decide_improvement(
            session, boss, row.id, accept=True, words="可行，先在一队试行。", seen_version=row.row_version
        )
        due = clock.today() + timedelta(days=14)
        improvements.plan(
            session, boss, row.id, owner_id=people["zhoukai"].id or 0, due_on=due, measure="rule:complaint_resolved",
            seen=row.row_version,
        )  # fmt: skip
    with clock.replay(clock.now() - timedelta(days=60)):
        improvements.report_improved(
            session, people["zhoukai"], row.id, words="提醒名单每天 16 点发到群里。", seen=row.row_version
        )
    if source is not None:
        of = Idea("按客户建议推出小包装铁观音。", ImprovementOrigin.SUGGESTION, source)
        improvements.propose(session, people["hemin"], idea=of)
    improvements.count_effects(session)
