"""Pareto: equal to an independent count in pandas over random complaints, for every cut and every pair of eyes."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pandas as pd
import pytest

from care import causes
from care.causes import Cut
from core.errors import NotAllowed
from db.models import (
    CauseCategory,
    ComplaintCategory,
    ComplaintKind,
    ComplaintState,
    EscapeCause,
)

START, END = date(2026, 2, 1), date(2026, 3, 1)
PRODUCTS = ("", "Thermos 500", "Kettle", "'; DROP TABLE complaints; --")


@pytest.fixture
def facts(session, a_complaint, caused, a_customer, lin, xu, he):
    """200 complaints around the turn of two months, written down twice: as rows and as a table of pandas."""
    random, rows = Random(11), []
    owners = {lin: a_customer("王芳", owner=lin), xu: a_customer("赵强", owner=xu)}
    gone = a_customer("已删", owner=lin, deleted_at=datetime(2026, 3, 1, tzinfo=UTC))
    for _number in range(200):
        owner = random.choice((lin, xu))
        cause = random.choice((None, *list(CauseCategory)[:4]))
        fact = {
            "product": random.choice(PRODUCTS),
            "category": random.choice(list(ComplaintCategory)[:4]),
            "received_at": datetime(2026, 1, 25, tzinfo=UTC) + timedelta(minutes=random.randint(0, 42 * 1440)),
            "state": random.choice((ComplaintState.CLOSED, ComplaintState.DUPLICATE, ComplaintState.WITHDRAWN)),
            "kind": random.choice((ComplaintKind.COMPLAINT, ComplaintKind.COMPLAINT, ComplaintKind.INQUIRY)),
            "team_id": random.choice((None, lin.team_id, xu.team_id)),
        }
        escape = random.choice((None, *EscapeCause)) if cause else None
        is_gone = random.random() < 0.1
        made = {**fact, "customer": gone if is_gone else owners[owner], "handler": None}
        row = caused(cause, escape=escape, **made) if cause else a_complaint(**made)
        rows.append({**fact, "id": row.id, "cause": cause, "escape": escape, "owner": owner.id, "is_gone": is_gone})
    return pd.DataFrame(rows)


def of_period(facts, start=START, end=END):
    """By the days of Shanghai; duplicates, inquiries and complaints of removed customers out."""
    day = facts.received_at.dt.tz_convert("Asia/Shanghai").dt.tz_localize(None)
    inside = (day >= pd.Timestamp(start)) & (day < pd.Timestamp(end))
    return facts[inside & (facts.state != "duplicate") & (facts.kind == "complaint") & ~facts.is_gone]


COLUMNS = {
    Cut.CAUSE: "cause",
    Cut.ESCAPE: "escape",
    Cut.CATEGORY: "category",
    Cut.PRODUCT: "product",
    Cut.TEAM: "team_id",
}


def counted(facts, by):
    column = facts[COLUMNS[by]].replace("", None).dropna()
    if by is Cut.TEAM:
        column = column.astype(int)
    return column.astype(str).value_counts().to_dict()


@pytest.mark.parametrize("by", Cut)
def test_every_bar_equals_a_count_in_pandas(session, chen, facts, by):
    mine = of_period(facts)
    expected = counted(mine, by)

    pareto = causes.pareto(session, chen, by=by, start=START, end=END)

    assert {bar.key: bar.n for bar in pareto.bars} == expected
    assert (pareto.total, pareto.without) == (len(mine), len(mine) - sum(expected.values()))
    sizes = pd.Series([bar.n for bar in pareto.bars])
    assert sizes.is_monotonic_decreasing
    assert [bar.share for bar in pareto.bars] == pytest.approx(list(sizes / sizes.sum()))
    assert [bar.cumulative for bar in pareto.bars] == pytest.approx(list(sizes.cumsum() / sizes.sum()))
    assert pareto.bars[-1].cumulative == pytest.approx(1)


@pytest.mark.parametrize("by", Cut)
def test_the_rows_behind_a_bar_are_exactly_those_it_counted(session, chen, facts, by):
    pareto = causes.pareto(session, chen, by=by, start=START, end=END)
    column = of_period(facts)[["id", COLUMNS[by]]].rename(columns={COLUMNS[by]: "key"})

    for key, n in [*((bar.key, bar.n) for bar in pareto.bars), ("", pareto.without)]:
        behind = causes.complaints_behind(session, chen, by=by, key=key, start=START, end=END)
        keys = column.key.replace("", None)
        same = keys.isna() if not key else keys == (int(key) if by is Cut.TEAM else key)
        assert behind.total == n
        assert {row.complaint_id for row in behind.rows} <= set(column.id[same])
        assert len(behind.rows) == min(n, 50)


def test_sales_count_their_own_customers_and_a_manager_the_team(session, lin, zhou, facts):
    of_lin = of_period(facts)[lambda rows: rows.owner == lin.id]
    of_team = of_period(facts)[lambda rows: (rows.owner == lin.id) | (rows.team_id == zhou.team_id)]

    assert causes.pareto(session, lin, by=Cut.CAUSE, start=START, end=END).total == len(of_lin)
    assert causes.pareto(session, zhou, by=Cut.CAUSE, start=START, end=END).total == len(of_team)


def test_the_analyst_sees_the_numbers_and_no_complaint(session, fang, facts):
    assert causes.pareto(session, fang, by=Cut.CAUSE, start=START, end=END).total == len(of_period(facts))
    with pytest.raises(NotAllowed):
        causes.complaints_behind(session, fang, by=Cut.CAUSE, key="skill", start=START, end=END)


def test_the_period_is_half_open_by_the_days_of_the_firm(session, chen, caused):
    for moment in ("2026-01-31T16:00", "2026-02-28T15:59"):
        caused(received_at=datetime.fromisoformat(moment).replace(tzinfo=UTC))
    for moment in ("2026-01-31T15:59", "2026-02-28T16:00"):
        caused(received_at=datetime.fromisoformat(moment).replace(tzinfo=UTC))

    assert causes.pareto(session, chen, by=Cut.CAUSE, start=START, end=END).total == 2


def test_a_firm_without_complaints_has_no_bars(session, chen):
    pareto = causes.pareto(session, chen, by=Cut.CAUSE, start=START, end=END)
    assert (pareto.bars, pareto.total, pareto.without) == ((), 0, 0)


@pytest.mark.parametrize("key", ["nonsense", "1e9", "-1", "😀"])
@pytest.mark.parametrize("by", Cut)
def test_a_key_that_makes_no_sense_has_no_rows(session, chen, caused, by, key):
    caused()
    assert causes.complaints_behind(session, chen, by=by, key=key, start=START, end=END).total == 0
