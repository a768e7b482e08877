"""Writing a contact down: from the customer's file, and from any page."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from care import customers, interactions
from care.interactions import NewInteraction
from core import clock
from db import session as database
from db.models import Direction, Interaction, Medium, Outcome
from ui.safe import esc

FILE, PAGE = "customers/profile.py", "customers/log_contact.py"


@pytest.fixture
def wang(lin, a_customer):
    return a_customer("王芳", owner=lin, mobile="+8613800138000").id


@pytest.fixture
def talked(wang, lin):
    """Somebody talked with 王芳, and said what comes next."""

    def write(by=lin, **details):
        given = {
            "medium": Medium.PHONE, "direction": Direction.OUTBOUND, "outcome": Outcome.CONNECTED, "summary": "谈了价格"
        }  # fmt: skip
        with database.transaction() as session:
            interactions.write(session, by, customer_id=wang, contact=NewInteraction(**(given | details)))

    return write


def contacts():
    with database.reading() as session:
        return session.exec(select(Interaction).order_by(col(Interaction.id))).all()


def said(at):
    parts = (at.markdown, at.caption, at.warning, at.info, at.error, at.toast)
    return " ".join(part.value for group in parts for part in group)


def field(at, kind, name):
    return next(one for one in getattr(at, kind) if one.key.startswith("talk_") and one.key.endswith(f"_{name}"))


def drawer(screen, actor, customer_id, language="en"):
    at = screen(FILE, actor, customer=str(customer_id), language=language)
    return at.button(key="do_talk").click().run()


def save(at):
    return field(at, "button", "save").click().run()


def test_a_call_with_its_next_date_takes_three_clicks_and_a_word(screen, lin, wang):
    at = drawer(screen, lin, wang)
    field(at, "text_area", "summary").set_value("要报价单")
    field(at, "pills", "soon").set_value(date(2026, 3, 16))
    at = save(at)

    assert not at.exception
    (row,) = contacts()
    assert (row.medium, row.outcome, row.summary, row.by_id) == (Medium.PHONE, Outcome.CONNECTED, "要报价单", lin.id)
    assert (row.next_on, row.is_open_step, row.direction) == (date(2026, 3, 16), True, Direction.OUTBOUND)
    assert "do" not in at.query_params
    assert not [one for one in at.text_area if one.key.startswith("talk_")]


def test_the_file_then_says_when_and_what_comes_next(screen, lin, wang, talked):
    talked(next_step="寄样品", next_on=date(2026, 3, 12))

    at = screen(FILE, lin, customer=str(wang))

    assert "Last contact: today 10:00 · Phone · Reached · 林静" in said(at)
    assert "Next: Mar 12, 2026 · 寄样品" in said(at)
    assert "Phone, Reached: 谈了价格" in said(at)


def test_an_overdue_step_says_so(screen, lin, wang, talked):
    talked(next_on=date(2026, 3, 9))
    clock.freeze(clock.now() + timedelta(days=2))

    assert "Next: Mar 9, 2026 (overdue)" in said(screen(FILE, lin, customer=str(wang)))


def test_a_day_typed_wins_over_the_day_chosen(screen, lin, wang):
    at = drawer(screen, lin, wang)
    field(at, "text_area", "summary").set_value("好")
    field(at, "pills", "soon").set_value(date(2026, 3, 10))
    field(at, "date_input", "next_on").set_value(date(2026, 4, 1))
    save(at)

    assert contacts()[0].next_on == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("kind", "name", "value", "sentence"),
    [
        ("text_area", "summary", "   ", "Please write down what was said."),
        ("date_input", "next_on", date(2026, 3, 8), "Please choose a day from today on, within a year."),
        ("date_input", "next_on", date(2031, 1, 1), "Please choose a day from today on, within a year."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(screen, lin, wang, kind, name, value, sentence):
    at = drawer(screen, lin, wang)
    field(at, "text_area", "summary").set_value("要报价单")
    field(at, "text_input", "next_step").set_value("寄样品")
    field(at, kind, name).set_value(value)
    at = save(at)

    assert f":red[{esc(sentence)}]" in said(at)
    assert field(at, "text_input", "next_step").value == "寄样品"
    assert contacts() == []


def test_the_second_of_two_clicks_belongs_to_a_form_that_is_over(screen, lin, wang):
    at = drawer(screen, lin, wang)
    field(at, "text_area", "summary").set_value("要报价单")
    at = save(at)

    at.session_state["talk_sent"] = f"talk_{wang}_0"
    at = at.button(key="do_talk").click().run()

    assert len(contacts()) == 1
    assert not at.exception


def test_the_next_contact_starts_with_an_empty_form(screen, lin, wang):
    at = drawer(screen, lin, wang)
    field(at, "text_area", "summary").set_value("第一次")
    at = save(at)
    at = at.button(key="do_talk").click().run()

    assert field(at, "text_area", "summary").value == ""
    field(at, "pills", "outcome").set_value(Outcome.NO_ANSWER)
    save(at)
    assert [(row.summary, row.outcome) for row in contacts()] == [
        ("第一次", Outcome.CONNECTED), ("", Outcome.NO_ANSWER)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "**粗** [x](y) $a$", "'; DROP TABLE customers; --", "😀" * 900]
)
def test_whatever_is_typed_is_shown_as_it_was_typed(screen, lin, wang, text):
    at = drawer(screen, lin, wang)
    field(at, "text_area", "summary").set_value(text)
    field(at, "text_input", "next_step").set_value(text[:300])
    at = save(at)

    assert not at.exception
    assert contacts()[0].summary == text
    assert esc(text) in said(at)


def test_two_people_log_and_the_newer_plan_stands(screen, lin, he, wang, talked):
    at = drawer(screen, lin, wang)
    field(at, "text_area", "summary").set_value("林静谈的")
    field(at, "date_input", "next_on").set_value(date(2026, 3, 20))
    clock.freeze(clock.now() + timedelta(minutes=1))
    talked(by=he, summary="何敏谈的", next_on=date(2026, 3, 11))
    clock.freeze(clock.now() + timedelta(minutes=1))
    save(at)

    assert [(row.summary, row.is_open_step) for row in contacts()] == [("何敏谈的", False), ("林静谈的", True)]


def test_whoever_only_reads_logs_nothing(screen, qian, wang):
    at = screen(FILE, qian, customer=str(wang), do="talk")

    assert not [one for one in at.button if one.key == "do_talk"]
    assert not [one for one in at.text_area if one.key.startswith("talk_")]


def test_from_any_page_the_customer_is_found_by_name(screen, lin):
    with database.transaction() as session:
        wang = customers.create_customer(session, lin, details={"name": "王芳"}).id
    at = screen(PAGE, lin)
    at.text_input(key="talk_search").set_value("wangfang").run()
    at.button(key=f"pick_{wang}").click().run()
    field(at, "text_area", "summary").set_value("要报价单")
    at = save(at)

    assert not at.exception
    assert [row.customer_id for row in contacts()] == [wang]
    assert at.title[0].value == "王芳"


def test_a_strangers_customer_is_not_there(screen, xu, wang):
    at = screen(PAGE, xu, customer=str(wang))

    assert not [one for one in at.text_area if one.key.startswith("talk_")]
    assert not at.exception


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_both_languages(screen, lin, wang, talked, language):
    talked(next_step="寄样品", next_on=date(2026, 3, 12))

    at = drawer(screen, lin, wang, language)

    words = {"zh_CN": "记联系", "en": "Log a contact"}[language]
    assert at.button(key="do_talk").label == words
    assert not at.exception
    assert not screen(PAGE, lin, customer=str(wang), language=language).exception
