"""Contacts, visits and surveys of firms made by chance, counted a second time and in another way."""

from datetime import date
from random import Random

import pytest

from care import kpis
from care.kpis import Filters
from tests.kpis import a_world_of_contacts
from tests.kpis.follow_up_in_pandas import Second

CODES = (
    "revisit_coverage", "calls_connected", "revisits_completed", "satisfaction", "surveys_answered",
    "satisfaction_score", "satisfaction_of_100", "satisfaction_index", "recommendation", "ease", "easy",
)  # fmt: skip
PERIODS = (
    kpis.month_of(date(2026, 2, 1)),
    kpis.month_of(date(2026, 3, 1)),
    kpis.quarter_of(date(2026, 1, 1)),
    kpis.custom(date(2025, 12, 3), date(2026, 2, 1)),
)


@pytest.mark.parametrize("seed", range(24))
def test_each_number_agrees_with_a_second_count(session, chen, lin, xu, seed):
    """As the owner sees it, as a seller does, and of one region; its rows are as many, and as many of them count."""
    chance = Random(seed)
    world = a_world_of_contacts.made(session, chance, [lin, xu])
    period = chance.choice(PERIODS)
    live = [row for row in world.customers if not row["is_gone"]]
    asked = (
        (chen, Filters(), {row["id"] for row in live}),
        (chen, Filters(region="东"), {row["id"] for row in live if row["region"] == "东"}),
        (lin, Filters(), {row["id"] for row in live if row["owner_id"] == lin.id}),
    )
    for actor, filters, whose in asked:
        agrees(session, actor, period, filters, Second(world, whose))


def agrees(session, actor, period, filters, second):
    found = kpis.numbers(session, actor, period=period, filters=filters, months_shown=3)
    for code in CODES:
        reading = found[code].reading
        told = [(reading.now, found.counted), (reading.before, found.compared)]
        told += [(month, month) for month in reading.months[-3:]]
        for value, span in told:
            expected, n = second.value(code, span.start, span.end)
            assert value.n == n, (code, span)
            assert value.value == (None if expected is None else pytest.approx(expected)), (code, span)
        behind = kpis.plain_rows(session, actor, kpi=code, period=period, filters=filters)
        assert behind.total == reading.now.n, code
        if behind.pages == 1 and reading.now.numerator is not None:
            assert sum(bool(row.is_hit) for row in behind.rows) == reading.now.numerator, code
