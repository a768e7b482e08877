"""Whose score one sees, what it rests on, how a month is frozen; rewards and penalties."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from care import orders, rulebook, scorecards
from care.complaints import clocks
from care.scorecards import NewAward, ScorePolicy
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from db.models import (
    AuditEntry,
    AwardForm,
    AwardKind,
    ClockKind,
    Evidence,
    Notice,
    Role,
    ScoreMonth,
    User,
    UserStatus,
)
from tests.complaints.conftest import a_complaint as a_complaint
from tests.conftest import MONDAY_TEN, a_person

__all__ = ["a_complaint"]
MARCH = date(2026, 3, 1)


@pytest.fixture
def everybody(chen, zhou, lin, xu, he):
    """They work here."""


@pytest.fixture
def firm(session, everybody, lin, xu, a_customer, an_order, a_complaint):
    """林静 handled six complaints, five of them in time, and sold; 许宁 sold."""
    for n in range(6):
        row = a_complaint(a_customer(f"客户{n}", owner=lin), handler=lin)
        if n == 5:
            clock.freeze(MONDAY_TEN + timedelta(hours=60))
        clocks.stop(session, row, ClockKind.RESOLVE, at=clock.now())
    for owner, yuan in ((lin, 1000), (xu, 500)):
        buyer = a_customer(owner=owner)
        for day in range(2, 8):
            an_order(buyer, on=date(2026, 3, day), yuan=yuan)
        orders.refresh_purchases(session, [buyer.id])


def card(session, actor, name, month=MARCH):
    return next(one for one in scorecards.scoreboard(session, actor, month=month).people if one.name == name)


def by_code(one):
    return {line.code: (line.actual, line.n) for line in one.lines}


def test_each_number_is_counted_from_its_rows(session, firm, chen, lin):
    one = card(session, chen, "林静")

    assert by_code(one)["handling"] == (pytest.approx(5 / 6), 6)
    assert by_code(one)["sales"] == (pytest.approx(6000), 6)
    for code in ("handling", "sales", "files"):
        rows = scorecards.score_facts(session, chen, lin.id, code=code, month=MARCH)
        assert len(rows) == by_code(one)[code][1]
    assert sum(row.value for row in scorecards.score_facts(session, chen, lin.id, code="handling", month=MARCH)) == 5


def test_a_person_sees_the_own_a_manager_the_teams_the_owner_all(session, firm, chen, zhou, lin, xu):
    seen = {
        one.name: {card.name for card in scorecards.scoreboard(session, one, month=MARCH).people}
        for one in (chen, zhou, lin, xu)
    }

    assert seen["林静"] == {"林静"}
    assert seen["许宁"] == {"许宁"}
    assert seen["周凯"] == {"周凯", "林静"}
    assert {"林静", "许宁", "周凯", "何敏"} <= seen["陈建国"]
    assert {one.name for one in scorecards.scoreboard(session, zhou, month=MARCH).teams} == {"一队"}
    with pytest.raises(NotFound):
        scorecards.score_facts(session, xu, lin.id, code="sales", month=MARCH)
    with pytest.raises(NotFound):
        scorecards.score_history(session, xu, lin.id)


def test_a_teams_sales_are_for_each_who_works_in_it_sold_or_not(session, firm, chen, zhou, lin):
    colleague = a_person("qi", "齐悦", Role.SALES, "一队")
    gone = a_person("old", "从前", Role.SALES, "一队")
    session.get_one(User, gone.id).status = UserStatus.DISABLED

    of_team = next(one for one in scorecards.scoreboard(session, chen, month=MARCH).teams if one.name == "一队")

    heads = {zhou.id, lin.id, colleague.id}
    assert by_code(of_team)["sales"] == (pytest.approx(6000 / len(heads)), 6)
    assert by_code(of_team)["handling"] == (pytest.approx(5 / 6), 6)


def test_weights_are_the_firms_and_hold_at_once(session, firm, chen):
    only = ScorePolicy({**dict.fromkeys(scorecards.dimensions(), 0), "sales": 10}, {"sales": 12_000.0})
    rulebook.change(session, chen, only, reason="只看销售", seen_version=0)

    assert card(session, chen, "林静").score == pytest.approx(0.5)
    assert rulebook.in_force(session, ScorePolicy) == only


def test_a_month_is_frozen_once_and_stays_whatever_happens_later(session, firm, chen, lin, an_order, a_customer):
    clock.freeze(clock.start_of(date(2026, 4, 1)) + timedelta(hours=4))
    assert scorecards.freeze_last_month(session) > 0
    before = card(session, chen, "林静")
    an_order(a_customer(owner=lin), on=date(2026, 3, 20), yuan=90_000)

    assert scorecards.freeze_last_month(session) == 0
    after = card(session, chen, "林静")
    assert (after.score, by_code(after)) == (before.score, by_code(before))
    assert after.frozen_at == clock.now()
    assert by_code(after)["files"][1] > 0
    assert scorecards.score_history(session, lin, lin.id) == ((MARCH, before.score),)


def test_what_looks_at_the_present_is_not_told_of_a_month_long_past(session, firm, chen):
    clock.freeze(clock.start_of(date(2026, 5, 20)))

    assert by_code(card(session, chen, "林静"))["files"] == (None, 0)


@pytest.fixture
def frozen(session, firm, lin):
    clock.freeze(clock.start_of(date(2026, 4, 1)) + timedelta(hours=4))
    scorecards.freeze_last_month(session)
    return session.exec(select(ScoreMonth).where(ScoreMonth.user_id == lin.id)).one()


def an_award(user, score_id, **changes):
    given = {
        "user_id": user.id, "kind": AwardKind.REWARD, "form": AwardForm.BONUS, "words": "当月第一",
        "evidence": Evidence.SCORE, "evidence_id": score_id, "amount_cents": 50_000,
    }  # fmt: skip
    return NewAward(**(given | changes))


def test_a_reward_rests_on_evidence_is_told_and_may_be_replied_to(session, frozen, zhou, lin, xu):
    row = scorecards.decide_award(session, zhou, award=an_award(lin, frozen.id))
    assert session.exec(select(Notice).where(Notice.user_id == lin.id, Notice.kind == "award_decided")).one()

    scorecards.reply_to_award(session, lin, row.id, words="谢谢")

    shown = scorecards.awards(session, lin)[0]
    assert (shown.reply, shown.is_mine, shown.may_withdraw) == ("谢谢", True, False)
    assert scorecards.awards(session, xu) == ()
    assert {"award.decided", "award.replied"} <= set(session.exec(select(AuditEntry.action)).all())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"evidence_id": 987_654}, "evidence"),
        ({"evidence": Evidence.BREACH, "evidence_id": 1}, "evidence"),
        ({"form": AwardForm.WARNING, "amount_cents": 0}, "form"),
        ({"amount_cents": 0}, "amount"),
        ({"form": AwardForm.PRAISE}, "amount"),
        ({"words": " "}, "words"),
    ],
)
def test_without_evidence_or_sense_there_is_none(session, frozen, zhou, lin, changes, field):
    with pytest.raises(Invalid) as refused:
        scorecards.decide_award(session, zhou, award=an_award(lin, frozen.id, **changes))

    assert field in refused.value.problems


def test_nobody_decides_on_themselves_or_on_another_team(session, frozen, zhou, xu):
    for user in (zhou, xu):
        with pytest.raises(NotAllowed):
            scorecards.decide_award(session, zhou, award=an_award(user, frozen.id))


def test_one_that_is_withdrawn_stays_in_the_register_with_its_reason(session, frozen, zhou, lin):
    row = scorecards.decide_award(session, zhou, award=an_award(lin, frozen.id))
    scorecards.withdraw_award(session, zhou, row.id, words="算错了")

    assert scorecards.awards(session, lin)[0].withdrawn_words == "算错了"
    with pytest.raises(scorecards.AlreadyWithdrawn):
        scorecards.withdraw_award(session, zhou, row.id, words="再撤")
    with pytest.raises(NotAllowed):
        scorecards.reply_to_award(session, zhou, row.id, words="我来说")
