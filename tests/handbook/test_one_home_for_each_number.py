"""Changing 48 hours to 24 in the rulebook: what the firm does, shows and counts all follow."""

from datetime import timedelta

import pytest
from sqlmodel import select

from care import complaints, handbook, kpis, rulebook
from care.complaints import ComplaintTargets, clocks
from care.kpis import month_of
from core import clock, i18n
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from db.models import Clock, ClockKind, Notice


def shorten(session, actor, book, *, hours=24, seen=0, reason="客户希望更快"):
    name = "complaint.resolve_hours"
    return handbook.change_number(session, actor, book["3.1"].id, name=name, value=hours, reason=reason, seen=seen)


def target(session, complaint):
    its = select(Clock).where(Clock.complaint_id == complaint.id, Clock.kind == ClockKind.RESOLVE)
    return session.exec(its).one().target_minutes


def in_practice(session, actor, book, code="3.1"):
    period = month_of(clock.today())
    return handbook.rule_file(session, actor, book[code].id, period=period)


def test_new_complaints_follow_and_old_ones_keep_theirs(session, chen, he, book, a_customer, a_complaint):
    before = a_complaint(a_customer(), handler=he)
    shorten(session, chen, book)
    after = a_complaint(a_customer(), handler=he)

    assert (target(session, before), target(session, after)) == (48 * 60, 24 * 60)
    clocks.retarget(session, before)
    assert target(session, before) == 48 * 60


def test_the_board_counts_down_from_the_new_number(session, chen, he, book, a_customer, a_complaint):
    before = a_complaint(a_customer(), handler=he)
    shorten(session, chen, book)
    after = a_complaint(a_customer(), handler=he)
    for row in (before, after):
        for kind in (ClockKind.ACK, ClockKind.RESPONSE):
            clocks.stop(session, row, kind, at=clock.now())

    cards = [card for column in complaints.board(session, chen).columns for card in column.cards]
    due = {card.id: card.urgent.due_at for card in cards if card.urgent and card.urgent.due_at}
    assert due[before.id] - due[after.id] == timedelta(hours=24)


def test_the_rate_follows(session, chen, he, book, a_customer, a_complaint, later):
    before = a_complaint(a_customer(), handler=he)
    shorten(session, chen, book)
    after = a_complaint(a_customer(), handler=he, received_at=clock.now())
    later(hours=30)
    for row in (before, after):
        clocks.stop(session, row, ClockKind.RESOLVE, at=clock.now())

    kept = in_practice(session, chen, book).kept
    assert (kept.rate.met, kept.rate.n) == (1, 2)


@pytest.mark.parametrize(
    ("language", "before", "after"), [("en", "48 hours", "24 hours"), ("zh_CN", "48 小时", "24 小时")]
)
def test_the_book_says_the_new_number_in_both_languages(session, chen, book, language, before, after):
    i18n.use(language)
    was = in_practice(session, chen, book)
    shorten(session, chen, book)
    told = in_practice(session, chen, book)

    assert before in was.title
    assert before in was.text
    assert after in told.title
    assert after in told.text
    assert "{" not in told.text + told.other_text


def test_a_number_that_says_the_same_changes_with_it_and_another_stays(session, chen, book):
    shorten(session, chen, book)

    targets = rulebook.in_force(session, ComplaintTargets)
    assert {row.resolve for row in (targets.major, targets.normal, targets.minor)} == {24 * 60}
    assert targets.critical.resolve == 24 * 60
    assert (targets.normal.response, targets.inquiry.resolve) == (24 * 60, 24 * 60)


def test_one_that_was_set_apart_stays_apart(session, chen, book):
    apart = ComplaintTargets(minor=complaints.Targets(8 * 60, 24 * 60, 72 * 60))
    rulebook.change(session, chen, apart, reason="轻微的可以慢一点", seen_version=0)
    shorten(session, chen, book, seen=1)

    targets = rulebook.in_force(session, ComplaintTargets)
    assert (targets.normal.resolve, targets.minor.resolve) == (24 * 60, 72 * 60)


def test_what_the_policy_objects_to_is_told_beside_the_field(session, chen, book):
    with pytest.raises(Invalid) as refused:
        shorten(session, chen, book, hours=12)

    assert "cannot be shorter" in refused.value.problems["value"]


def test_it_takes_a_reason(session, chen, book):
    with pytest.raises(Invalid) as refused:
        shorten(session, chen, book, reason=" ")

    assert list(refused.value.problems) == ["reason"]


def test_a_second_writer_is_told(session, chen, book):
    shorten(session, chen, book)

    with pytest.raises(Conflict):
        shorten(session, chen, book, hours=36, seen=0)


@pytest.mark.parametrize("person", ["zhou", "lin", "he", "fang", "qian"])
def test_only_who_may_change_settings_changes_a_number(session, request, book, person):
    with pytest.raises(NotAllowed):
        shorten(session, request.getfixturevalue(person), book)


def test_a_number_that_the_rule_does_not_speak_of_is_not_changed_there(session, chen, book):
    with pytest.raises(NotFound):
        handbook.change_number(session, chen, book["3.1"].id, name="cause.verify_days", value=5, reason="试行", seen=0)


def test_everybody_is_told_once_and_the_book_keeps_who_changed_it(session, chen, lin, book):
    shorten(session, chen, book)

    told = session.exec(select(Notice).where(Notice.user_id == lin.id, Notice.kind == "rule_number_changed")).all()
    assert len(told) == 1
    number = in_practice(session, chen, book).numbers[0]
    assert [(one.before, one.after, one.by, one.reason) for one in number.history] == [
        ("48 hours", "24 hours", "陈建国", "客户希望更快")
    ]


def test_the_rate_is_the_one_among_the_numbers(session, chen, he, book, a_customer, a_complaint, later):
    rows = [a_complaint(a_customer(), handler=he) for _ in range(5)]
    clocks.stop(session, rows[0], ClockKind.RESOLVE, at=clock.now())
    later(days=3)
    clocks.stop(session, rows[1], ClockKind.RESOLVE, at=clock.now())

    figures = kpis.complaint_figures(session, chen, period=month_of(clock.today()))
    value = figures[kpis.ComplaintKpi.RESOLUTION_SLA].now
    kept = in_practice(session, chen, book).kept
    assert (kept.rate.met, kept.rate.n) == (value.numerator, value.denominator) == (1, 5)
