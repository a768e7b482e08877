"""What numbers mean, at their edges, and against a second implementation on worlds nobody thought of."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.surveys import formulas, tally
from care.surveys.formulas import Dimension, Mean, Share
from care.surveys.sheet import Option, Question, QuestionType, Words

QUALITY, SERVICE = Words("质量", "Quality"), Words("服务", "Service")
QUESTIONS = (
    Question("a", QuestionType.SCORE, Words("甲", "A"), may_not_apply=True, dimension=QUALITY, weight=2),
    Question("b", QuestionType.SCORE, Words("乙", "B"), may_not_apply=True, dimension=QUALITY, weight=1),
    Question("c", QuestionType.SCORE, Words("丙", "C"), may_not_apply=True, dimension=SERVICE, weight=3),
    Question("n", QuestionType.NPS, Words("荐", "N")),
    Question("e", QuestionType.CES, Words("易", "E"), may_not_apply=True),
    Question("m", QuestionType.MULTIPLE, Words("选", "M"), options=(Option("x", QUALITY), Option("y", SERVICE))),
    Question("t", QuestionType.TEXT, Words("写", "T")),
)


def answers():
    """An answer may leave anything out, and say of what can be judged that it does not apply."""
    judged = st.none() | st.integers(1, 5)
    chosen = st.lists(st.sampled_from(["x", "y"]), min_size=1, unique=True)
    return st.fixed_dictionaries(
        {}, optional={"a": judged, "b": judged, "c": judged, "n": st.integers(0, 10),
                      "e": st.none() | st.integers(1, 7), "m": chosen},
    )  # fmt: skip


def test_csat_counts_fours_and_fives_of_valid_answers():
    assert formulas.csat({5: 3, 4: 1, 3: 2, 1: 2}) == Share(4, 8)
    assert formulas.csat({5: 3, 0: 9, 6: 9}) == Share(3, 3)


def test_nothing_to_divide_by_is_nothing_and_not_nought():
    assert formulas.csat({}).value is None
    assert formulas.csat({}).interval is None
    assert formulas.mean({}).value is None
    assert formulas.mean({}).of_hundred is None
    assert formulas.nps({}).value is None
    assert formulas.csi([]).value is None
    assert formulas.response(answered=0, asked=0).value is None


def test_nps_takes_nought_to_six_as_detractors_and_leaves_seven_and_eight_out_of_both():
    assert formulas.nps({0: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 3}).value == pytest.approx(25)
    assert formulas.nps({0: 4}).value == -100
    assert formulas.nps({10: 2}).value == 100
    assert formulas.nps({7: 5}).value == 0


def test_the_mean_is_not_the_share_and_has_a_hundred_for_five():
    assert formulas.mean({5: 1, 1: 1}) == Mean(6, 2)
    assert formulas.mean({5: 2}).of_hundred == 100


def test_ease_counts_five_and_more_as_easy():
    mean, easy = formulas.ces({7: 1, 5: 1, 4: 1, 1: 1})

    assert (mean.value, easy) == (17 / 4, Share(2, 4))


def test_a_side_that_nobody_judged_gives_its_weight_to_the_others_and_says_so():
    judged, missing = Dimension("质量", 0.4, Mean(40, 10)), Dimension("服务", 0.6, Mean(0, 0))

    whole = formulas.csi([judged, Dimension("服务", 0.6, Mean(20, 10))])
    part = formulas.csi([judged, missing])

    assert whole.value == pytest.approx(0.4 * 4 + 0.6 * 2)
    assert not whole.is_partial
    assert part.value == pytest.approx(4)
    assert part.is_partial
    assert part.of_hundred == pytest.approx(80)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(hits, n, low, high):
    """The third and fourth are in Newcombe 1998 and in many textbooks."""
    found = Share(hits, n).interval

    assert list(found or ()) == pytest.approx([low, high], abs=5e-5)


@settings(deadline=None)
@given(st.integers(1, 500), st.data())
def test_an_interval_holds_its_share_and_stays_within_nought_and_one(n, data):
    hits = data.draw(st.integers(0, n))

    low, high = formulas.wilson(hits, n)

    assert 0 <= low <= hits / n <= high <= 1


@settings(deadline=None)
@given(st.lists(answers(), max_size=60))
def test_counting_agrees_with_a_second_implementation(world):
    found = {one.question.code: one for one in tally.tallies(QUESTIONS, [json.dumps(answer) for answer in world])}
    frame = pd.DataFrame(world, columns=["a", "b", "c", "n", "e", "m"], dtype=object)

    for code in ("a", "b", "c"):
        valid = frame[code].dropna().astype(int)
        share = formulas.csat(found[code].counts)
        assert (share.hits, share.n) == (int((valid >= 4).sum()), len(valid))
        assert same(formulas.mean(found[code].counts).value, valid.mean())
    recommended = frame["n"].dropna().astype(int)
    expected = ((recommended >= 9).mean() - (recommended <= 6).mean()) * 100
    assert same(formulas.nps(found["n"].counts).value, expected)
    easy = frame["e"].dropna().astype(int)
    assert same(formulas.ces(found["e"].counts)[0].value, easy.mean())
    assert same(formulas.ces(found["e"].counts)[1].value, (easy >= 5).mean())
    chosen = frame["m"].dropna()
    assert found["m"].n == len(chosen)
    assert found["m"].of("x") == sum("x" in one for one in chosen)


@settings(deadline=None)
@given(st.lists(answers(), max_size=60))
def test_the_index_agrees_with_a_second_implementation(world):
    found = tally.index(tally.tallies(QUESTIONS, [json.dumps(answer) for answer in world]))
    frame = pd.DataFrame(world, columns=["a", "b", "c"], dtype=object)

    sides = {"质量": (3, pd.concat([frame["a"], frame["b"]])), "服务": (3, frame["c"])}
    means = pd.Series({name: values.dropna().astype(int).mean() for name, (_weight, values) in sides.items()})
    weights = pd.Series({name: weight for name, (weight, _values) in sides.items()})[means.notna()]
    expected = (means.dropna() * weights / weights.sum()).sum() if len(weights) else math.nan

    assert same(found.value, expected)
    assert found.is_partial is bool(means.isna().any())


def same(ours, theirs):
    return (ours is None and pd.isna(theirs)) or (ours is not None and ours == pytest.approx(theirs))
