"""A person's calendar feed: what stands in it, in whose words, and how it tells that something has changed."""

from datetime import date, timedelta

import pytest
from ics import Calendar
from sqlmodel import col, select

from auth import accounts
from care import feeds, revisits, rulebook, tasks
from care.feeds import FeedPolicy
from care.tasks import NewTask
from core import clock, i18n
from core.errors import NotAllowed, NotFound
from db import session as database
from db.models import AuditEntry, CalendarFeed, Customer, Role, User, VisitState
from tests.conftest import MONDAY_TEN
from tests.revisits.visit_rows import a_visit

MONDAY = date(2026, 3, 9)
FRIDAY = MONDAY + timedelta(days=4)
HOME = "https://care.example.cn"


def made(actor):
    with database.transaction() as session:
        return feeds.make_feed(session, actor)


def fetched(token, known="", base=HOME):
    name = feeds.path_of(token).rpartition("/")[2]
    with database.reading() as session:
        found = feeds.fetch(session, name, base=base, known=known)
    i18n.use("en")
    return found


def read(token):
    """As another program reads it, by its own parser."""
    return Calendar(fetched(token).content.decode())


def entries(token):
    return {event.name: event for event in read(token).events}


def raw(token):
    return fetched(token).content.decode().replace("\r\n ", "")


@pytest.fixture
def wang(lin, a_customer):
    return a_customer("王芳", owner=lin, mobile="+8613800138000", address="杭州市湖滨路 73 号")


def test_visits_and_tasks_stand_on_their_days_as_whole_days(lin, wang):
    a_visit(wang, FRIDAY)
    due = MONDAY_TEN + timedelta(days=2)
    with database.transaction() as session:
        tasks.give(session, lin, task=NewTask("带样品", lin.id, due))

    events = entries(made(lin))

    visit, task = events["回访 王芳（C 级）"], events["带样品"]
    assert (visit.begin.date(), visit.all_day, visit.status) == (FRIDAY, True, "CONFIRMED")
    assert (task.begin.date(), task.all_day) == (MONDAY + timedelta(days=2), True)
    assert visit.url.startswith(f"{HOME}/revisits?revisit=")


def test_it_names_the_customer_and_nothing_by_which_they_are_reached(lin, wang):
    a_visit(wang, FRIDAY)

    text = raw(made(lin))

    assert "王芳" in text
    assert "13800138000" not in text
    assert "湖滨路" not in text


def test_the_firm_may_keep_names_at_home(lin, chen, wang):
    a_visit(wang, FRIDAY)
    token = made(lin)
    with database.transaction() as session:
        rulebook.change(session, chen, FeedPolicy(shows_names=False), reason="个人信息不出境", seen_version=0)

    text = raw(token)

    assert "王芳" not in text
    assert wang.number in text


def test_its_words_are_in_the_language_of_its_owner(lin, wang):
    a_visit(wang, FRIDAY)
    token = made(lin)
    with database.transaction() as session:
        accounts.choose_language(session, lin, language="en")

    assert "Revisit 王芳 (C)" in entries(token)


def test_its_head_tells_programmes_its_name_zone_and_how_often_to_look(lin):
    text = raw(made(lin))

    for line in (
        "METHOD:PUBLISH", "X-WR-CALNAME:客户管家：林静", "X-WR-TIMEZONE:Asia/Shanghai",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ):  # fmt: skip
        assert f"\r\n{line}\r\n" in text, line


def test_nobody_elses_visits_are_in_it(lin, xu, a_customer):
    a_visit(a_customer("李强", owner=xu), FRIDAY)

    assert not read(made(lin)).events


def test_it_reaches_from_a_month_back_to_half_a_year_ahead(lin, a_customer):
    for name, days in (("太旧", -31), ("旧", -30), ("远", 180), ("太远", 181)):
        a_visit(a_customer(name, owner=lin), MONDAY + timedelta(days=days))

    text = raw(made(lin))

    assert "回访 旧" in text
    assert "回访 远" in text
    assert "太" not in text


def test_a_moved_visit_keeps_its_name_and_counts_up(lin, wang):
    visit = a_visit(wang, FRIDAY)
    token = made(lin)
    (before,) = read(token).events
    clock.freeze(MONDAY_TEN + timedelta(minutes=5))
    with database.transaction() as session:
        revisits.reschedule(session, lin, visit.id, on=MONDAY + timedelta(days=1), reason="客户要求")

    (after,) = read(token).events

    assert after.uid == before.uid
    assert after.begin.date() == MONDAY + timedelta(days=1)
    assert sequence(after) > sequence(before)
    assert after.last_modified > before.last_modified


def sequence(event):
    return next(int(line.value) for line in event.extra if line.name == "SEQUENCE")


def test_what_was_done_is_ticked_and_what_was_left_out_is_called_off(lin, a_customer):
    a_visit(a_customer("王芳", owner=lin), MONDAY, state=VisitState.DONE)
    a_visit(a_customer("李强", owner=lin), MONDAY, state=VisitState.SKIPPED)

    events = entries(made(lin))

    assert events["✓ 回访 王芳（C 级）"].status == "CONFIRMED"
    assert events["已取消：回访 李强（C 级）"].status == "CANCELLED"


