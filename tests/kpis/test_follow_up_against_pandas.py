"""Leads, contacts, visits and surveys of firms made by chance, counted a second time and in another way."""

from datetime import date
from random import Random

import pytest

from care import kpis
from care.kpis import PROVIDERS, Bounds, Filters
from care.kpis.providing import Question
from core import clock
from tests.kpis import a_world_of_contacts
from tests.kpis.follow_up_in_pandas import Second

CODES = (
    "revisit_coverage", "calls_connected", "revisits_completed", "satisfaction", "surveys_answered",
    "leads_followed_up", "leads_converted", "leads_won", "sales_cycle", "sales_cycle_mean",
    "satisfaction_score", "satisfaction_of_100", "satisfaction_index", "recommendation", "ease", "easy",
)  # fmt: skip
PERIODS = (
    kpis.month_of(date(2026, 2, 1)),
    kpis.month_of(date(2026, 3, 1)),
    kpis.quarter_of(date(2026, 1, 1)),
    kpis.custom(date(2025, 12, 3), date(2026, 2, 1)),
)


@pytest.mark.parametrize("seed", range(50))
def test_each_number_agrees_with_a_second_count(session, chen, zhou, lin, xu, seed):
    """As the owner sees it, as a manager and a seller do, and of one region; its rows are as many, and as many of them
    count.
    """
    chance = Random(seed)
    world = a_world_of_contacts.made(session, chance, [lin, xu])
    period = chance.choice(PERIODS)
    asked = (
        (chen, Filters(), lambda _row: True),
        (chen, Filters(region="东"), lambda row: row["region"] == "东"),
        (zhou, Filters(), lambda row: row["owner_id"] in (lin.id, None)),
        (lin, Filters(), lambda row: row["owner_id"] == lin.id),
    )
    for actor, filters, counts in asked:
        agrees(session, actor, period, filters, Second(world, counts))


def agrees(session, actor, period, filters, second):
    today = clock.today()
    before = period.previous(today)
    now, then = Bounds(period.start, period.counted_to(today)), Bounds(before.start, before.end)
    found = readings(session, actor, Question(period, filters, now, then, months_shown=3))
    for code in CODES:
        reading = found[code]
        for value, span in [(reading.now, now), (reading.before, then), *((month, month) for month in reading.months)]:
            expected, n = second.value(code, span.start, span.end)
            assert value.n == n, (code, span)
            assert value.value == (None if expected is None else pytest.approx(expected)), (code, span)
        behind = kpis.plain_rows(session, actor, kpi=code, period=period, filters=filters)
        assert behind.total == reading.now.n, code
        if behind.pages == 1 and reading.now.numerator is not None:
            assert sum(bool(row.is_hit) for row in behind.rows) == reading.now.numerator, code


def readings(session, actor, asked):
    wanted = [provider for provider in PROVIDERS if any(provider.brings(code) for code in CODES)]
    return {code: one for provider in wanted for code, one in provider.read(session, actor, asked).items()}
