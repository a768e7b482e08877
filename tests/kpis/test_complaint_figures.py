"""The numbers about complaints of small worlds whose numbers one can count on one's fingers."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from care import kpis
from care.kpis import ComplaintKpi as K
from care.kpis import Filters
from core import clock
from core.errors import NotAllowed
from db.models import (
    Answer,
    Clock,
    ClockKind,
    ClockMode,
    ClockVerdict,
    Complaint,
    ComplaintCategory,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintKind,
    ComplaintState,
    Customer,
    Decision,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Medium,
)

S = ComplaintState
FEBRUARY = kpis.month_of(date(2026, 2, 1))
MET, MISSED = ClockVerdict.MET, ClockVerdict.MISSED


def at(text: str) -> datetime:
    """On the company's clock: at("2026-02-03 10:00")."""
    moment = datetime.fromisoformat(text)
    return clock.start_of(moment.date()) + timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)


@pytest.fixture
def wang(a_buyer, lin):
    return a_buyer("王芳", "2026-01-10", owner=lin)


@pytest.fixture
def a_case(session) -> Callable[..., Complaint]:
    """a_case(wang, "2026-02-03", closed="2026-02-04 12:00"): moves are written for every end."""

    def make(customer: Customer | None, received: str, *, closed: str = "", **columns: Any) -> Complaint:
        columns.setdefault("category", ComplaintCategory.QUALITY)
        state = columns.pop("state", S.CLOSED if closed else S.INVESTIGATING)
        row = Complaint(
            number=uuid4().hex[:12], received_at=at(received), channel=Medium.PHONE, description="x", **columns
        )
        row.customer_id = customer.id if customer else None
        session.add(row)
        session.flush()
        if closed:
            moved(session, row, state, closed)
        row.state = state
        return row

    return make


def moved(session, row, to, moment):
    """As a move does it: the state, the end, the event."""
    event = ComplaintEvent(complaint_id=row.id, cycle=row.cycle, at=at(moment), kind=ComplaintEventKind.MOVED)
    event.before, event.after = row.state, to
    session.add(event)
    row.state, row.closed_at = to, at(moment)
    if to is S.INVESTIGATING:
        row.cycle, row.closed_at = row.cycle + 1, None
    session.flush()


def a_clock(session, row, *, kind=ClockKind.RESOLVE, due="", stopped="", verdict=None, **columns):
    facts = {"started_at": row.received_at, "target_minutes": 60, "mode": ClockMode.NATURAL}
    one = Clock(complaint_id=row.id, cycle=columns.pop("cycle", row.cycle), kind=kind, **facts, **columns)
    one.due_at, one.stopped_at = (at(due) if due else None), (at(stopped) if stopped else None)
    one.verdict, one.extended_verdict = verdict, columns.get("extended_verdict") or verdict
    session.add(one)
    session.flush()
    return one


def figures(session, actor, period=FEBRUARY, filters=None):
    return kpis.complaint_figures(session, actor, period=period, filters=filters)


def test_nothing_to_divide_by_is_nothing_and_not_zero(session, chen):
    found = figures(session, chen)

    for kpi in K:
        assert found[kpi].now.value == (0 if kpi is K.BACKLOG else None)
    assert found.is_empty


def test_a_complaint_counts_upheld_or_not_withdrawn_or_not_and_a_duplicate_never(session, chen, wang, a_case):
    a_case(wang, "2026-02-03", closed="2026-02-04", decision=Decision.NOT_UPHELD)
    a_case(wang, "2026-02-05", closed="2026-02-06", state=S.WITHDRAWN)
    a_case(wang, "2026-02-07", closed="2026-02-08", state=S.DUPLICATE)
    a_case(wang, "2026-02-09", kind=ComplaintKind.INQUIRY)

    rate = figures(session, chen)[K.RATE].now

    assert (rate.value, rate.numerator, rate.denominator) == (200, 2, 1)


