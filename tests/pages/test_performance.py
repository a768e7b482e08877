"""Scorecards, rewards and improvements on the screen."""

import pytest
from sqlmodel import select

from care import improvements, rulebook
from care.improvements import Idea
from care.scorecards import ScorePolicy
from db import session as database
from db.models import Improvement, ImprovementState

SCORES, IMPROVEMENTS = "scorecards/scorecard.py", "improvements/improvements.py"


def shown(at):
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.info, at.error)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


@pytest.mark.parametrize("person", ["chen", "sun", "zhou", "lin", "he", "fang", "qian"])
@pytest.mark.parametrize(("language", "title"), [("en", "Performance"), ("zh_CN", "绩效")])
def test_everybody_opens_their_own(screen, request, person, language, title):
    at = screen(SCORES, request.getfixturevalue(person), language=language)

    assert not at.exception
    assert at.title[0].value == title


def test_one_sees_the_own_month_with_its_formula(screen, lin, xu):
    told = shown(screen(SCORES, lin))

    assert "Score = Σ weight" in told
    assert "许宁" not in told


def test_weights_are_changed_by_who_may_change_settings(screen, sun, zhou):
    at = screen(SCORES, sun)
    at.number_input(key="score-w-sales-0").set_value(40)
    at.text_input(key="score-reason-0").set_value("旺季看销售")
    next(one for one in at.button if one.label == "Save").click().run()

    assert not at.exception
    with database.reading() as session:
        assert rulebook.in_force(session, ScorePolicy).weight("sales") == 40
    assert "score-reason-0" not in [one.key for one in screen(SCORES, zhou).text_input]


def test_an_improvement_is_proposed_and_decided(screen, chen, lin):
    mine = screen(IMPROVEMENTS, lin)
    mine.text_area(key="propose_words").set_value("每天下午提醒一次")
    next(one for one in mine.button if one.label == "Propose").click().run()
    assert not mine.exception
    with database.reading() as session:
        row = session.exec(select(Improvement)).one()
    at = screen(IMPROVEMENTS, chen)
    at.text_area(key=f"decide-words-{row.id}").set_value("试行")
    next(one for one in at.button if one.label == "Take it up").click().run()

    assert not at.exception
    with database.reading() as session:
        assert session.exec(select(Improvement)).one().state is ImprovementState.ACCEPTED


def test_what_it_came_from_is_in_the_address(screen, lin):
    at = screen(IMPROVEMENTS, lin, **{"from": "suggestion", "of": "7"})
    assert "It comes from a suggestion." in shown(at)
    at.text_area(key="propose_words").set_value("好")
    next(one for one in at.button if one.label == "Propose").click().run()

    assert "does not exist" in shown(at)


def test_words_from_people_are_no_markup(screen, chen, lin):
    with database.transaction() as session:
        improvements.propose(session, lin, idea=Idea("**粗** :red[红] [x](javascript:alert(1))"))

    assert "\\*\\*粗" in " ".join(one.value for one in screen(IMPROVEMENTS, chen).markdown)
