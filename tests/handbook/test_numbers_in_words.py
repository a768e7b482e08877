"""A number as its rule says it, also where it is no whole number of its unit, or none at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from care import handbook, rulebook
from care.complaints import ComplaintTargets
from care.handbook import Words
from care.kpis import month_of
from care.revisits import RevisitPolicy
from care.surveys import AskingPolicy
from core import clock, i18n
from core.errors import Invalid


def with_target(row, step, minutes):
    usual = ComplaintTargets()
    return replace(usual, **{row: replace(getattr(usual, row), **{step: minutes})})


@pytest.mark.parametrize(
    ("name", "policy", "said"),
    [
        ("complaint.ack_hours", with_target("normal", "ack", 30), (None, "30 min")),
        ("complaint.ack_hours", with_target("normal", "ack", 90), (None, "1 h 30 min")),
        ("complaint.ack_hours", with_target("normal", "ack", 120), (2, "2 hours")),
        ("inquiry.resolve_hours", with_target("inquiry", "resolve", None), (None, "nothing promised")),
        ("revisit.after_order_days", RevisitPolicy(after_order_days=0), (0, "nothing promised")),
        ("survey.rest_days", AskingPolicy(rest=timedelta(hours=36)), (None, "36 h")),
        ("survey.rest_days", AskingPolicy(rest=timedelta(days=14)), (14, "14 days")),
    ],
)
def test_a_number_is_said_as_it_is(name, policy, said):
    i18n.use("en")
    number = handbook.numbers()[name]

    assert (number.said(number.of(policy)), number.words(number.of(policy))) == said


@pytest.fixture
def with_numbers(session, chen, book):
    """1.1, whose text holds two numbers."""
    rule, numbers = book["1.1"], ("{complaint.ack_hours}", "{revisit.after_order_days}")
    words = Words(
        "时限", "Limits", "{}内答复，{}内回访。".format(*numbers), "Answer within {}, visit within {}.".format(*numbers)
    )
    handbook.revise_rule(session, chen, rule.id, words=words, reason="写明", seen=rule.row_version)
    return handbook.put_in_force(session, chen, rule.id, effective_on=clock.today(), seen=rule.row_version)


def test_the_book_says_half_an_hour_and_what_is_not_promised(session, chen, with_numbers):
    i18n.use("en")
    rulebook.change(session, chen, with_target("normal", "ack", 30), reason="更快", seen_version=0)
    rulebook.change(session, chen, RevisitPolicy(after_order_days=0), reason="不回访", seen_version=0)

    period = month_of(clock.today())
    file = handbook.rule_file(session, chen, with_numbers.id, period=period)

    assert file.text == "Answer within 30 min, visit within nothing promised."
    assert {number.name: (number.value, number.words) for number in file.numbers} == {
        "complaint.ack_hours": (None, "30 min"), "revisit.after_order_days": (0, "nothing promised"),
    }  # fmt: skip


def test_nothing_is_no_number_and_naught_is_one_only_where_it_may_be(session, chen, with_numbers):
    def change(name, value):
        handbook.change_number(session, chen, with_numbers.id, name=name, value=value, reason="更快", seen=0)

    for value in (None, 0):
        with pytest.raises(Invalid):
            change("complaint.ack_hours", value)
    change("revisit.after_order_days", 0)

    assert rulebook.in_force(session, RevisitPolicy).after_order_days == 0
    assert rulebook.in_force(session, ComplaintTargets).normal.ack == 4 * 60
