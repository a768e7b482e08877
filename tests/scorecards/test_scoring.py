"""A score from its dimensions: weights renormalised, the best capped, the few left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care import scorecards
from care.scorecards import MOST_POINTS, TOO_FEW, Measured, ScorePolicy

SHARE, AMOUNT = "handling", "sales"


def line(code, total, n, *, heads=1, policy=None):
    return scorecards.score_line(
        scorecards.dimensions()[code], Measured(total, n, heads), policy or ScorePolicy({SHARE: 40, AMOUNT: 60}, {})
    )


def test_the_score_is_weight_times_actual_over_target():
    policy = ScorePolicy({SHARE: 40, AMOUNT: 60}, {SHARE: 0.8, AMOUNT: 1000})
    lines = [line(SHARE, 6, 10, policy=policy), line(AMOUNT, 100_000, 20, policy=policy)]

    assert [one.points for one in lines] == [pytest.approx(0.75), pytest.approx(1.0)]
    assert scorecards.score(lines) == pytest.approx(0.4 * 0.75 + 0.6 * 1.0)


def test_more_than_a_fifth_above_the_target_adds_nothing():
    policy = ScorePolicy({AMOUNT: 50}, {AMOUNT: 100})

    assert line(AMOUNT, 1_000_000, 9, policy=policy).points == MOST_POINTS


def test_fewer_than_five_are_left_out_and_the_rest_weighs_all():
    lines = [line(SHARE, 0, TOO_FEW - 1), line(AMOUNT, 2_000_000, TOO_FEW)]

    assert lines[0].points is None
    assert scorecards.score(lines) == pytest.approx(1.0)


def test_nothing_to_judge_by_is_nothing_and_not_zero():
    assert scorecards.score([line(SHARE, 0, 0), line(AMOUNT, 0, 0, heads=0)]) is None


def test_a_dimension_that_weighs_nothing_is_left_out():
    policy = ScorePolicy({SHARE: 0, AMOUNT: 10}, {})

    assert line(SHARE, 10, 10, policy=policy).points is None


def test_a_teams_share_is_of_all_its_cases_and_its_sales_are_for_each_head():
    both = scorecards.together([
        {SHARE: Measured(9, 10, 1), AMOUNT: Measured(300_000, 5, 1)},
        {SHARE: Measured(1, 10, 1), AMOUNT: Measured(100_000, 5, 1)},
    ])  # fmt: skip
    known = scorecards.dimensions()

    assert scorecards.score_line(known[SHARE], both[SHARE], ScorePolicy()).actual == pytest.approx(0.5)
    assert scorecards.score_line(known[AMOUNT], both[AMOUNT], ScorePolicy()).actual == pytest.approx(2000)


A_FACT = st.tuples(
    st.sampled_from(sorted(scorecards.dimensions())), st.integers(0, 10**7), st.integers(0, 60), st.integers(0, 3)
)


@given(st.lists(A_FACT, max_size=6))
def test_a_score_lies_between_nothing_and_a_fifth_above_target(facts):
    lines = [line(code, min(total, n) if code != AMOUNT else total, n, heads=heads, policy=ScorePolicy()) for
             code, total, n, heads in facts]  # fmt: skip
    score = scorecards.score(lines)

    assert score is None or 0 <= score <= MOST_POINTS
    assert (score is None) == all(one.points is None for one in lines)


def test_what_cannot_be_in_the_policy_is_told_field_by_field():
    wrong = ScorePolicy({SHARE: 101}, {AMOUNT: 0})
    nothing = ScorePolicy(dict.fromkeys(scorecards.dimensions(), 0), {})

    assert set(wrong.problems()) == {f"weights.{SHARE}", f"targets.{AMOUNT}"}
    assert set(nothing.problems()) == {"weights"}
