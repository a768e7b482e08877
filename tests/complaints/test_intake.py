"""Registering what customers bring: numbers, clocks, repeats, alarms, and what cannot be registered."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from care import complaints, rulebook
from care.complaints import ComplaintTargets, Move
from care.notices import NoticeKind
from core import clock
from core.errors import Invalid, NotAllowed
from db.models import (
    AuditEntry,
    Clock,
    Complaint,
    ComplaintCategory,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintKind,
    ComplaintState,
    Notice,
    Severity,
)
from tests.auth.test_matrix import everything
from tests.complaints.forms import a_form, make
from tests.conftest import MONDAY_TEN


def told(session, kind: NoticeKind) -> set[int]:
    return set(session.exec(select(Notice.user_id).where(Notice.kind == kind.value)))


def problems(session, actor, form) -> dict[str, str]:
    before = everything(session)
    with pytest.raises(Invalid) as refusal:
        complaints.register(session, actor, complaint=form)
    assert everything(session) == before
    return refusal.value.problems


def test_a_complaint_starts_at_the_moment_the_customer_said_it(session, lin, zhou, he, chen, a_customer):
    said_at = MONDAY_TEN - timedelta(hours=3)

    row = complaints.register(session, lin, complaint=a_form(a_customer(owner=lin), received_at=said_at))

    assert (row.number, row.state, row.team_id) == ("TS-202603-0001", ComplaintState.NEW, lin.team_id)
    assert (row.opened_by_id, row.handler_id, row.severity) == (lin.id, None, Severity.NORMAL)
    assert {one.started_at for one in session.exec(select(Clock))} == {said_at}
    assert told(session, NoticeKind.COMPLAINT_REGISTERED) == {zhou.id, he.id}
    event = session.exec(select(ComplaintEvent)).one()
    assert (event.kind, event.by_id, event.at) == (ComplaintEventKind.OPENED, lin.id, MONDAY_TEN)


def test_numbers_count_within_the_month_and_step_over_what_a_file_brought(session, lin, a_complaint, later):
    a_complaint(number="TS-202603-0002", is_historical=True)
    numbers = [complaints.register(session, lin, complaint=a_form()).number for _ in range(3)]
    later(days=31)

    assert numbers == ["TS-202603-0003", "TS-202603-0004", "TS-202603-0005"]
    assert complaints.register(session, lin, complaint=a_form()).number == "TS-202604-0001"


def test_numbers_go_on_beyond_four_digits(session, lin, a_complaint):
    a_complaint(number="TS-202603-9999")

    assert complaints.register(session, lin, complaint=a_form()).number == "TS-202603-10000"
    assert complaints.register(session, lin, complaint=a_form()).number == "TS-202603-10001"


def test_a_named_handler_is_told_and_nobody_else(session, lin, zhou, he, a_customer):
    complaints.register(session, lin, complaint=a_form(a_customer(owner=lin), handler_id=he.id))

    assert told(session, NoticeKind.COMPLAINT_ASSIGNED) == {he.id}
    assert told(session, NoticeKind.COMPLAINT_REGISTERED) == set()


def test_a_firm_with_nobody_else_tells_its_owner(session, chen, lin):
    complaints.register(session, lin, complaint=a_form())

    assert told(session, NoticeKind.COMPLAINT_REGISTERED) == {chen.id}


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("插座漏电，孩子受伤了", Severity.CRITICAL),
        ("再不处理我就打12315", Severity.CRITICAL),
        ("I shall see my LAWYER", Severity.CRITICAL),
        ("水壶漏水", Severity.MINOR),
    ],
)
def test_words_of_safety_press_and_law_make_it_critical_and_alarm_managers_and_owners(
    said, severity, session, lin, zhou, he, chen, a_customer
):
    form = a_form(a_customer(owner=lin), description=said, severity=Severity.MINOR)

    row = complaints.register(session, lin, complaint=form)

    is_critical = severity is Severity.CRITICAL
    assert (row.severity, row.is_safety) == (severity, is_critical)
    assert told(session, NoticeKind.COMPLAINT_CRITICAL) == ({zhou.id, chen.id} if is_critical else set())
    assert session.exec(select(Clock.target_minutes).where(Clock.kind == "ack")).one() == (30 if is_critical else 480)


def test_the_words_that_alarm_are_the_policys_and_praise_alarms_nobody(session, lin, sun, a_customer):
    rulebook.change(session, sun, ComplaintTargets(safety_words=("漏水",)), reason="Water damages.", seen_version=0)

    row = complaints.register(session, lin, complaint=a_form())
    praise = complaints.register(session, lin, complaint=a_form(kind=ComplaintKind.PRAISE))

    assert (row.severity, row.policy_version) == (Severity.CRITICAL, 1)
    assert praise.severity is Severity.NORMAL


def test_the_same_customer_and_category_within_ninety_days_is_a_repeat(session, lin, a_customer, a_complaint):
    wang, li = a_customer("王芳", owner=lin), a_customer("李雷", owner=lin)
    ago = {days: MONDAY_TEN - timedelta(days=days) for days in (90, 91)}

    def repeats(customer, earlier_at, **columns):
        earlier = a_complaint(customer, received_at=earlier_at, **columns)
        found = complaints.register(session, lin, complaint=a_form(wang)).repeat_of_id
        session.exec(select(Complaint)).all()
        for row in session.exec(select(Complaint)):
            row.customer_id = li.id  # out of the way of the next question
        session.flush()
        return found == earlier.id

    assert repeats(wang, ago[90])
    assert not repeats(wang, ago[91])
    assert not repeats(wang, ago[90], category=ComplaintCategory.PRICE)
    assert not repeats(wang, ago[90], kind=ComplaintKind.INQUIRY)
    assert not repeats(wang, ago[90], state=ComplaintState.DUPLICATE)
    assert not repeats(li, ago[90])


def test_whoever_types_is_shown_what_is_open_already(session, lin, xu, a_customer, a_complaint):
    wang = a_customer(owner=lin)
    open_one = a_complaint(wang, category=ComplaintCategory.PRICE, received_at=MONDAY_TEN - timedelta(days=200))
    closed = {"state": ComplaintState.CLOSED, "closed_at": MONDAY_TEN}
    a_complaint(wang, category=ComplaintCategory.PRICE, **closed)
    same = a_complaint(wang, **closed)

    found = complaints.alike(session, lin, customer_id=wang.id, category=ComplaintCategory.QUALITY)

    assert [(one.id, one.is_open) for one in found] == [(same.id, False), (open_one.id, True)]
    assert complaints.alike(session, xu, customer_id=wang.id) == ()


YEAR = timedelta(days=367)
REFUSED = [
    ({"description": " "}, "description", "Please write down what the customer said."),
    ({"description": "x" * 4001}, "description", "Please use at most 4000 characters; these are 4001."),
    ({"channel": None}, "channel", "Please say how it reached us."),
    ({"category": None}, "category", "Please choose what it is about."),
    ({"remedy_requested": ""}, "remedy_requested",
     "Please write down what the customer wants; “not said” is an answer too."),
    ({"received_at": MONDAY_TEN + timedelta(minutes=1)}, "received_at", "This moment is still to come."),
    ({"received_at": MONDAY_TEN - YEAR}, "received_at", "This is more than a year ago. Please import it as history."),
    ({"received_at": MONDAY_TEN - timedelta(days=2)}, "late_reason",
     "Please say why it is registered more than a day later: its clocks have been running."),
    ({"reporter_name": "路人甲"}, "notice_shown", "Please tell them first what becomes of their name and number."),
    ({"handler_id": 987_654}, "handler_id", "Please choose somebody who may handle complaints."),
    ({"order_id": 987_654}, "order_id", "This order is not the customer's."),
    ({"follows_id": 987_654}, "follows_id", "Only a closed complaint of the same customer can be followed."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "sentence"), REFUSED)
def test_what_cannot_be_registered_is_said_beside_its_field(changes, field, sentence, session, lin):
    assert problems(session, lin, a_form(**changes)) == {field: sentence}


def test_a_late_registration_keeps_its_reason(session, lin):
    form = a_form(received_at=MONDAY_TEN - timedelta(days=3), late_reason="The shop was closed.")

    complaints.register(session, lin, complaint=form)

    assert session.exec(select(ComplaintEvent.words)).one() == "The shop was closed."


def test_another_ones_customer_and_another_ones_order_look_like_none(session, lin, xu, a_customer, an_order):
    theirs, mine = a_customer(owner=xu), a_customer(owner=lin)
    order = an_order(theirs, on=date(2026, 3, 1))

    assert problems(session, lin, a_form(theirs)) == problems(session, lin, a_form(customer_id=987_654))
    assert "order_id" in problems(session, lin, a_form(mine, order_id=order.id))


def test_somebody_unknown_may_complain_and_need_not_say_who_they_are(session, lin):
    unknown = complaints.register(session, lin, complaint=a_form())
    named = complaints.register(
        session, lin, complaint=a_form(reporter_name="路人甲", reporter_reach="13800001111", notice_shown=True)
    )

    assert (unknown.customer_id, unknown.team_id) == (None, lin.team_id)
    assert named.reporter_reach == "13800001111"
    logged = session.exec(select(AuditEntry.detail)).all()
    assert not [detail for detail in logged if "13800001111" in detail or "漏水" in detail]


def test_what_closed_too_long_ago_is_followed_by_a_new_complaint(session, lin, he, a_customer, a_complaint):
    wang = a_customer(owner=lin)
    closed_at = MONDAY_TEN - timedelta(days=31)
    old = a_complaint(wang, handler=he, state=ComplaintState.CLOSED, closed_at=closed_at, received_at=closed_at)
    with pytest.raises(complaints.NotReady, match="closed more than 30 days ago. Please register a new complaint"):
        make(session, he, old, Move.REOPEN)

    row = complaints.register(session, lin, complaint=a_form(wang, follows_id=old.id))

    linked = session.exec(select(ComplaintEvent.complaint_id).where(col(ComplaintEvent.kind) == "linked")).all()
    assert row.follows_id == old.id
    assert sorted(linked) == [old.id, row.id]


def test_an_open_complaint_is_not_followed(session, lin, a_customer, a_complaint):
    wang = a_customer(owner=lin)

    assert "follows_id" in problems(session, lin, a_form(wang, follows_id=a_complaint(wang).id))


def test_an_analyst_registers_nothing(session, fang):
    with pytest.raises(NotAllowed):
        complaints.register(session, fang, complaint=a_form())


def test_the_month_of_a_number_is_the_companys(session, lin, later):
    later(days=22, hours=15)  # 1 April in Shanghai, still March in Greenwich

    assert clock.now().month == 3
    assert complaints.register(session, lin, complaint=a_form()).number == "TS-202604-0001"
