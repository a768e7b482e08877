"""The numbers about complaints a second time: in pandas, from the bare rows, complaint by complaint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
from sqlmodel import Session

from care.kpis import ComplaintKpi
from db.models import Answer, Clock, Complaint, ComplaintEvent, Customer, Invitation, Order

K = ComplaintKpi
OVER = ["closed", "rejected", "duplicate", "withdrawn"]
CLOSED = ["closed", "rejected"]
Found = tuple[float | None, int, int | None, int | None]
"""The number, the rows behind it, and both sides of a ratio."""


def frame(session: Session, model: Any) -> Any:
    session.flush()
    rows = session.connection().execute(model.__table__.select())
    table = pd.DataFrame([tuple(row) for row in rows], columns=list(model.__table__.columns.keys()))
    return table.astype(object).where(table.notna(), None)


def start_of(day: date) -> datetime:
    return pd.Timestamp(day, tz="Asia/Shanghai").to_pydatetime()


class Second:
    """`whose` picks the customers; without it the whole firm, and those nobody knows, are counted."""

    def __init__(self, session: Session, now: datetime, whose: Callable[[Any], bool] | None = None) -> None:
        self.now = now
        customers = frame(session, Customer)
        customers = customers[customers.deleted_at.isna()]
        known = set(customers.id) if whose is None else {row.id for row in customers.itertuples() if whose(row)}
        complaints = frame(session, Complaint)
        inside = complaints.customer_id.isin(known) | (complaints.customer_id.isna() & (whose is None))
        self.all = complaints[(complaints.kind == "complaint") & inside]
        self.ours = self.all[self.all.state != "duplicate"]
        orders = frame(session, Order)
        self.orders = orders[(orders.status == "valid") & orders.customer_id.isin(known)]
        events = frame(session, ComplaintEvent).sort_values(["at", "id"])
        self.moves = {
            id_: list(some.itertuples()) for id_, some in events[events.kind == "moved"].groupby("complaint_id")
        }
        clocks = frame(session, Clock)
        self.clocks = clocks[clocks.complaint_id.isin(set(self.all.id))]
        asked = frame(session, Invitation).merge(
            frame(session, Answer), how="left", left_on="id", right_on="invitation_id", suffixes=("", "_answer")
        )
        self.asked = asked[(asked.purpose == "handling") & asked.complaint_id.isin(set(self.all.id))]

    def value(self, kpi: ComplaintKpi, start: date, end: date) -> Found:
        self.start, self.end, self.last = start_of(start), start_of(end), end
        self.bought = self.orders[(self.orders.ordered_on >= start) & (self.orders.ordered_on < end)]
        self.came = self.ours[self.within(self.ours.received_at)]
        self.shut = self.ours[self.ours.state.isin(CLOSED) & self.within(self.ours.closed_at)]
        return getattr(self, {"ORDERS": "orders_"}.get(kpi.name, kpi.name.lower()))()  # type: ignore[no-any-return]

    def within(self, column: Any) -> Any:
        return pd.Series([self.inside(moment) for moment in column], index=column.index, dtype=bool)

    def inside(self, moment: Any) -> bool:
        return moment is not None and not pd.isna(moment) and self.start <= moment < self.end

    def active(self) -> int:
        day = self.orders.ordered_on
        return len(set(self.orders[(day < self.last) & (day >= self.last - timedelta(days=365))].customer_id))

    def rate(self) -> Found:
        return per(100, len(self.came), self.active())

    def customers(self) -> Found:
        known = self.came[self.came.customer_id.notna()]
        people, active = len(set(known.customer_id)), self.active()
        return (people / active if active else None), len(known), people, active

    def orders_(self) -> Found:
        return per(1000, int(self.came.order_id.notna().sum()), len(self.bought))

    def backlog(self) -> Found:
        n = sum(self.is_open(row) for row in self.ours.itertuples())
        return n, n, None, None

    def is_open(self, row: Any) -> bool:
        if row.received_at >= self.end:
            return False
        if row.id not in self.moves:
            return row.closed_at is None or row.closed_at >= self.end
        before = [move for move in self.moves[row.id] if move.at < self.end]
        return not before or before[-1].after not in OVER

    def upheld(self) -> Found:
        good = self.shut[(self.shut.state == "closed") & self.shut.decision.isin(["upheld", "partly"])]
        return part(len(good), len(self.shut))

    def repeat(self) -> Found:
        return part(sum(self.repeats(row) for row in self.came.itertuples()), len(self.came))

    def repeats(self, row: Any) -> bool:
        alike = self.ours[(self.ours.customer_id == row.customer_id) & (self.ours.category == row.category)]
        for other in alike.itertuples():
            earlier = (other.received_at, other.id) < (row.received_at, row.id)
            if earlier and row.received_at - other.received_at <= timedelta(days=90):
                return True
        return False

    def reopened(self) -> Found:
        ended, again = 0, 0
        for row in self.ours.itertuples():
            moves = self.moves.get(row.id, [])
            closings = [(move.at, moves[place + 1 :]) for place, move in enumerate(moves) if move.after in CLOSED]
            if not moves and row.state in CLOSED:
                closings = [(row.closed_at, [])]
            closings = [(at, later) for at, later in closings if self.inside(at)]
            ended += bool(closings)
            again += any(later and later[0].at - at <= timedelta(days=30) for at, later in closings)
        return part(again, ended)

    def nets(self) -> Any:
        mine = self.clocks[(self.clocks.kind == "resolve") & self.clocks.net_minutes.notna()]
        mine = mine[mine.complaint_id.isin(set(self.shut.id))]
        return mine.groupby("complaint_id").net_minutes.sum().astype(float)

    def grosses(self) -> Any:
        return pd.Series(
            [(row.closed_at - row.received_at) // timedelta(minutes=1) for row in self.shut.itertuples()], dtype=float
        )

    def net_median(self) -> Found:
        return of(self.nets(), lambda some: some.median())

    def net_mean(self) -> Found:
        return of(self.nets(), lambda some: some.mean())

    def net_p90(self) -> Found:
        return of(self.nets(), lambda some: some.quantile(0.9))

    def gross_median(self) -> Found:
        return of(self.grosses(), lambda some: some.median())

    def gross_mean(self) -> Found:
        return of(self.grosses(), lambda some: some.mean())

    def gross_p90(self) -> Found:
        return of(self.grosses(), lambda some: some.quantile(0.9))

    def closed_in_time(self) -> Found:
        return part(self.band(None, 48), len(self.shut))

    def band(self, above: int | None, upto: int | None) -> int:
        """Closed in more than so many hours, and in no more than so many."""
        spans = [row.closed_at - row.received_at for row in self.shut.itertuples()]
        low = [span for span in spans if above is None or span > timedelta(hours=above)]
        return len([span for span in low if upto is None or span <= timedelta(hours=upto)])

    def resolution_sla(self) -> Found:
        return self.kept("resolve")

    def extended_sla(self) -> Found:
        return self.kept("resolve", extended=True)

    def response_sla(self) -> Found:
        return self.kept("response")

    def ack_sla(self) -> Found:
        return self.kept("ack")

    def kept(self, kind: str, *, extended: bool = False) -> Found:
        ends = [self.end_of(row, extended=extended) for row in self.clocks[self.clocks.kind == kind].itertuples()]
        return part(ends.count("met"), ends.count("met") + ends.count("missed"))

    def end_of(self, row: Any, *, extended: bool) -> str | None:
        if row.stopped_at is not None:
            verdict = row.extended_verdict if extended else row.verdict
            return str(verdict) if self.inside(row.stopped_at) else None
        due = row.extended_due_at if extended and row.extended_due_at is not None else row.due_at
        return "missed" if self.inside(due) and due < self.now else None

    def scores(self) -> Any:
        given = self.asked[self.within(self.asked["at"]) & self.asked.score.notna()]
        return given.score.astype(float)

    def csat(self) -> Found:
        return part(int((self.scores() >= 4).sum()), len(self.scores()))

    def score(self) -> Found:
        return of(self.scores(), lambda some: some.mean())

    def answered(self) -> Found:
        out = self.asked[self.within(self.asked.sent_at)]
        out = out[out.withdrawn_at.isna() | out.id_answer.notna()]
        return part(int(out.id_answer.notna().sum()), len(out))


def per(size: int, numerator: int, denominator: int) -> Found:
    return (numerator / denominator * size if denominator else None), numerator, numerator, denominator


def part(numerator: int, denominator: int) -> Found:
    return (numerator / denominator if denominator else None), denominator, numerator, denominator


def of(values: Any, measure: Callable[[Any], Any]) -> Found:
    return (float(measure(values)) if len(values) else None), len(values), None, None
