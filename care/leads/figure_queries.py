"""What the numbers of leads are counted from: a few questions to the database, by day of the company's clock."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, literal, or_, select, type_coerce
from sqlalchemy.sql.elements import True_
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care.leads import formulas
from care.leads.deciding import decided
from care.leads.formulas import Answered, Group, LeadFigures, Steps, Tally
from core import clock
from db.dialect import SecondsBetween
from db.models import ClockVerdict, Lead, LeadStage, LeadStageChange, LostReason, Source, User


@dataclass(frozen=True)
class Days:
    """From the first moment of `start` to the first of `end`, which is outside."""

    start: date
    end: date

    def hold(self, column: Any) -> ColumnElement[bool]:
        return and_(column >= clock.start_of(self.start), column < clock.start_of(self.end))


def figures(session: Session, actor: Actor, *, start: date, end: date) -> LeadFigures:
    """Of these days: `end` is the first that is outside. Whose leads count is what the actor's numbers reach."""
    actor.require(Permission.KPI_READ)
    reached, days = leads_visible_to(actor, Permission.KPI_READ), Days(start, end)
    cohort = formulas.counted(_tallies(session, reached, days))
    decided_ = decided(session, whose=reached, start=start, end=end)
    walked = steps(session, whose=reached, start=start, end=end)
    return LeadFigures(
        received=formulas.received(cohort),
        first_follow_up=formulas.first_follow_up(cohort),
        pending=formulas.received(tally for tally in cohort if tally.answered is Answered.PENDING),
        conversion=formulas.conversion(cohort),
        is_immature=any(tally.stage not in (LeadStage.CONVERTED, LeadStage.LOST) for tally in cohort),
        period_rate=decided_.rate,
        cycle=decided_.cycle,
        entries=walked.entries,
        stays=walked.stays,
        lost=_lost(session, reached, days),
        by_source=formulas.groups(cohort, lambda tally: tally.source),
        by_region=formulas.groups(cohort, lambda tally: tally.region),
        by_person=_by_person(session, cohort),
    )


def steps(session: Session, *, whose: ColumnElement[bool], start: date, end: date) -> Steps:
    """From stage to stage, of the leads that `whose` names."""
    days = Days(start, end)
    return Steps(_entries(session, whose, days), formulas.stays(_stays(session, whose, days)))


def answered(now: datetime) -> ColumnElement[str]:
    """The promise of each lead, in one word."""
    unkept = or_(col(Lead.verdict) == ClockVerdict.MISSED, and_(col(Lead.verdict).is_(None), col(Lead.due_at) < now))
    return case(
        (or_(col(Lead.is_historical), col(Lead.due_at).is_(None)), literal(Answered.UNPROMISED.value)),
        (col(Lead.verdict) == ClockVerdict.MET, literal(Answered.IN_TIME.value)),
        (unkept, literal(Answered.LATE.value)),
        else_=literal(Answered.PENDING.value),
    )


def _tallies(session: Session, reached: ColumnElement[bool], days: Days) -> list[Tally]:
    # In two steps: PostgreSQL takes an expression with values in it for another one each time it is written.
    names = ("owner_id", "source", "region", "stage")
    columns: Any = (*(getattr(Lead, name) for name in names), answered(clock.now()).label("answered"))
    each = select(*columns).where(reached, days.hold(col(Lead.received_at))).subquery()
    alike = [each.c[name] for name in (*names, "answered")]
    query = select(*alike, func.count()).group_by(*alike)
    return [
        Tally(owner, Source(source), region, LeadStage(stage), Answered(word), n)
        for owner, source, region, stage, word, n in session.execute(query)
    ]


def _lost(session: Session, reached: ColumnElement[bool], days: Days) -> dict[LostReason, int]:
    reason = col(Lead.lost_reason)
    query: Any = select(reason, func.count()).where(reached, days.hold(col(Lead.ended_at)), reason.is_not(None))
    found: Any = session.execute(query.where(col(Lead.stage) == LeadStage.LOST).group_by(reason)).all()
    return dict(found)


def _entries(session: Session, reached: ColumnElement[bool], days: Days) -> dict[LeadStage, int]:
    after: Any = col(LeadStageChange.after)
    query: Any = select(after, func.count()).where(days.hold(col(LeadStageChange.at)), *_of_theirs(reached))
    found: Any = session.execute(query.group_by(after)).all()
    return dict(found)


def _stays(session: Session, reached: ColumnElement[bool], days: Days) -> dict[LeadStage, list[int]]:
    """Of each step out of a stage within these days, how many seconds ago that stage had been entered."""
    since, at = col(LeadStageChange.since), col(LeadStageChange.at)
    spent: Any = SecondsBetween(since, at)
    # As text: a year holds tens of thousands, and an enumeration is made of each code once, not of each row.
    columns: Any = (type_coerce(col(LeadStageChange.before), String), spent)
    query: Any = select(*columns).where(days.hold(at), since.is_not(None), *_of_theirs(reached))
    found: dict[str, list[int]] = defaultdict(list)
    for stage, seconds in session.connection().execute(query):
        found[stage].append(seconds)
    return {LeadStage(stage): spans for stage, spans in found.items()}


def _of_theirs(reached: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    """Nothing is asked of each step where every lead is reached."""
    if isinstance(reached, True_):
        return []
    return [col(LeadStageChange.lead_id).in_(select(col(Lead.id)).where(reached))]


def _by_person(session: Session, cohort: Sequence[Tally]) -> tuple[Group, ...]:
    """Named last: two people may have one name."""
    names = _names(session, {tally.owner_id for tally in cohort})
    of_each = formulas.groups(cohort, lambda tally: tally.owner_id)
    named = [replace(group, key=names[int(group.key)]) if group.key else group for group in of_each]
    return tuple(sorted(named, key=lambda group: (-group.n, group.key)))


def _names(session: Session, user_ids: set[int | None]) -> dict[int, str]:
    wanted = {id_ for id_ in user_ids if id_}
    columns: Any = (User.id, User.name)
    query: Any = select(*columns).where(col(User.id).in_(wanted))
    found: Any = session.execute(query).all() if wanted else ()
    return dict(found)