def test_a_month_begins_and_ends_at_midnight_in_shanghai(session, chen, wang, a_case):
    a_case(wang, "2026-01-31 23:59:59", closed="2026-01-31 23:59:59")
    a_case(wang, "2026-02-01 00:00:00", closed="2026-02-28 23:59:59")
    a_case(wang, "2026-02-28 23:59:59", closed="2026-03-01 00:00:00")
    a_case(wang, "2026-03-01 00:00:00")

    found = figures(session, chen)

    assert found[K.RATE].now.n == 2
    assert found[K.UPHELD].now.n == 1
    assert found[K.BACKLOG].now.value == 1
    assert found[K.BACKLOG].before.value == 0


def test_a_customer_who_complains_twice_is_one_customer(session, chen, wang, a_buyer, a_case):
    a_buyer("李雷", "2026-01-11")
    a_case(wang, "2026-02-03")
    a_case(wang, "2026-02-04")

    share = figures(session, chen)[K.CUSTOMERS].now

    assert (share.value, share.numerator, share.denominator, share.n) == (0.5, 1, 2, 2)


def test_a_late_complaint_about_an_order_belongs_to_the_month_it_came_in(session, chen, wang, an_order, a_case):
    order = an_order(wang, on=date(2026, 1, 15))
    an_order(wang, on=date(2026, 2, 15))
    an_order(wang, on=date(2026, 2, 16))
    a_case(wang, "2026-02-20", order_id=order.id)

    rate = figures(session, chen)[K.ORDERS]

    assert (rate.now.value, rate.now.denominator) == (500, 2)
    assert (rate.before.value, rate.before.denominator) == (0, 1 + 1)  # 王芳's first order is one of January


def test_rejected_ones_count_as_not_upheld_whatever_was_proposed(session, chen, wang, a_case):
    a_case(wang, "2026-02-03", closed="2026-02-04", decision=Decision.PARTLY)
    a_case(wang, "2026-02-03", closed="2026-02-04", decision=Decision.UPHELD, state=S.REJECTED)

    upheld = figures(session, chen)[K.UPHELD].now

    assert (upheld.numerator, upheld.denominator) == (1, 2)


def test_the_same_again_within_ninety_days_is_a_repeat_whatever_the_flag_says(session, chen, wang, a_case):
    a_case(wang, "2025-11-05 10:00")
    a_case(wang, "2026-02-03 10:00")
    a_case(wang, "2026-02-04 10:00", category=ComplaintCategory.PRICE)
    a_case(None, "2026-02-04 10:00")
    a_case(None, "2026-02-05 10:00")

    repeat = figures(session, chen)[K.REPEAT].now
    behind = kpis.complaint_rows(session, chen, kpi=K.REPEAT, period=FEBRUARY)

    assert (repeat.numerator, repeat.denominator) == (1, 4)
    assert [row.is_hit for row in behind.rows] == [True, False, False, False]


def test_a_second_more_than_ninety_days_is_no_repeat(session, chen, wang, a_case):
    a_case(wang, "2025-11-05 09:59:59")
    a_case(wang, "2026-02-03 10:00:00")

    assert figures(session, chen)[K.REPEAT].now.numerator == 0


def test_the_backlog_of_a_month_stays_what_it_was_whatever_happens_later(session, chen, wang, a_case):
    closed_later = a_case(wang, "2026-02-03", closed="2026-03-02")
    for_a_while = a_case(wang, "2026-02-03", closed="2026-02-20")
    before = figures(session, chen)[K.BACKLOG].now

    moved(session, for_a_while, S.INVESTIGATING, "2026-03-03")
    after = figures(session, chen)[K.BACKLOG].now
    behind = kpis.complaint_rows(session, chen, kpi=K.BACKLOG, period=FEBRUARY)

    assert before == after
    assert [row.complaint_id for row in behind.rows] == [closed_later.id]
    assert figures(session, chen, kpis.month_of(date(2026, 3, 1)))[K.BACKLOG].now.value == 1


