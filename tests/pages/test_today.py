"""今日: each role's first screen, and the empty house that says what to do next."""

from datetime import date, timedelta

import pytest

from auth.actor import SYSTEM
from care import demo, interactions, orders, tasks
from care.interactions import NewInteraction
from care.tasks import TaskKind
from core import clock
from db import session as database
from db.models import Direction, Medium, Outcome
from ui.safe import esc


def texts(at):
    return " ".join(element.value for element in (*at.markdown, *at.caption, *at.subheader, *at.success))


def links(at):
    return {link.proto.label for link in at.get("page_link")}


def test_an_empty_house_offers_its_administrator_every_first_step(screen, sun):
    at = screen("today/my_day.py", sun)

    assert not at.exception
    assert {"Import a file", "New customer", "People and teams"} <= links(at)
    assert at.button(key="make_demo").label == "Make the demo world"


def test_whoever_cannot_import_is_not_offered_it(screen, lin, fang):
    assert {"Import a file", "People and teams"}.isdisjoint(links(screen("today/my_day.py", lin)))
    assert "As soon as your colleagues have added customers" in texts(screen("today/my_day.py", fang))


def test_the_demo_world_is_made_by_one_button_and_marked_on_every_screen(screen, chen):
    at = screen("today/my_day.py", chen)
    assert "Demo data" not in texts(at)

    at.button(key="make_demo").click().run()

    assert not at.exception
    assert {metric.label for metric in at.metric} >= {"Revenue", "Active customers"}
    assert "Demo data" in texts(at)
    assert "Demo data" in texts(screen("kpis/definitions.py", chen))


def test_a_seller_sees_who_needs_what_until_when_and_opens_the_file(screen, a_customer, lin, xu):
    checked = {"last_verified_at": clock.now(), "has_consent": True}
    a_customer("王芳", owner=lin, birthday=date(1990, 3, 11), **checked)
    a_customer("别人的", owner=xu, birthday=date(1990, 3, 11), **checked)

    at = screen("today/my_day.py", lin)

    assert "王芳" in links(at)
    assert "别人的" not in links(at)
    assert "send a birthday greeting · in 2 days" in texts(at).replace("\\", "")


def test_a_greeting_without_consent_is_not_suggested(screen, a_customer, lin):
    a_customer("王芳", owner=lin, birthday=date(1990, 3, 9), last_verified_at=clock.now())

    assert "birthday, no consent · today" in texts(screen("today/my_day.py", lin)).replace("\\", "")


def test_a_clear_week_is_said_with_a_good_word(screen, a_customer, lin):
    a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)

    assert "Nothing is due this week" in texts(screen("today/my_day.py", lin))


def test_a_week_with_a_task_is_not_called_clear(screen, a_customer, lin):
    a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)
    with database.transaction() as session:
        tasks.make(session, kind=TaskKind.CALLBACK, assignee_id=lin.id, due_at=clock.now())

    shown = texts(screen("today/my_day.py", lin))

    assert "Tasks of this week" in shown
    assert "Nothing is due this week" not in shown


@pytest.mark.usefixtures("lin")
def test_the_owner_sees_three_numbers_of_the_month_with_their_rows(screen, a_customer, an_order, chen):
    an_order(a_customer(), on=clock.today() - timedelta(days=1), yuan=500)
    with database.transaction() as session:
        orders.refresh_purchases(session)

    at = screen("today/my_day.py", chen)

    assert [metric.label for metric in at.metric] == ["Customer growth (net)", "Active customers", "Revenue"]
    assert at.metric[2].value == "¥500"
    assert "See the 1 order" in links(at)


def test_the_administrator_sees_imports_invitations_and_that_there_is_no_encryption(screen, a_customer, sun):
    a_customer()

    shown = texts(screen("today/my_day.py", sun)).replace("\\", "")

    assert "None is open, none has failed." in shown
    assert "without encryption" in shown


def test_the_analyst_sees_numbers_and_no_person(screen, fang):
    with database.transaction() as session:
        demo.create_demo(session, SYSTEM, customers=30)

    at = screen("today/my_day.py", fang)

    assert len(at.metric) == 3
    assert not [label for label in links(at) if label.startswith("See the")]


def test_what_was_promised_stands_with_its_words_and_opens_the_file(screen, a_customer, lin):
    wang = a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)
    contact = NewInteraction(
        Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, "谈了价格", next_step="寄*样品*", next_on=date(2026, 3, 10)
    )  # fmt: skip
    with database.transaction() as session:
        interactions.write(session, lin, customer_id=wang.id, contact=contact)

    at = screen("today/my_day.py", lin)
    assert "王芳" in links(at)
    assert esc("寄*样品* · in 1 day") in texts(at)

    clock.freeze(clock.now() + timedelta(days=3))
    assert esc("寄*样品* · 2 days overdue") in texts(screen("today/my_day.py", lin))


@pytest.mark.parametrize(("language", "deed"), [("zh_CN", "联系客户 · 今天"), ("en", "get in touch · today")])
def test_a_day_without_words_says_what_to_do(screen, a_customer, lin, language, deed):
    wang = a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)
    contact = NewInteraction(Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, "好", next_on=date(2026, 3, 9))
    with database.transaction() as session:
        interactions.write(session, lin, customer_id=wang.id, contact=contact)

    assert esc(deed) in texts(screen("today/my_day.py", lin, language=language))
