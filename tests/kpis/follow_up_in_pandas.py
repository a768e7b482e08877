"""Speaking with customers, visits and surveys counted a second time, from the bare rows and the long way round."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd

from core import clock
from tests.kpis.a_world_of_contacts import NOW, TODAY, WEIGHTS, World

CYCLES = {"A": 30, "B": 60, "C": 90}
Counted = tuple[float | None, int]


class Second:
    """`counts`: whether a customer or lead is among those that are asked about."""

    def __init__(self, world: World, counts: Callable[[dict[str, Any]], bool]) -> None:
        whose = {row["id"] for row in world.customers if not row["is_gone"] and counts(row)}
        self.leads = [row for row in world.leads if counts(row)]
        self.tiers = {row["id"]: row["tier"] for row in world.customers}
        self.bought = _of(world.frame("bought", "customer_id", "on"), whose)
        self.contacts = _of(world.frame("contacts", "customer_id", "on", "at", "medium", "direction", "outcome"), whose)
        self.visits = _of(world.frame("visits", "customer_id", "due_on", "state", "done_on", "latest_on"), whose)
        columns = ("customer_id", "purpose", "asked_at", "at", "score", "nps", "ces", "is_answered", "version", "sides")
        self.asked = _of(world.frame("asked", *columns), whose)

    def value(self, code: str, start: date, end: date) -> Counted:
        return {
            "revisit_coverage": lambda: self._coverage(end),
            "calls_connected": lambda: self._calls(start, end),
            "revisits_completed": lambda: self._visits(start, end),
            "satisfaction": lambda: self._satisfaction(start, end),
            "surveys_answered": lambda: self._response(start, end),
            "satisfaction_score": lambda: _mean(self._scores(start, end, "score")),
            "satisfaction_of_100": lambda: _mean(self._scores(start, end, "score"), 20),
            "satisfaction_index": lambda: self._index(start, end),
            "recommendation": lambda: self._recommendation(start, end),
            "ease": lambda: _mean(self._scores(start, end, "ces")),
            "leads_followed_up": lambda: self._followed_up(start, end),
            "leads_converted": lambda: self._converted(start, end),
            "leads_won": lambda: self._won(start, end),
            "sales_cycle": lambda: self._cycle(start, end, "median"),
            "sales_cycle_mean": lambda: self._cycle(start, end, "mean"),
            "easy": lambda: _part(self._scores(start, end, "ces"), range(5, 8)),
        }[code]()

    def _coverage(self, end: date) -> Counted:
        active = set(self.bought[(self.bought.on >= end - timedelta(days=365)) & (self.bought.on < end)].customer_id)
        spoken = self.contacts[(self.contacts.outcome == "connected") & (self.contacts.on < end)]
        recent = {
            row["customer_id"]
            for row in spoken.to_dict("records")
            if row["on"] >= end - timedelta(days=CYCLES[self.tiers[row["customer_id"]]])
        }
        return _share(len(active & recent), len(active))

    def _calls(self, start: date, end: date) -> Counted:
        made = self.contacts[(self.contacts.medium == "phone") & (self.contacts.direction == "outbound")]
        made = made[(made.on >= start) & (made.on < end)]
        return _share(int((made.outcome == "connected").sum()), len(made))

    def _visits(self, start: date, end: date) -> Counted:
        due = self.visits[(self.visits.due_on >= start) & (self.visits.due_on < end)]
        rows: list[Any] = due[due.state != "cancelled"].to_dict("records")
        judged = [row for row in rows if not (row["state"] == "open" and row["latest_on"] >= TODAY)]
        made = [row for row in judged if row["state"] == "done" and row["done_on"] <= row["latest_on"]]
        return _share(len(made), len(judged))

    def _of_firm(self) -> pd.DataFrame:
        return self.asked[self.asked.purpose.isin(["transaction", "relationship"])]

    def _scores(self, start: date, end: date, column: str) -> list[int]:
        found = self._of_firm().to_dict("records")
        inside = [row for row in found if row["is_answered"] and start <= _day(row["at"]) < end]
        return [int(row[column]) for row in inside if not pd.isna(row[column])]

    def _satisfaction(self, start: date, end: date) -> Counted:
        return _part(self._scores(start, end, "score"), range(4, 6))

    def _decided(self, start: date, end: date) -> list[dict[str, Any]]:
        ended = [row for row in self.leads if row["stage"] in ("converted", "lost")]
        return [row for row in ended if start <= _day(row["ended_at"]) < end]

    def _won(self, start: date, end: date) -> Counted:
        decided = self._decided(start, end)
        return _share(sum(row["stage"] == "converted" for row in decided), len(decided))

    def _cycle(self, start: date, end: date, how: str) -> Counted:
        won = [row for row in self._decided(start, end) if row["stage"] == "converted"]
        days = pd.Series([(row["ended_at"] - row["received_at"]) / timedelta(days=1) for row in won], dtype=float)
        return (float(getattr(days, how)()) if won else None), len(won)

    def _came(self, start: date, end: date) -> list[dict[str, Any]]:
        valid = [row for row in self.leads if row["stage"] != "invalid"]
        return [row for row in valid if start <= _day(row["received_at"]) < end]

    def _followed_up(self, start: date, end: date) -> Counted:
        promised = [row for row in self._came(start, end) if row["due_at"] and not row["is_historical"]]
        judged = [row for row in promised if row["verdict"] or row["due_at"] < NOW]
        return _share(sum(row["verdict"] == "met" for row in judged), len(judged))

    def _converted(self, start: date, end: date) -> Counted:
        came = self._came(start, end)
        return _share(sum(row["stage"] == "converted" for row in came), len(came))

    def _recommendation(self, start: date, end: date) -> Counted:
        said = self._scores(start, end, "nps")
        above, below = (sum(one in some for one in said) for some in (range(9, 11), range(7)))
        return (100 * above / len(said) - 100 * below / len(said) if said else None), len(said)

    def _index(self, start: date, end: date) -> Counted:
        """Weights are those of the newest questionnaire that any answer of these days belongs to."""
        found = self._of_firm().to_dict("records")
        inside = [row for row in found if row["is_answered"] and start <= _day(row["at"]) < end]
        newest = max((row["version"] for row in inside), default=0)
        weights = {side: weight for version in WEIGHTS[: newest + 1] for side, weight in version.items()}
        judged = pd.DataFrame(
            [(place, side, score) for place, row in enumerate(inside) for side, score in row["sides"].items() if score],
            columns=["answer", "side", "score"],
        )
        if judged.empty:
            return None, 0
        means = {str(side): mean for side, mean in judged.groupby("side").score.mean().items()}
        value = sum(weights[side] * mean for side, mean in means.items()) / sum(weights[side] for side in means)
        return float(value), judged.answer.nunique()

    def _response(self, start: date, end: date) -> Counted:
        rows = [row for row in self._of_firm().to_dict("records") if not pd.isna(row["asked_at"])]
        reached = [row for row in rows if start <= _day(row["asked_at"]) < end]
        return _share(sum(row["is_answered"] for row in reached), len(reached))


def _day(moment: Any) -> date:
    return clock.local(pd.Timestamp(moment).to_pydatetime()).date()


def _of(frame: pd.DataFrame, whose: set[int]) -> pd.DataFrame:
    return frame[frame.customer_id.isin(whose)]


def _part(some: list[int], hits: range) -> Counted:
    return _share(sum(one in hits for one in some), len(some))


def _mean(some: list[int], scale: int = 1) -> Counted:
    return (sum(some) * scale / len(some) if some else None), len(some)


def _share(hits: int, n: int) -> Counted:
    return (hits / n if n else None), n
