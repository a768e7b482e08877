"""The numbers of leads, revisits and surveys among all the others: each against rows counted by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from care import kpis, rulebook, surveys
from care.kpis import Filters
from care.revisits import RevisitPolicy
from care.surveys import Question, QuestionType, Slice, Words
from care.surveys.sheet import text_of
from core import clock
from core.errors import NotAllowed
from db.models import (
    Answer,
    ClockVerdict,
    Direction,
    Interaction,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Lead,
    LeadOrigin,
    LeadStage,
    LeadStageChange,
    Medium,
    Outcome,
    Questionnaire,
    QuestionnaireKind,
    QuestionnaireVersion,
    Revisit,
    Tier,
    VisitState,
)

FEBRUARY = kpis.month_of(date(2026, 2, 1))
MARCH = kpis.month_of(date(2026, 3, 1))


def at(day: date, hour: int = 4) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def a_lead(session, lin):
    def make(day, *, owner=lin, due=True, **columns):
        row = Lead(
            number=f"XS-{uuid4().hex[:8]}", name="赵敏", name_key="赵敏", origin=LeadOrigin.FORM, received_at=at(day),
            due_at=at(day) + timedelta(days=1) if due else None, owner_id=owner.id, team_id=owner.team_id, **columns,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row

    return make


@pytest.fixture
def a_visit(session, a_customer, lin):
    def make(due, state, *, done=None, owner=lin, is_gone=False, **columns):
        customer = a_customer(owner=owner, deleted_at=at(date(2026, 3, 1)) if is_gone else None)
        session.add(
            Revisit(
                customer_id=customer.id, due_on=due, planned_on=due, grace_days=3, latest_on=due + timedelta(days=3),
                since_at=at(due), cycle_days=90, assignee_id=owner.id, team_id=owner.team_id, state=state, done_on=done,
                **columns,
            )
        )  # fmt: skip
        session.flush()

    return make


@pytest.fixture
def asked(session, a_customer, lin):
    def make(
        day, *, answered=None, purpose=InvitationPurpose.RELATIONSHIP, reached=True, owner=lin, sheet=None, **said
    ):
        customer = a_customer(owner=owner)
        row = Invitation(
            purpose=purpose, mode=InvitationMode.LINK, customer_id=customer.id, sent_at=at(day),
            asked_at=at(day) if reached else None, expires_at=at(day) + timedelta(days=14),
            questionnaire_version_id=sheet.id if sheet else None,
        )  # fmt: skip
        session.add(row)
        session.flush()
        if answered:
            session.add(Answer(invitation_id=row.id, at=at(answered), **said))
            session.flush()

    return make


def counted(session, actor, code, period=FEBRUARY):
    """Value, hits and n; the rows behind are as many as n."""
    value = kpis.numbers(session, actor, period=period)[code].now
    assert kpis.plain_rows(session, actor, kpi=code, period=period).total == value.n
    return value.value, value.n


def test_leads_are_called_in_time_or_not_and_what_is_not_due_does_not_count(session, chen, a_lead):
    day = date(2026, 2, 10)
    a_lead(day, verdict=ClockVerdict.MET)
    a_lead(day, verdict=ClockVerdict.MISSED)
    a_lead(day)  # nobody has called, and the day has passed
    a_lead(date(2026, 3, 9), verdict=None)  # not due yet
    a_lead(day, verdict=ClockVerdict.MET, stage=LeadStage.INVALID)
    a_lead(day, due=False, is_historical=True)
    a_lead(date(2026, 1, 31), verdict=ClockVerdict.MISSED)

    assert counted(session, chen, "leads_followed_up") == (pytest.approx(1 / 3), 3)
    assert counted(session, chen, "leads_followed_up", MARCH) == (None, 0)


def test_leads_that_became_customers_are_a_share_of_those_who_came(session, chen, a_lead):
    for stage in (LeadStage.CONVERTED, LeadStage.LOST, LeadStage.NEW, LeadStage.INVALID):
        a_lead(date(2026, 2, 10), stage=stage)

    assert counted(session, chen, "leads_converted") == (pytest.approx(1 / 3), 3)


def test_revisits_are_made_within_their_grace_or_were_not_made(session, chen, a_visit):
    due = date(2026, 2, 10)
    a_visit(due, VisitState.DONE, done=date(2026, 2, 13))
    a_visit(due, VisitState.DONE, done=date(2026, 2, 14))
    a_visit(due, VisitState.SKIPPED, done=date(2026, 2, 10))
    a_visit(due, VisitState.OPEN)
    a_visit(due, VisitState.CANCELLED, done=date(2026, 2, 10))
    a_visit(due, VisitState.DONE, done=due, is_gone=True)
    a_visit(date(2026, 3, 8), VisitState.OPEN)  # may still be made in time

    assert counted(session, chen, "revisits_completed") == (0.25, 4)
    assert counted(session, chen, "revisits_completed", MARCH) == (None, 0)


def test_satisfaction_is_of_the_day_of_the_answer_and_leaves_the_handling_of_complaints_out(session, chen, asked):
    january, february = date(2026, 1, 30), date(2026, 2, 2)
    asked(january, answered=february, score=5)
    asked(february, answered=february, score=3)
    asked(february, answered=february, score=None)
    asked(february, answered=february, score=1, purpose=InvitationPurpose.HANDLING)

    assert counted(session, chen, "satisfaction") == (0.5, 2)


def test_whoever_was_reached_counts_for_the_response_also_when_the_link_expired(session, chen, asked):
    february = date(2026, 2, 2)
    asked(february, answered=date(2026, 3, 1), score=4)
    asked(february)
    asked(february, reached=False)

    assert counted(session, chen, "surveys_answered") == (0.5, 2)


def test_a_seller_is_told_the_numbers_of_their_own(session, lin, xu, a_lead, a_visit, asked):
    for owner in (lin, xu, xu):
        a_lead(date(2026, 2, 10), owner=owner, verdict=ClockVerdict.MET)
        a_visit(date(2026, 2, 10), VisitState.OPEN, owner=owner)
        asked(date(2026, 2, 10), owner=owner, answered=date(2026, 2, 11), score=5)

    codes = ("leads_followed_up", "revisits_completed", "satisfaction")
    assert [counted(session, lin, code)[1] for code in codes] == [1, 1, 1]
    assert [counted(session, xu, code)[1] for code in codes] == [2, 2, 2]


@pytest.fixture
def a_contact(session):
    def make(customer, at, *, outcome=Outcome.CONNECTED, medium=Medium.PHONE, direction=Direction.OUTBOUND, **columns):
        known = customer.id if customer else None
        row = Interaction(customer_id=known, at=at, outcome=outcome, medium=medium, direction=direction, **columns)
        session.add(row)
        session.flush()

    return make


def test_whoever_was_spoken_with_within_the_cycle_of_their_tier_is_covered(session, chen, a_buyer, a_contact):
    bought = "2025-06-01"
    for tier, days in ((Tier.A, 30), (Tier.B, 60), (Tier.C, 90)):
        first_moment = clock.start_of(date(2026, 3, 1) - timedelta(days=days))
        a_contact(a_buyer("按时", bought, tier=tier), first_moment)
        a_contact(a_buyer("晚了", bought, tier=tier), first_moment - timedelta(minutes=1))
    a_contact(a_buyer("打不通", bought), at(date(2026, 2, 20)), outcome=Outcome.NO_ANSWER)
    a_contact(a_buyer("来电", bought), at(date(2026, 2, 20)), direction=Direction.INBOUND, medium=Medium.WECHAT)
    a_contact(a_buyer("三月才联系", bought), at(date(2026, 3, 1)))
    a_contact(a_buyer("不再活跃", "2024-01-01"), at(date(2026, 2, 20)))
    a_contact(a_buyer("已移除", bought, deleted_at=clock.now()), at(date(2026, 2, 20)))

    assert counted(session, chen, "revisit_coverage") == (pytest.approx(4 / 9), 9)
    rows = kpis.plain_rows(session, chen, kpi="revisit_coverage", period=FEBRUARY).rows
    assert [row.is_hit for row in rows] == [False] * 5 + [True] * 4
    assert rows[0].on is None, "never reached: first of all"


def test_the_cycles_in_force_decide_who_is_covered(session, chen, a_buyer, a_contact):
    a_contact(a_buyer("王芳", "2025-06-01", tier=Tier.A), at(date(2026, 1, 20)))
    assert counted(session, chen, "revisit_coverage") == (0, 1)

    rulebook.change(session, chen, replace(RevisitPolicy(), tier_a_days=45), reason="少打扰", seen_version=0)

    assert counted(session, chen, "revisit_coverage") == (1, 1)


def test_every_call_we_made_is_a_try_and_other_ways_of_talking_are_none(session, chen, a_customer, a_contact):
    customer, february = a_customer(), at(date(2026, 2, 10))
    for outcome in (Outcome.CONNECTED, Outcome.NO_ANSWER, Outcome.BUSY, Outcome.DECLINED):
        a_contact(customer, february, outcome=outcome)
    a_contact(customer, february, direction=Direction.INBOUND)
    a_contact(customer, february, medium=Medium.WECHAT)
    a_contact(None, february)
    a_contact(customer, at(date(2026, 1, 31)))

    assert counted(session, chen, "calls_connected") == (0.25, 4)
    assert counted(session, chen, "calls_connected", MARCH) == (None, 0)


def test_a_seller_is_told_of_the_customers_and_calls_of_their_own(session, lin, xu, fang, a_buyer, a_contact):
    for owner in (lin, xu, xu):
        a_contact(a_buyer("王芳", "2025-06-01", owner=owner), at(date(2026, 2, 20)))

    codes = ("revisit_coverage", "calls_connected")
    assert [counted(session, lin, code) for code in codes] == [(1, 1), (1, 1)]
    assert [counted(session, xu, code) for code in codes] == [(1, 2), (1, 2)]
    with pytest.raises(NotAllowed):
        kpis.plain_rows(session, fang, kpi="revisit_coverage", period=FEBRUARY)


@pytest.fixture
def a_sheet(session):
    """a_sheet(quality=2, service=1): a questionnaire that asks about these sides, with their weights."""

    def make(**weights):
        sheet = Questionnaire(kind=QuestionnaireKind.RELATIONSHIP, name_zh="季度问卷")
        session.add(sheet)
        session.flush()
        questions = [
            Question(side, QuestionType.SCORE, Words(side, side), dimension=Words(side, side), weight=weight)
            for side, weight in weights.items()
        ]
        row = QuestionnaireVersion(questionnaire_id=sheet.id, number=1, questions=text_of(questions))
        session.add(row)
        session.flush()
        return row

    return make


def test_scores_recommendation_and_ease_each_tell_from_how_many_answers(session, chen, asked):
    day = date(2026, 2, 2)
    for said in ({"score": 5, "nps": 10}, {"score": 2, "nps": 6, "ces": 7}, {"nps": 8, "ces": 4}, {"score": 4}):
        asked(day, answered=day, **said)
    asked(day, answered=day, purpose=InvitationPurpose.HANDLING, score=1, nps=0, ces=1)

    assert counted(session, chen, "satisfaction_score") == (pytest.approx(11 / 3), 3)
    assert counted(session, chen, "satisfaction_of_100") == (pytest.approx(220 / 3), 3)
    assert counted(session, chen, "recommendation") == (pytest.approx(0), 3)
    assert counted(session, chen, "ease") == (5.5, 2)
    assert counted(session, chen, "easy") == (0.5, 2)
    for code in ("satisfaction_score", "satisfaction_of_100", "satisfaction_index", "recommendation", "ease", "easy"):
        assert counted(session, chen, code, MARCH) == (None, 0), code


def test_nobody_recommends_below_what_nobody_else_can(session, chen, asked):
    day = date(2026, 2, 2)
    asked(day, answered=day, nps=0)
    assert counted(session, chen, "recommendation") == (-100, 1)


def test_the_index_weighs_the_sides_and_says_when_one_of_them_was_not_judged(session, chen, asked, a_sheet):
    day, sheet = date(2026, 2, 2), a_sheet(quality=3, service=1)
    asked(day, answered=day, sheet=sheet, values='{"quality":5}')
    asked(day, answered=day, sheet=sheet, values='{"quality":null}')

    assert counted(session, chen, "satisfaction_index") == (5, 1)
    assert kpis.numbers(session, chen, period=FEBRUARY)["satisfaction_index"].reading.is_partial

    asked(day, answered=day, sheet=sheet, values='{"quality":4,"service":2}')

    assert counted(session, chen, "satisfaction_index") == (pytest.approx((3 * 4.5 + 2) / 4), 2)
    assert not kpis.numbers(session, chen, period=FEBRUARY)["satisfaction_index"].reading.is_partial
    assert not kpis.numbers(session, chen, period=FEBRUARY)["satisfaction_score"].reading.is_partial


def test_the_numbers_are_those_of_the_results_of_the_same_surveys(session, chen, asked, a_sheet):
    day, sheet = date(2026, 2, 2), a_sheet(quality=3, service=1)
    for score, nps, ces in ((5, 10, 7), (3, 7, 4), (1, 2, 1)):
        said = {"score": score, "nps": nps, "ces": ces, "values": f'{{"quality":{score},"service":{ces % 5 + 1}}}'}
        asked(day, answered=day, sheet=sheet, **said)

    shown = surveys.results(
        session, chen, of=Slice(purpose=InvitationPurpose.RELATIONSHIP, start=FEBRUARY.start, end=FEBRUARY.end)
    )
    found = kpis.numbers(session, chen, period=FEBRUARY)

    scores = shown.scores
    told = (scores.csat, scores.mean, scores.nps, scores.ces, scores.easy, shown.index)
    codes = ("satisfaction", "satisfaction_score", "recommendation", "ease", "easy", "satisfaction_index")
    assert [found[code].now.value for code in codes] == [one.value for one in told]


def test_a_lead_is_decided_on_its_last_day_and_its_cycle_began_when_it_came(session, chen, a_lead):
    for days in (1, 2, 9):
        a_lead(date(2026, 1, 20), stage=LeadStage.CONVERTED, ended_at=at(date(2026, 2, 1)) + timedelta(days=days))
    a_lead(date(2026, 1, 20), stage=LeadStage.LOST, ended_at=at(date(2026, 2, 3)))
    a_lead(date(2026, 2, 3), stage=LeadStage.INVALID, ended_at=at(date(2026, 2, 3)))
    a_lead(date(2026, 2, 3), stage=LeadStage.QUALIFIED)

    assert counted(session, chen, "leads_won") == (0.75, 4)
    assert counted(session, chen, "sales_cycle") == (14, 3)
    assert counted(session, chen, "sales_cycle_mean") == (16, 3)
    longest = kpis.plain_rows(session, chen, kpi="sales_cycle", period=FEBRUARY).rows[0]
    assert (longest.words, longest.on, longest.is_hit) == ("21 d", date(2026, 2, 10), None)
    for code in ("leads_won", "sales_cycle", "sales_cycle_mean"):
        assert counted(session, chen, code, MARCH) == (None, 0), code


def test_leads_have_no_tier_and_a_seller_is_told_of_their_own(session, chen, lin, xu, a_lead):
    for owner in (lin, xu, xu):
        a_lead(date(2026, 1, 20), owner=owner, stage=LeadStage.CONVERTED, ended_at=at(date(2026, 2, 3)))

    assert [counted(session, actor, "sales_cycle")[1] for actor in (lin, xu, chen)] == [1, 2, 3]
    of_a = kpis.numbers(session, chen, period=FEBRUARY, filters=Filters(tier=Tier.A))
    assert (of_a["leads_won"].now.value, of_a["leads_won"].now.n) == (None, 0)


def test_stages_are_counted_as_entries_of_the_period_and_of_whoever_is_asked_about(session, chen, lin, xu, a_lead):
    for owner, day in ((lin, date(2026, 2, 2)), (xu, date(2026, 2, 2)), (lin, date(2026, 1, 2))):
        lead = a_lead(day, owner=owner)
        steps = ((None, LeadStage.NEW, 0, None), (LeadStage.NEW, LeadStage.CONTACTED, 6, 0))
        for before, after, hours, since in steps:
            when = at(day) + timedelta(hours=hours)
            entered = None if since is None else at(day)
            session.add(LeadStageChange(lead_id=lead.id, before=before, after=after, at=when, since=entered))
    session.flush()

    walked = kpis.lead_steps(session, chen, period=FEBRUARY)
    assert walked.entries == {LeadStage.NEW: 2, LeadStage.CONTACTED: 2}
    assert [(one.stage, one.n, one.median_hours) for one in walked.stays] == [(LeadStage.NEW, 2, 6)]
    assert kpis.lead_steps(session, lin, period=FEBRUARY).entries == {LeadStage.NEW: 1, LeadStage.CONTACTED: 1}
    assert kpis.lead_steps(session, chen, period=FEBRUARY, filters=Filters(tier=Tier.A)).entries == {}
