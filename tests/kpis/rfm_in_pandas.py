"""RFM counted a second time from the bare orders and in another way: by ranks, without any cut."""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from care.kpis import RfmPolicy

YEAR = timedelta(days=365)
SEGMENTS = {
    "+++": "rfm_key_value",
    "+-+": "rfm_key_growth",
    "-++": "rfm_key_keep",
    "--+": "rfm_key_win_back",
    "++-": "rfm_value",
    "+--": "rfm_growth",
    "-+-": "rfm_keep",
    "---": "rfm_win_back",
}


def second_count(valid: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """A line for each customer: last, orders, cents, r, f, m, segment. `valid`: customer_id, ordered_on, cents."""
    by_then = valid[valid.ordered_on <= as_of]
    late = by_then[by_then.ordered_on > as_of - YEAR]
    told = pd.DataFrame({"last": by_then.groupby("customer_id").ordered_on.max()})
    told["orders"] = late.groupby("customer_id").cents.size().reindex(told.index, fill_value=0)
    told["cents"] = late.groupby("customer_id").cents.sum().reindex(told.index, fill_value=0)
    policy = RfmPolicy()
    days = pd.Series({id_: (as_of - last).days for id_, last in told["last"].items()}, dtype=int)
    told["r"] = ranked(-days) or [
        sum(day <= most for most in (policy.days_5, policy.days_4, policy.days_3, policy.days_2)) + 1 for day in days
    ]
    told["f"] = ranked(told.orders) or _from(
        told.orders, policy.orders_2, policy.orders_3, policy.orders_4, policy.orders_5
    )
    told["m"] = ranked(told.cents) or _from(told.cents / 100, policy.net_2, policy.net_3, policy.net_4, policy.net_5)
    told["segment"] = [
        SEGMENTS["".join("+" if score >= 4 else "-" for score in scores)]
        for scores in zip(told.r, told.f, told.m, strict=True)
    ]
    return told


def ranked(values: pd.Series) -> list[int]:
    """How many fifths of the customers lie below each; empty with few of them, or where a score would be nobody's."""
    scores = [1 + 5 * (int(rank) - 1) // len(values) for rank in values.rank(method="min")]
    return scores if len(values) >= 25 and set(scores) == {1, 2, 3, 4, 5} else []


def _from(values: Any, *steps: int) -> list[int]:
    return [1 + sum(value >= step for step in steps) for value in values]
