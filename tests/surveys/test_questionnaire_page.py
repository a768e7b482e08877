"""Any questionnaire behind its link: plain HTML in both languages, nothing typed lost, two small traps for robots."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from auth.turns import Turns
from care import surveys
from care.surveys import Option, Question, QuestionType, Words
from core import clock
from db import session as database
from db.models import Answer, Customer, Role
from routes import survey_trap
from routes.surveys import MOST_POSTS
from tests.conftest import a_person
from tests.raw_client import ask
from tests.server import running_server
from tests.surveys.world import QUESTIONS, a_questionnaire, invitations, launched, token_of

CHOICES = (Option("tea", Words("茶", "Tea")), Option("pot", Words("壶", "Pot")))
MORE = (
    *QUESTIONS,
    Question("ease", QuestionType.CES, Words("方便吗？", "Easy?"), may_not_apply=True),
    Question("one", QuestionType.SINGLE, Words("哪种？", "Which?"), options=CHOICES),
    Question("some", QuestionType.MULTIPLE, Words("哪些？", "Which ones?"), options=CHOICES, is_required=False),
)
WHOLE = {"overall": "4", "recommend": "10", "ease": "na", "one": "pot", "some": ["tea", "pot"], "wish": "小罐装"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("questionnaires")) as running:
        with running.world():
            a_person("chen", "陈建国", Role.OWNER)
        yield running


@pytest.fixture
def link(server):
    """The path of a link that somebody of the server's world was handed."""

    def make():
        with server.world():
            with database.reading() as session:
                n = len(invitations(session))
            chen = a_person(f"owner{n}", "欧阳晓彤", Role.OWNER)
        with server.world(), database.transaction() as session:
            session.add(Customer(number=f"K{chen.id}", name="王芳", name_key="王芳", owner_id=chen.id))
            session.flush()
            launched(session, chen, sheet=a_questionnaire(session, chen, questions=MORE))
            return surveys.ADDRESS + token_of(surveys.hand_over(session, chen, invitations(session)[-1].id))

    return make


def post(server, path, *, language="en", **fields):
    body = urlencode(fields, doseq=True).encode()
    headers = {"Content_Type": "application/x-www-form-urlencoded", "Accept_Language": language}
    return ask(server, "POST", path, body=body, **headers)


def newest(server):
    with server.world(), database.reading() as session:
        return session.exec(select(Answer).order_by(col(Answer.id).desc())).first()


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ["满意吗？", "不了解 / 不适用", "壶"]), ("en", ["Easy?", "Pot"])]
)
def test_every_kind_of_question_is_asked_in_either_language_without_a_script(server, link, language, words):
    page = ask(server, "GET", link(), Accept_Language=language).body.decode()

    for word in words:
        assert word in page
    assert page.count("<fieldset") == 5
    assert page.count("<legend") == 5
    assert len(re.findall(r'name="recommend" value="\d+"', page)) == 11
    assert "<script" not in page
    for secret in ("王芳", "欧阳", "春季调查"):
        assert secret not in page


def test_an_answer_is_kept_as_it_was_chosen_and_taken_once(server, link):
    path = link()

    assert post(server, path, **WHOLE).status == 200
    assert post(server, path, **WHOLE).status == 410
    row = newest(server)
    assert row.values == '{"ease":null,"one":"pot","overall":4,"recommend":10,"some":["tea","pot"]}'
    assert (row.score, row.nps, row.ces, row.comment, row.language) == (4, 10, None, "小罐装", "en")
    assert row.led_to_id is not None, "the suggestion was registered"


def test_what_is_missing_is_said_above_and_beside_and_nothing_chosen_is_lost(server, link):
    path = link()

    answer = post(server, path, recommend="7", some=["tea"], wish="一行\n<b>", one="pot")

    page = answer.body.decode()
    assert answer.status == 422
    assert "Something is missing still:" in page
    assert 'href="#question-overall"' in page
    assert 'aria-describedby="wrong-ease"' in page
    for kept in ('name="recommend" value="7" checked', 'value="tea" checked', 'name="one" value="pot" checked'):
        assert kept in page
    assert "一行\n&lt;b&gt;</textarea>" in page
    assert post(server, path, **WHOLE).status == 200


def test_absurd_values_are_asked_again(server, link):
    path = link()

    for bad in ({"overall": "9"}, {"overall": "x" * 50}, {"one": "nothing"}, {"ease": "0"}, {"recommend": "11"}):
        assert post(server, path, **(WHOLE | bad)).status == 422
    assert post(server, path, **WHOLE).status == 200


def test_a_program_that_fills_in_every_field_or_answers_in_an_instant_is_asked_again(server, link):
    path = link()
    with server.world():
        clock.freeze(clock.now() + timedelta(minutes=5))  # sealed ahead of time: always answered at once
        seal = survey_trap.seal()

    assert post(server, path, **WHOLE, website="http://spam.example").status == 422
    assert post(server, path, **WHOLE, shown=seal).status == 422
    assert post(server, path, **WHOLE, shown="0.伪造").status == 200


def test_the_page_carries_the_moment_it_was_shown(server, link):
    page = ask(server, "GET", link()).body.decode()
    seal = re.search(r'name="shown" value="([^"]+)"', page)
    assert seal

    with server.world():
        clock.freeze(clock.now() - timedelta(minutes=5))
        assert survey_trap.is_caught({"shown": [seal[1]]}), "shown by this server, and later than now"


def test_whoever_takes_two_seconds_to_read_is_no_robot():
    seal = survey_trap.seal()
    assert survey_trap.is_caught({"shown": [seal]})

    clock.freeze(clock.now() + timedelta(seconds=2))

    assert not survey_trap.is_caught({"shown": [seal]})
    assert survey_trap.is_caught({"website": ["x"]})


@given(st.text())
def test_whatever_stands_where_the_seal_was_is_none_of_ours_and_no_surprise(text):
    assert not survey_trap.is_caught({"shown": [text]})
    assert not survey_trap.is_caught({"shown": [f"{clock.now().timestamp()}.{text}"]})


def test_an_address_that_sends_form_after_form_is_asked_to_wait():
    turns = Turns(3, 600.0, lambda: 0.0)

    for _n in range(3):
        assert not turns.are_used_up("203.0.113.7")
        turns.count("203.0.113.7")

    assert turns.are_used_up("203.0.113.7")
    assert not turns.are_used_up("203.0.113.8")
    assert MOST_POSTS > 30
