"""A report is frozen: what happens later changes nothing in it, and whoever counts again says why."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

from care import kpis, reports
from core import clock
from core.errors import Invalid, NotFound
from core.settings import settings
from db import session as database
from db.models import (
    ActionState,
    AuditEntry,
    Complaint,
    CorrectiveAction,
    Customer,
    Improvement,
    ImprovementState,
    Mail,
    Notice,
    ReportSnapshot,
    User,
)

FEBRUARY = kpis.month_of(date(2026, 2, 1))


def make(actor, **details):
    with database.transaction() as session:
        return reports.make(session, actor, **({"period": FEBRUARY} | details))


def read(actor, report_id):
    with database.reading() as session:
        return reports.report(session, actor, report_id)


def all_of(table):
    with database.reading() as session:
        return session.exec(select(table).order_by(col(table.id))).all()


def test_later_orders_change_nothing_in_a_report_that_was_made(made, chen, a_customer, an_order):
    an_order(a_customer("后来"), on=date(2026, 2, 20), yuan=9_999)

    again = read(chen, made.line.id)

    assert again.content == made.content
    assert again.is_intact


def test_made_again_it_says_why_and_the_first_one_stays(made, chen, a_customer, an_order):
    an_order(a_customer("补录"), on=date(2026, 2, 20), yuan=1_000)

    second = make(chen, reason=" 补录了  订单 ")

    with database.reading() as session:
        newest, oldest = reports.reports(session, chen)
    assert (newest.version, newest.reason, newest.is_newest) == (2, "补录了 订单", True)
    assert (oldest.version, oldest.is_newest) == (1, False)
    more = read(chen, second.id).content["kpis"]["revenue"]["value"] - made.content["kpis"]["revenue"]["value"]
    assert more == 1_000


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_made_again_without_a_reason_is_refused_beside_its_field(made, chen, reason):
    with pytest.raises(Invalid) as refused:
        make(chen, reason=reason)

    assert set(refused.value.problems) == {"reason"}


@pytest.mark.parametrize("period", [kpis.month_of(date(2026, 3, 1)), kpis.quarter_of(date(2026, 3, 1))])
def test_a_period_that_is_not_over_has_no_report_yet(chen, period):
    with pytest.raises(reports.NotOver):
        make(chen, period=period)


def test_the_last_day_of_a_month_is_still_part_of_it(chen):
    clock.freeze(datetime(2026, 2, 28, 4, tzinfo=UTC))

    with pytest.raises(reports.NotOver):
        make(chen)


def test_any_other_span_is_refused(chen):
    with pytest.raises(Invalid):
        make(chen, period=kpis.custom(date(2026, 2, 1), date(2026, 2, 20)))


def test_the_database_lets_nobody_change_a_report(made):
    for deed in ("UPDATE report_snapshots SET content = '{}'", "DELETE FROM report_snapshots"):
        with pytest.raises(DatabaseError), database.transaction() as session:
            session.connection().execute(text(deed))


def test_a_report_whose_content_was_tampered_with_is_not_handed_out(made, chen):
    values = {name: getattr(all_of(ReportSnapshot)[0], name) for name in ReportSnapshot.model_fields if name != "id"}
    with database.transaction() as session:
        row = ReportSnapshot(**values | {"version": 9, "content": values["content"].replace("revenue", "Revenue")})
        session.add(row)
        session.flush()
        report_id = row.id

    assert not read(chen, report_id).is_intact
    with database.reading() as session, pytest.raises(reports.Tampered):
        reports.report_file(session, chen, report_id, form=reports.Form.PDF, language="en")


def test_of_every_action_and_improvement_it_tells(february, chen):
    """More than a page of either."""
    due, proposed = date(2026, 2, 5), clock.start_of(date(2026, 2, 5))
    with database.transaction() as session:
        about = session.exec(select(Complaint.id)).first()
        assert about
        for number in range(70):
            state = list(ImprovementState)[number % len(ImprovementState)]
            session.add(Improvement(key=str(number), proposal=f"改进{number}", state=state, created_at=proposed))
            standing = list(ActionState)[number % len(ActionState)]
            whose = {"complaint_id": about, "owner_id": chen.id}
            session.add(CorrectiveAction(**whose, deed=f"措施{number}", state=standing, due_on=due))

    content = read(chen, make(chen).id).content

    for part, rows, told in (("actions", CorrectiveAction, 42), ("improvements", Improvement, 70)):
        states_there = Counter(row.state.value for row in all_of(rows))
        assert {state: n for state, n in content[part]["by_state"].items() if n} == states_there
        assert len(content[part]["lines"]) == told


def test_a_removed_customers_complaint_is_neither_received_nor_in_a_bar(february, chen):
    with database.transaction() as session:
        complaint = session.exec(select(Complaint)).first()
        assert complaint
        customer = session.get(Customer, complaint.customer_id)
        assert customer
        customer.deleted_at = clock.now()

    told = read(chen, make(chen).id).content

    assert told["complaints"]["received"] == told["kpis"]["complaint_rate"]["numerator"] == 4
    assert sum(bar["n"] for bar in told["complaints"]["causes"]) == 4


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("report_id", [77, None])
def test_a_report_that_is_not_there_is_not_found(chen, report_id):
    with pytest.raises(NotFound):
        read(chen, report_id)


def test_whoever_makes_it_makes_the_same_numbers(february, chen, fang):
    one, other = make(chen), make(fang, reason="核对")

    assert (one.content, one.checksum) == (other.content, other.checksum)


def test_the_analyst_reads_numbers_and_no_single_case(made, chen, fang):
    with database.transaction() as session:
        row = session.exec(select(ReportSnapshot)).one()
        assert set(json.loads(row.content)["actions"]) == {"by_state", "late", "lines"}

    assert read(fang, made.line.id).content["actions"]["lines"] == []
    assert read(fang, made.line.id).content["kpis"] == read(chen, made.line.id).content["kpis"]


def due():
    return database.attempt(reports.make_due)


def test_on_the_first_it_makes_the_last_month_and_quarter_once(february, chen):
    clock.freeze(datetime(2026, 3, 31, 22, 0, tzinfo=UTC))  # six in the morning of 1 April

    assert [due(), due()] == [2, 0]

    made = {(row.kind, row.first_day, row.version, row.by_id) for row in all_of(ReportSnapshot)}
    assert made == {("month", date(2026, 3, 1), 1, None), ("quarter", date(2026, 1, 1), 1, None)}


def test_of_a_time_before_the_firm_had_anybody_none_is_made_by_itself(chen):
    assert due() == 0


def test_a_report_made_by_hand_is_not_made_by_itself_again(made):
    due()

    assert [row.version for row in all_of(ReportSnapshot) if row.kind == "month"] == [1]


def test_two_servers_make_one_report_and_tell_of_it_once(february, chen):
    with ThreadPoolExecutor(2) as both:
        counts = list(both.map(lambda _server: due(), range(2)))

    assert sorted(counts) == [0, 2]
    assert len(all_of(ReportSnapshot)) == 2
    assert len([one for one in all_of(Notice) if one.user_id == chen.id]) == 2


def test_those_who_may_read_it_are_told_and_mailed_the_way_there(february, chen, zhou, monkeypatch):
    monkeypatch.setenv("GUANJIA_SMTP_URL", "smtp://127.0.0.1:1")
    monkeypatch.setenv("GUANJIA_MAIL_FROM", "care@example.cn")
    monkeypatch.setenv("GUANJIA_PUBLIC_URL", "https://care.example.cn")
    settings.cache_clear()
    with database.transaction() as session:
        for person in session.exec(select(User)):
            person.email = f"{person.username}@example.cn"

    due()

    settings.cache_clear()
    assert {mail.to for mail in all_of(Mail)} == {"chen@example.cn"}
    assert "2026年2月" in all_of(Mail)[0].subject + all_of(Mail)[1].subject
    assert all("https://care.example.cn/reports?report=" in mail.body for mail in all_of(Mail))
    assert not [one for one in all_of(Notice) if one.user_id == zhou.id]
    assert {json.loads(one.detail)["period"] for one in all_of(Notice)} == {"2026-02", "2025-Q4"}


def test_making_and_taking_are_in_the_log(made, chen):
    with database.transaction() as session:
        file = reports.report_file(session, chen, made.line.id, form=reports.Form.JSON, language="en")
        reports.hand_out(session, chen, file=file)

    assert [entry.action for entry in all_of(AuditEntry)][-2:] == ["report.made", "report.taken"]
