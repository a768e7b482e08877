"""The rulebook on the screen: rules in practice, one rule, its numbers, versions and breaches."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from care import handbook, rulebook
from care.complaints import ComplaintTargets, clocks
from care.kpis import month_of
from core import clock
from db import session as database
from db.models import Breach, BreachState, ClockKind, Rule, RuleReview
from tests.complaints.conftest import a_complaint as a_complaint
from tests.conftest import MONDAY_TEN

__all__ = ["a_complaint"]
BOOK, RULE, EDIT, TRAINING = "handbook/handbook.py", "handbook/rule.py", "handbook/edit.py", "handbook/training.py"


@pytest.fixture
def book(chen):
    with database.transaction() as session:
        handbook.install(session)
        handbook.keep_up(session)
        return {rule.code: rule.id for rule in session.exec(select(Rule))}


def shown(at):
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.info, at.error, at.warning)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


@pytest.mark.parametrize("person", ["chen", "sun", "zhou", "lin", "he", "fang", "qian"])
@pytest.mark.parametrize(("language", "title"), [("en", "Rules in practice"), ("zh_CN", "制度执行")])
def test_everybody_opens_the_book_in_their_language(screen, request, book, person, language, title):
    at = screen(BOOK, request.getfixturevalue(person), language=language)

    assert not at.exception
    assert at.title[0].value == title


def test_the_next_rule_to_read_is_offered_until_all_are_read(screen, book, lin):
    at = screen(BOOK, lin)
    assert f"{len(book)} rules wait for you" in shown(at)

    with database.transaction() as session:
        for rule_id in book.values():
            handbook.confirm_rule(session, lin, rule_id, version=1)

    assert "wait for you" not in shown(screen(BOOK, lin))


def test_a_rule_is_confirmed_with_one_click(screen, book, lin):
    at = screen(RULE, lin, rule=str(book["3.1"]))
    assert "48 hours" in at.title[0].value
    at.button(key="rule-confirm").click().run()

    assert not at.exception
    with database.reading() as session:
        assert book["3.1"] not in handbook.unread(session, lin)


def test_48_hours_become_24_right_there(screen, book, chen):
    at = screen(RULE, chen, rule=str(book["3.1"]))
    at.button(key="change-complaint.resolve_hours").click().run()
    at.number_input(key="rule_number_value").set_value(24)
    at.text_input(key="rule_number_reason").set_value("客户希望更快")
    next(one for one in at.button if one.label == "Save").click().run()

    assert not at.exception
    with database.reading() as session:
        assert rulebook.in_force(session, ComplaintTargets).normal.resolve == 24 * 60
    assert "24 hours" in screen(RULE, chen, rule=str(book["3.1"])).title[0].value
    assert "24 小时" in screen(RULE, chen, language="zh_CN", rule=str(book["3.1"])).title[0].value


def test_a_number_without_a_reason_is_told_beside_its_field(screen, book, chen):
    at = screen(RULE, chen, rule=str(book["3.1"]))
    at.button(key="change-complaint.resolve_hours").click().run()
    next(one for one in at.button if one.label == "Save").click().run()

    assert "Please say why" in shown(at)


def test_who_may_not_change_settings_is_offered_no_change(screen, book, zhou):
    at = screen(RULE, zhou, rule=str(book["3.1"]))

    assert not [one for one in at.button if (one.key or "").startswith("change-")]
    assert not [one for one in at.button if one.key == "rule-review"]


def test_a_review_is_held_in_its_dialog(screen, book, chen):
    at = screen(RULE, chen, rule=str(book["1.1"]))
    at.button(key="rule-review").click().run()
    at.text_area(key="review_words").set_value("有效，保留")
    next(one for one in at.button if one.label == "Save").click().run()

    assert not at.exception
    with database.reading() as session:
        assert session.exec(select(RuleReview)).one().words == "有效，保留"


@pytest.fixture
def late(book, zhou, lin, a_customer, a_complaint):
    """The number of a case in which 林静 was too late."""
    made = a_complaint(a_customer(owner=lin), handler=lin)
    with database.transaction() as session:
        row = session.merge(made)
        clock.freeze(MONDAY_TEN + timedelta(hours=50))
        clocks.stop(session, row, ClockKind.RESOLVE, at=clock.now())
        return handbook.breaches(session, lin, book["3.1"], period=month_of(clock.today())).rows[0].case_id


def test_a_breach_is_explained_and_excused_in_its_drawer(screen, book, late, zhou, lin):
    mine = screen(RULE, lin, rule=str(book["3.1"]), case=str(late))
    mine.text_area(key="breach_words").set_value("客户出差")
    next(one for one in mine.button if one.label == "Explain").click().run()
    theirs = screen(RULE, zhou, rule=str(book["3.1"]), case=str(late))
    assert "客户出差" in shown(theirs)
    theirs.text_area(key="breach_decision").set_value("属实")
    theirs.button(key="breach_excuse").click().run()

    assert not mine.exception
    assert not theirs.exception
    with database.reading() as session:
        assert session.exec(select(Breach)).one().state is BreachState.EXCUSED


@pytest.mark.parametrize("case", ["x", "987654", "-1", "9" * 15])
def test_an_absurd_case_is_no_crash(screen, book, chen, case):
    assert not screen(RULE, chen, rule=str(book["3.1"]), case=case).exception


def test_a_rule_is_changed_in_two_languages_and_put_in_force(screen, book, chen):
    at = screen(EDIT, chen, rule=str(book["1.1"]))
    next(one for one in at.text_area if one.label == "Text in English").set_value("One file for each customer.")
    next(one for one in at.text_input if one.label == "Why is this changed?").set_value("说清楚")
    at.button(key="rule_revise").click().run()
    assert not at.exception
    at.button(key="rule_enforce").click().run()

    assert not at.exception
    told = shown(screen(RULE, chen, rule=str(book["1.1"])))
    assert "One file for each customer." in told
    assert "version 2" in told


def test_a_number_that_is_taken_is_told_where_the_rule_is_written(screen, book, chen):
    at = screen(EDIT, chen)
    at.text_input(key="rule_code").set_value("1.1")
    for field in (*at.text_input, *at.text_area):
        if field.label.startswith(("Title in", "Text in", "Why is this changed")) and not field.value:
            field.set_value("先查重")
    at.button(key="rule_draft").click().run()

    assert not at.exception
    assert "There is a rule with this number already." in shown(at)


def test_half_an_hour_is_a_number_that_can_be_changed(screen, book, chen):
    with database.transaction() as session:
        usual = ComplaintTargets()
        half = replace(usual, normal=replace(usual.normal, resolve=24 * 60 + 30), major=usual.major)
        rulebook.change(session, chen, half, reason="更快", seen_version=0)
    at = screen(RULE, chen, rule=str(book["3.1"]))
    at.button(key="change-complaint.resolve_hours").click().run()

    assert not at.exception
    assert "24 h 30 min" in shown(at)
    at.number_input(key="rule_number_value").set_value(24)
    at.text_input(key="rule_number_reason").set_value("取整")
    next(button for button in at.button if button.label == "Save").click().run()
    with database.reading() as session:
        assert rulebook.in_force(session, ComplaintTargets).normal.resolve == 24 * 60


@pytest.mark.parametrize("person", ["zhou", "lin", "qian"])
def test_only_who_writes_rules_edits_them(screen, request, book, person):
    at = screen(EDIT, request.getfixturevalue(person), rule=str(book["1.1"]))

    assert "Your role does not allow this" in shown(at)


@pytest.mark.parametrize(("person", "plans"), [("sun", True), ("zhou", True), ("qian", True), ("lin", False)])
def test_trainings_are_planned_by_those_who_train(screen, request, book, person, plans):
    at = screen(TRAINING, request.getfixturevalue(person))

    assert not at.exception
    assert ("training_title" in [one.key for one in at.text_input]) is plans