def test_a_closing_that_did_not_last_counts_as_reopened_and_in_no_time(session, chen, wang, a_case):
    again = a_case(wang, "2026-02-01", closed="2026-02-02")
    moved(session, again, S.INVESTIGATING, "2026-03-04")
    too_late = a_case(wang, "2026-02-01", closed="2026-02-02")
    moved(session, too_late, S.INVESTIGATING, "2026-03-05")
    a_case(wang, "2026-02-01", closed="2026-02-02")

    found = figures(session, chen)

    assert (found[K.REOPENED].now.numerator, found[K.REOPENED].now.denominator) == (1, 3)
    assert found[K.GROSS_MEDIAN].now.n == 1


def test_what_was_closed_in_the_last_thirty_days_may_still_be_reopened(session, chen):
    january = kpis.month_of(date(2026, 1, 1))

    assert figures(session, chen)[K.REOPENED].is_censored
    assert not figures(session, chen, january)[K.REOPENED].is_censored


def test_a_reopened_complaint_has_two_verdicts_and_the_first_one_stays(session, chen, wang, a_case):
    row = a_case(wang, "2026-02-01", closed="2026-02-03")
    a_clock(session, row, stopped="2026-02-03", verdict=MISSED, net_minutes=2000)
    moved(session, row, S.INVESTIGATING, "2026-02-05")
    a_clock(session, row, stopped="2026-02-06", verdict=MET, net_minutes=500)
    moved(session, row, S.CLOSED, "2026-02-06")

    found = figures(session, chen)

    assert (found[K.RESOLUTION_SLA].now.numerator, found[K.RESOLUTION_SLA].now.denominator) == (1, 2)
    assert (found[K.NET_MEDIAN].now.value, found[K.NET_MEDIAN].now.n) == (2500, 1)
    assert found[K.GROSS_MEDIAN].now.value == 5 * 24 * 60


def test_an_extension_is_told_apart_from_the_original_target(session, chen, wang, a_case):
    row = a_case(wang, "2026-02-01", closed="2026-02-05")
    a_clock(session, row, stopped="2026-02-05", verdict=MISSED).extended_verdict = MET
    running = a_case(wang, "2026-02-01")
    a_clock(session, running, due="2026-02-03").extended_due_at = at("2026-04-01 00:00")

    found = figures(session, chen)

    assert (found[K.RESOLUTION_SLA].now.numerator, found[K.RESOLUTION_SLA].now.denominator) == (0, 2)
    assert (found[K.EXTENDED_SLA].now.numerator, found[K.EXTENDED_SLA].now.denominator) == (1, 1)


def test_a_running_clock_is_missed_once_it_is_due_and_not_before(session, chen, wang, a_case):
    march = kpis.month_of(date(2026, 3, 1))
    for due in ("2026-03-09 09:59", "2026-03-09 10:01", ""):  # it is ten; without a due moment it is paused
        a_clock(session, a_case(wang, "2026-03-08"), due=due)
    excluded = a_case(wang, "2026-03-08", closed="2026-03-09", state=S.WITHDRAWN)
    a_clock(session, excluded, stopped="2026-03-09", verdict=ClockVerdict.EXCLUDED)

    sla = figures(session, chen, march)[K.RESOLUTION_SLA].now

    assert (sla.numerator, sla.denominator) == (0, 1)


def test_promises_are_told_by_the_handler_at_the_stop(session, chen, lin, zhou, wang, a_case):
    row = a_case(wang, "2026-02-01", closed="2026-02-05", handler_id=zhou.id, team_id=zhou.team_id)
    a_clock(session, row, kind=ClockKind.RESPONSE, stopped="2026-02-02", verdict=MET, handler_id=lin.id)
    a_clock(session, row, stopped="2026-02-05", verdict=MISSED, handler_id=zhou.id)

    kept = kpis.promises(session, chen, period=FEBRUARY)

    assert [(part.name, part.response.n, part.resolution.n) for part in kept.handlers] == [
        ("周凯", 0, 1),
        ("林静", 1, 0),
    ]
    assert [(part.name, part.resolution.numerator) for part in kept.teams] == [("一队", 0)]
    assert [part.key for part in kept.severities] == ["normal"]