def test_a_day_that_went_by_is_a_change_though_nobody_made_it(lin, wang):
    a_visit(wang, MONDAY)
    token = made(lin)
    (planned,) = read(token).events
    clock.freeze(MONDAY_TEN + timedelta(days=1))

    (overdue,) = read(token).events

    assert overdue.name == "▲ 回访 王芳（C 级）（已逾期）"
    assert sequence(overdue) > sequence(planned)


def test_a_task_that_falls_due_within_the_day_is_a_change_though_nobody_made_it(lin):
    with database.transaction() as session:
        tasks.give(session, lin, task=NewTask("带样品", lin.id, MONDAY_TEN + timedelta(hours=2)))
    token = made(lin)
    (planned,) = read(token).events
    known = fetched(token).tag

    clock.freeze(MONDAY_TEN + timedelta(hours=3))

    assert fetched(token, known).content is not None
    (overdue,) = read(token).events
    assert "已逾期" in overdue.name
    assert sequence(overdue) > sequence(planned)
    assert fetched(token, fetched(token).tag).content is None


def test_a_programme_that_has_it_already_gets_nothing_until_something_changes(lin, wang):
    visit = a_visit(wang, FRIDAY)
    token = made(lin)
    first = fetched(token)

    assert fetched(token, known=f'W/"other", {first.tag}').content is None

    clock.freeze(MONDAY_TEN + timedelta(minutes=5))
    with database.transaction() as session:
        revisits.reschedule(session, lin, visit.id, on=MONDAY, reason="客户要求")
    again = fetched(token, known=first.tag)
    assert again.tag != first.tag
    assert again.content


def test_a_new_name_of_the_customer_is_a_change(lin, wang):
    a_visit(wang, FRIDAY)
    token = made(lin)
    first = fetched(token)
    clock.freeze(MONDAY_TEN + timedelta(minutes=5))
    with database.transaction() as session:
        session.get_one(Customer, wang.id).name = "王小芳"

    assert b"\xe7\x8e\x8b\xe5\xb0\x8f\xe8\x8a\xb3" in fetched(token, known=first.tag).content


def gone(token):
    with pytest.raises(feeds.LinkUnknown):
        fetched(token)


def test_a_new_link_ends_the_old_one(lin):
    old = made(lin)
    new = made(lin)

    gone(old)
    assert fetched(new).content


def test_a_link_that_was_switched_off_or_never_made_finds_nothing(lin):
    token = made(lin)
    with database.transaction() as session:
        feeds.revoke_feed(session, lin)

    gone(token)
    gone("x" * 43)
    gone("")
    with database.transaction() as session, pytest.raises(NotFound):
        feeds.revoke_feed(session, lin)


def test_whoever_leaves_takes_no_calendar_along_and_coming_back_brings_none(lin, sun):
    token = made(lin)
    with database.transaction() as session:
        accounts.deactivate(session, sun, lin.id)
    gone(token)

    with database.transaction() as session:
        session.get_one(User, lin.id).password_hash = "x"
        accounts.reactivate(session, sun, lin.id)
    gone(token)


def test_a_role_that_sees_no_visits_any_more_has_none_in_its_calendar(lin, sun, wang):
    a_visit(wang, FRIDAY)
    token = made(lin)
    assert read(token).events

    with database.transaction() as session:
        accounts.change_role(session, sun, lin.id, role=Role.ANALYST)

    assert not read(token).events


def test_an_administrator_sees_and_ends_a_colleagues_calendar_and_nobody_else_does(lin, xu, sun):
    token = made(lin)

    with database.reading() as session:
        assert feeds.standing(session, sun, user_id=lin.id)
        with pytest.raises(NotAllowed):
            feeds.standing(session, xu, user_id=lin.id)
    with database.transaction() as session, pytest.raises(NotAllowed):
        feeds.revoke_feed(session, xu, user_id=lin.id)
    with database.transaction() as session:
        feeds.revoke_feed(session, sun, user_id=lin.id)
    gone(token)


def test_the_secret_is_stored_nowhere_and_what_was_done_is_written_down(lin):
    token = made(lin)
    with database.transaction() as session:
        feeds.revoke_feed(session, lin)

    with database.reading() as session:
        log = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    assert [entry.action for entry in log][-2:] == ["calendar_feed.made", "calendar_feed.revoked"]
    assert token not in str([entry.model_dump() for entry in log])


def test_two_who_make_one_at_once_have_one(lin):
    made(lin)
    made(lin)

    with database.reading() as session:
        assert len(session.exec(select(CalendarFeed)).all()) == 1


def test_names_with_commas_line_ends_and_half_a_thousand_signs_survive_the_way(lin, a_customer):
    name = "王,芳;“\\甲: 乙”" + "长" * 150
    a_visit(a_customer(name, owner=lin), FRIDAY)

    (event,) = read(made(lin)).events

    assert name in event.name
    assert all(len(line) <= 75 for line in fetched(made(lin)).content.split(b"\r\n"))


def test_somebody_who_must_change_the_password_has_no_calendar(lin):
    token = made(lin)
    with database.transaction() as session:
        session.get_one(User, lin.id).must_change_password = True

    gone(token)


def test_everybody_who_has_tasks_may_have_a_calendar(fang):
    assert not read(made(fang)).events
