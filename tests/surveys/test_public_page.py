"""What strangers get behind a survey's address: one form, one answer, and nothing personal."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from auth.guard.surface import FORMS
from auth.wrong_turns import WITHIN, WRONG, WrongTurns
from care import surveys
from core import clock
from db import session as database
from db.models import Answer, ComplaintState, Invitation, InvitationPurpose, Role
from tests.conftest import a_person
from tests.raw_client import ask
from tests.server import running_server

CONFIRMATION, HANDLING = InvitationPurpose.CONFIRMATION, InvitationPurpose.HANDLING
PAYLOADS = ["<script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "$title",
            "${body}", "&lt;b&gt;", "\u202egnp.exe", "{0}", "%s"]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("surveys")) as running:
        with running.world():
            a_person("he", "何敏", Role.SERVICE)
        yield running


@pytest.fixture
def link(server, a_complaint, a_customer):
    """A link of the server: its path."""

    def make(purpose=CONFIRMATION, **columns):
        with server.world():
            he = a_person(f"he{clock.now().timestamp()}", "何敏敏", Role.SERVICE)
            state = ComplaintState.PROPOSED if purpose is CONFIRMATION else ComplaintState.CLOSED
            number = f"TS-202603-{int(clock.now().timestamp() * 1e6) % 10**9}"
            complaint = a_complaint(state, handler=he, number=number, customer=a_customer("欧阳晓彤"), **columns)
            with database.transaction() as session:
                return surveys.invite(session, he, complaint.id, purpose=purpose).path

    return make


def post(server, path, **fields):
    headers = {key: fields.pop(key) for key in ("Origin", "Accept_Language") if key in fields}
    body = urlencode(fields).encode()
    return ask(server, "POST", path, body=body, Content_Type="application/x-www-form-urlencoded", **headers)


def answers(server):
    with server.world(), database.reading() as session:
        return len(session.exec(select(Answer)).all())


def test_the_address_is_the_one_the_guard_lets_through():
    assert surveys.ADDRESS == FORMS


def test_a_form_says_nothing_personal_in_either_language(server, link):
    path = link(description="杯子碎了，割伤了手", product="青瓷杯")

    for language, words in (
        ("zh-CN,zh;q=0.9", "解决了吗"),
        ("en-GB", "Is it solved?"),
        ("fr,en;q=0.5", "Is it solved?"),
    ):
        page = ask(server, "GET", path, Accept_Language=language).body.decode()
        assert words in page
        for secret in ("欧阳", "晓彤", "何敏", "杯", "割伤", "TS-2026"):
            assert secret not in page


def test_a_form_runs_nothing_loads_nothing_and_is_kept_nowhere(server, link):
    answer = ask(server, "GET", link())

    assert answer.status == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.body.decode()
    assert not re.findall(r"(?:src|href)=\"(?!\?lang=|data:,)", answer.body.decode())


def test_looking_and_asking_for_the_head_do_not_use_the_link_up(server, link):
    path = link()

    assert [ask(server, method, path).status for method in ("GET", "HEAD", "GET", "HEAD")] == [200] * 4
    assert ask(server, "HEAD", path).body == b""
    assert post(server, path, is_solved="yes").status == 200


def test_the_first_answer_counts_and_the_next_one_is_told_so(server, link):
    path = link()

    assert post(server, path, is_solved="no", comment="还是坏的", Accept_Language="zh").status == 200
    for again in (
        post(server, path, is_solved="yes", Accept_Language="zh"),
        ask(server, "GET", path, Accept_Language="zh"),
    ):
        assert again.status == 410
        assert "已经收到您的回答" in again.body.decode()
    with server.world(), database.reading() as session:
        found = session.exec(select(Answer).order_by(col(Answer.id).desc())).first()
        assert found is not None
        assert (found.is_solved, found.comment) == (False, "还是坏的")


def test_of_many_posts_at_once_one_counts(server, link):
    path = link()
    before = answers(server)

    with ThreadPoolExecutor(8) as pool:
        done = sorted(pool.map(lambda n: post(server, path, is_solved="yes", comment=str(n)).status, range(8)))

    assert done == [200] + [410] * 7
    assert answers(server) == before + 1


def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(server, link):
    path = link(HANDLING)

    answer = post(server, path, is_solved="no", comment="一行\n两行", Accept_Language="en")

    page = answer.body.decode()
    assert answer.status == 422
    assert "Please choose one of the five." in page
    assert "一行\n两行</textarea>" in page
    assert 'value="no" checked' in page
    assert post(server, path, is_solved="no", score="4").status == 200


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_is_typed_comes_back_as_text(server, link, text):
    answer = post(server, link(HANDLING), comment=text, is_solved=text, score=text)

    page = answer.body.decode()
    assert answer.status == 422
    for forbidden in ("<script", "<img", "<svg"):
        assert forbidden not in page
    typed = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert typed
    assert html.unescape(typed[1]) == text


def test_links_that_were_taken_back_or_replaced_say_so(server, link):
    path = link()
    with server.world(), database.transaction() as session:
        session.connection().execute(update(Invitation).values(withdrawn_at=clock.now()))

    for language, words in (("zh", "不再使用"), ("en", "no longer in use")):
        answer = ask(server, "GET", path, Accept_Language=language)
        assert (answer.status, words in answer.body.decode()) == (410, True)
    assert post(server, path, is_solved="yes").status == 410


def test_links_that_have_expired_say_so(server, link):
    path = link()
    with server.world(), database.transaction() as session:
        session.connection().execute(update(Invitation).values(expires_at=clock.now() - timedelta(seconds=1)))

    for language, words in (("zh", "已过期"), ("en", "has expired")):
        answer = ask(server, "GET", path, Accept_Language=language)
        assert (answer.status, words in answer.body.decode()) == (410, True)


def test_a_page_of_somebody_else_cannot_answer_and_a_browser_that_hides_its_origin_can(server, link):
    path = link()

    assert post(server, path, is_solved="yes", Origin="http://evil.example").status == 403
    assert post(server, path, is_solved="yes", Origin="null").status == 200
    assert post(server, link(), is_solved="yes", Origin="").status == 200


def test_more_than_a_form_holds_is_not_read(server, link):
    path = link()

    assert post(server, path, is_solved="yes", comment="x" * 17000).status == 413
    assert post(server, path, is_solved="yes", comment="长" * 500).status == 200
    assert post(server, link(), is_solved="yes", comment="长" * 501).status == 422


def test_rubbish_instead_of_a_form_is_asked_again(server, link):
    path = link()

    for body in (b"", b"\xff\xfe=\x00", b"is_solved=maybe&score=-1", b"&".join([b"a=1"] * 50), b"score=99999999999999"):
        answer = ask(server, "POST", path, body=body, Content_Type="application/x-www-form-urlencoded")
        assert answer.status in (413, 422)
    assert ask(server, "GET", path).status == 200


def test_a_robot_that_tries_addresses_is_asked_to_wait(tmp_path):
    with running_server(tmp_path / "robots") as own:
        statuses = [ask(own, "GET", f"/s/{n:043d}", Accept_Language="en").status for n in range(WRONG + 1)]
        last = ask(own, "GET", "/s/x", Accept_Language="en")
        log = (own.data_dir / "server.log").read_text()

    assert statuses == [404] * WRONG + [429]
    assert (last.status, last.headers["retry-after"]) == (429, "600")
    assert "ten minutes" in last.body.decode()
    assert "/s/0" not in log, "a link is a secret"


def test_wrong_turns_are_forgiven_after_a_while_and_one_household_shares_them():
    now = [0.0]
    turns = WrongTurns(lambda: now[0])
    for _n in range(WRONG):
        turns.count("2001:db8::1")

    assert turns.is_lost("2001:db8::ffff")
    assert not turns.is_lost("2001:db8:0:1::1")
    assert not turns.is_lost("203.0.113.7")
    now[0] = WITHIN + 1
    assert not turns.is_lost("2001:db8::1")


def test_wrong_turns_of_many_addresses_do_not_fill_the_memory():
    turns = WrongTurns(lambda: 0.0)
    for n in range(25_000):
        turns.count(f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")

    assert len(turns._turns) <= 10_001
