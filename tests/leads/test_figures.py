"""The numbers of leads, by hand where it matters, and against a second count over four months of a firm's life."""

from datetime import date, timedelta

import pytest

from auth.actor import SYSTEM
from care import leads
from care.leads import Answers, Behind, Into, Move
from core import clock
from db import session as database
from db.models import InvalidReason, LeadStage, LostReason, Outcome, Role, Source
from tests.conftest import MONDAY_TEN, a_person
from tests.leads.conftest import a_call
from tests.leads.leads_in_pandas import LeadsInPandas

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def of_march(session, actor):
    return leads.figures(session, actor, start=MARCH, end=APRIL)


def test_who_is_not_due_yet_is_in_no_rate_and_an_attempt_in_vain_keeps_no_promise(session, chen, lin, a_lead, later):
    called, late, tried = a_lead(lin), a_lead(lin), a_lead(lin)
    leads.log_contact(session, lin, called.id, contact=a_call())
    leads.log_contact(session, lin, tried.id, contact=a_call(Outcome.NO_ANSWER, ""))
    later(hours=25)
    leads.log_contact(session, lin, late.id, contact=a_call())
    a_lead(lin)

    found = of_march(session, chen)

    assert (found.first_follow_up.numerator, found.first_follow_up.denominator) == (1, 3)
    assert (found.received, found.pending) == (4, 1)


def test_history_and_what_never_was_a_lead_are_in_no_rate(session, chen, lin, a_lead):
    a_lead(lin, is_historical=True)
    spam = a_lead(lin)
    answers = Answers(InvalidReason.SPAM)
    leads.move(session, lin, spam.id, move=Move.INVALIDATE, answers=answers, seen=spam.row_version)

    found = of_march(session, chen)

    assert (found.first_follow_up.denominator, found.first_follow_up.value) == (0, None)
    assert found.received == 1


def test_a_cohort_is_of_those_who_came_and_a_period_of_those_who_were_decided(session, chen, lin, a_lead, later):
    came_in_february = a_lead(lin, received_at=MONDAY_TEN - timedelta(days=20))
    leads.log_contact(session, lin, came_in_february.id, contact=a_call())
    leads.convert(session, lin, came_in_february.id, into=Into(), seen=came_in_february.row_version)
    lost, _open = a_lead(lin), a_lead(lin)
    answers = Answers(LostReason.PRICE)
    leads.move(session, lin, lost.id, move=Move.LOSE, answers=answers, seen=lost.row_version)

    found = of_march(session, chen)

    assert (found.conversion.numerator, found.conversion.denominator, found.is_immature) == (0, 2, True)
    assert (found.period_rate.numerator, found.period_rate.denominator) == (1, 2)
    assert found.cycle.median == pytest.approx(20)
    assert found.lost == {LostReason.PRICE: 1}
    assert found.entries == {LeadStage.NEW: 3, LeadStage.CONTACTED: 1, LeadStage.CONVERTED: 1, LeadStage.LOST: 1}


def test_the_rows_behind_a_number_add_up_to_it(session, chen, lin, a_lead, later):
    called = a_lead(lin)
    a_lead(lin)
    leads.log_contact(session, lin, called.id, contact=a_call())
    later(hours=30)
    found = of_march(session, chen)

    behind = leads.rows(session, chen, behind=Behind.FIRST_FOLLOW_UP, start=MARCH, end=APRIL)

    assert behind.total == found.first_follow_up.denominator == 2
    assert [line.counts for line in behind.lines] == [False, True]


def test_whose_leads_count_is_what_the_actors_numbers_reach(session, lin, xu, zhou, fang, a_lead):
    a_lead(lin)
    a_lead(xu)

    assert [of_march(session, actor).received for actor in (lin, xu, zhou, fang)] == [1, 1, 1, 2]


def test_two_people_of_one_name_are_two_in_the_figures(session, chen, lin, a_lead):
    namesake = a_person("lin2", lin.name, Role.SALES, "二队")
    for owner in (lin, lin, namesake, None):
        a_lead(owner)

    assert [(group.key, group.n) for group in of_march(session, chen).by_person] == [("林静", 2), ("", 1), ("林静", 1)]


def test_a_second_count_of_the_demo_firm_comes_to_the_same(demo_firm):
    end = clock.today() + timedelta(days=1)
    with database.reading() as session:
        for days in (14, 45, 200):
            start = end - timedelta(days=days)
            found = leads.figures(session, SYSTEM, start=start, end=end)
            second = LeadsInPandas(session, start=start, end=end)

            assert second.first_follow_up() == (found.first_follow_up.numerator, found.first_follow_up.denominator)
            assert second.conversion() == (found.conversion.numerator, found.conversion.denominator)
            assert second.period_rate() == (found.period_rate.numerator, found.period_rate.denominator)
            assert second.cycle_days() == pytest.approx(found.cycle.median)
            assert second.entries() == {stage.value: n for stage, n in found.entries.items()}
            assert second.lost() == {reason.value: n for reason, n in found.lost.items()}
            hours = {one.stage.value: one.median_hours for one in found.stays}
            assert second.median_hours() == pytest.approx(hours, abs=0.001)  # ours are of whole seconds
            assert second.by_source() == {Source(group.key).value: group.n for group in found.by_source}
