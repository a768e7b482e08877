"""Potential, new, active, loyal, lost: the rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from care.customers import lifecycle, purchases
from db.models import Lifecycle

TODAY = date(2026, 3, 9)


def bought(*days_ago: int, is_discontent: bool = False) -> Lifecycle:
    facts = purchases(sorted(TODAY - timedelta(days=days) for days in days_ago))
    return lifecycle(replace(facts, is_discontent=is_discontent), TODAY)


def test_who_was_not_content_when_last_asked_is_not_loyal():
    assert bought(91, 60, 10, is_discontent=True) is Lifecycle.ACTIVE
    assert bought(10, 5, 1, is_discontent=True) is Lifecycle.NEW


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ((), Lifecycle.POTENTIAL),
        ((0,), Lifecycle.NEW),
        ((90,), Lifecycle.NEW),
        ((91,), Lifecycle.ACTIVE),
        ((180,), Lifecycle.ACTIVE),
        ((181,), Lifecycle.LOST),
        ((91, 60, 10), Lifecycle.LOYAL),
        ((365, 60, 10), Lifecycle.LOYAL),
        ((366, 60, 10), Lifecycle.ACTIVE),
        ((300, 250, 181), Lifecycle.LOST),
    ],
)
def test_where_a_customer_stands(days_ago, expected):
    assert bought(*days_ago) == expected


def test_whoever_buys_weekly_is_lost_after_a_month_of_silence():
    assert bought(100, 93, 86, 79, 30) == Lifecycle.LOYAL
    assert bought(101, 94, 87, 80, 31) == Lifecycle.LOST


def test_whoever_buys_once_a_year_is_not_lost_after_half_a_year():
    assert bought(1295, 930, 565, 200) == Lifecycle.ACTIVE