def test_only_the_survey_after_closing_tells_satisfaction(session, chen, wang, a_case):
    row = a_case(wang, "2026-02-01", closed="2026-02-02")
    sent = [(InvitationPurpose.HANDLING, score) for score in (5, 3, None)] + [(InvitationPurpose.CONFIRMATION, 1)]
    for purpose, score in sent:
        facts: dict[str, Any] = {"purpose": purpose, "mode": InvitationMode.LINK, "complaint_id": row.id, "cycle": 1}
        asked = Invitation(sent_at=at("2026-02-02"), expires_at=at("2026-02-16"), **facts)
        session.add(asked)
        session.flush()
        session.add(Answer(invitation_id=asked.id, at=at("2026-02-03"), score=score))
    for withdrawn in (None, at("2026-02-03")):
        facts = {"purpose": InvitationPurpose.HANDLING, "mode": InvitationMode.LINK, "complaint_id": row.id, "cycle": 1}
        session.add(Invitation(sent_at=at("2026-02-02"), expires_at=at("2026-02-16"), withdrawn_at=withdrawn, **facts))

    found = figures(session, chen)

    assert (found[K.CSAT].now.numerator, found[K.CSAT].now.denominator) == (1, 2)
    assert found[K.SCORE].now.value == 4
    assert (found[K.ANSWERED].now.numerator, found[K.ANSWERED].now.denominator) == (3, 4)


def test_complaints_of_nobody_we_know_are_the_whole_firms_alone(session, chen, lin, wang, a_case):
    a_case(None, "2026-02-03", reporter_name="路人")
    a_case(wang, "2026-02-04")

    assert figures(session, chen)[K.RATE].now.n == 2
    assert figures(session, chen, filters=Filters(team_id=wang.team_id))[K.RATE].now.n == 1
    assert figures(session, lin)[K.RATE].now.n == 1


def test_complaints_of_removed_customers_are_in_no_number(session, chen, wang, a_case):
    a_case(wang, "2026-02-03", closed="2026-02-04")
    wang.deleted_at = datetime(2026, 3, 1, tzinfo=UTC)
    session.flush()

    assert figures(session, chen).is_empty


def test_a_stranger_counts_none_of_another_sellers_complaints(session, xu, wang, a_case):
    a_case(wang, "2026-02-03")

    assert figures(session, xu)[K.RATE].now.n == 0
    assert not kpis.complaint_rows(session, xu, kpi=K.RATE, period=FEBRUARY).rows


def test_the_analyst_sees_the_numbers_and_no_complaint(session, fang, wang, a_case):
    a_case(wang, "2026-02-03")

    assert figures(session, fang)[K.RATE].now.n == 1
    with pytest.raises(NotAllowed):
        kpis.complaint_rows(session, fang, kpi=K.RATE, period=FEBRUARY)


def test_rows_come_a_page_at_a_time(session, chen, wang, a_case):
    for _case in range(51):
        a_case(wang, "2026-02-03")

    first = kpis.complaint_rows(session, chen, kpi=K.RATE, period=FEBRUARY)
    second = kpis.complaint_rows(session, chen, kpi=K.RATE, period=FEBRUARY, page=2)

    assert (first.total, first.pages, len(first.rows), len(second.rows)) == (51, 2, 50, 1)
    assert {row.customer for row in second.rows} == {"王芳"}


def test_the_last_of_thirteen_months_is_the_period_itself(session, chen, wang, a_case):
    a_case(wang, "2026-02-03")

    for kpi in (K.RATE, K.RESOLUTION_SLA, K.CSAT):
        figure = figures(session, chen)[kpi]
        assert len(figure.months) == 13
        assert (figure.months[-1].value, figure.months[-1].n) == (figure.now.value, figure.now.n)
