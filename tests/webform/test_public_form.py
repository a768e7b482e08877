"""What anybody gets at /contact: a plain page in their language, one lead, limits, and nothing of anybody else."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from urllib.parse import urlencode

import pytest
from sqlmodel import col, select

from auth.guard.surface import CONTACT
from care import webform
from db import session as database
from db.models import Lead, Role
from routes.contact import LONGEST_FORM, TAKEN, TRIES
from tests.conftest import a_person
from tests.raw_client import ask
from tests.server import running_server
from tests.webform.conftest import a_seal, open_it

PAYLOADS = ["<script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "$title",
            "${body}", "&lt;b&gt;", "\u202egnp.exe", "{0}", "%s"]  # fmt: skip
_TURNS = count(1)
FIELDS = {"name": "王芳", "phone": "13812345678", "words": "想买茶", "service": "yes"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("contact"), GUANJIA_COMPANY="云岭茶业") as running:
        with running.world():
            open_it(a_person("sun", "孙丽", Role.ADMIN))
        yield running


@pytest.fixture
def ip():
    """A visitor of their own for each test: limits count by address. The proxy on this machine is believed."""
    return f"203.0.113.{next(_TURNS)}"


def get(server, path=CONTACT, **headers):
    return ask(server, "GET", path, **headers)


def post(server, ip, path=CONTACT, *, seal=None, origin=None, language="zh", **fields):
    if seal is None:
        with server.world():
            seal = a_seal()
    body = urlencode({**FIELDS, "seal": seal, **fields}).encode()
    headers = {"Content_Type": "application/x-www-form-urlencoded", "X_Forwarded_For": ip, "Accept_Language": language}
    return ask(server, "POST", path, body=body, **headers, **({} if origin is None else {"Origin": origin}))


def leads(server, phone):
    with server.world(), database.reading() as session:
        return session.exec(select(Lead).where(col(Lead.phone) == phone)).all()


def test_the_address_is_the_one_the_guard_lets_through():
    assert webform.ADDRESS == CONTACT


def test_the_page_says_who_what_for_how_long_and_how_to_withdraw_in_both_languages(server):
    for language, words in (
        ("zh-CN,zh;q=0.9", ("云岭茶业", "400-820-8820", "24 个月", "版本 1", "24 小时")),
        ("en-GB", ("云岭茶业", "400-820-8820", "after 24 months", "version 1", "within 24 hours", "withdraw")),
    ):
        page = get(server, Accept_Language=language).body.decode()
        for word in words:
            assert word in page
    assert 'lang="zh-CN"' in get(server, CONTACT + "?lang=zh", Accept_Language="en").body.decode()


def test_nothing_is_ticked_before_somebody_ticks_it(server):
    page = get(server).body.decode()

    assert page.count('type="checkbox"') == 4
    assert not re.findall(r"<input[^>]* checked", page)


def test_it_runs_nothing_loads_nothing_and_is_kept_nowhere(server):
    answer = get(server)

    assert answer.status == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.body.decode()
    assert not re.findall(r"(?:src|href)=\"(?!\?lang=|data:,)", answer.body.decode())


def test_who_sends_it_is_told_when_we_call_back(server, ip):
    answer = post(server, ip, phone="13800000001", marketing="yes")

    page = answer.body.decode()
    assert answer.status == 200
    assert "之前给您回电" in page
    (lead,) = leads(server, "+8613800000001")
    assert lead.due_at is not None
    assert '"marketing"' in lead.consents
    assert '"survey"' not in lead.consents


def test_the_english_page_thanks_in_english(server, ip):
    assert "We call you back by " in post(server, ip, phone="13800000002", language="en").body.decode()


def test_a_second_click_makes_no_second_lead(server, ip):
    with server.world():
        seal = a_seal()
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _n: post(server, ip, seal=seal, phone="13800000003").status, range(4)))

    assert done == [200] * 4
    assert len(leads(server, "+8613800000003")) == 1


def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(server, ip):
    with server.world():
        seal = a_seal()
    answer = post(server, ip, seal=seal, phone="12", words="一行\n两行", care="yes", language="en")

    page = answer.body.decode()
    assert answer.status == 422
    assert "Please enter a phone number" in page
    assert "一行\n两行</textarea>" in page
    assert 'name="care" value="yes" checked' in page
    assert 'name="marketing" value="yes">' in page
    assert f'value="{seal}"' in page
    assert post(server, ip, seal=seal, phone="13800000004").status == 200


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_is_typed_comes_back_as_text(server, ip, text):
    answer = post(server, ip, CONTACT + "?" + urlencode({"via": text}), name=text, phone=text, words=text, email=text)

    page = answer.body.decode()
    assert answer.status == 422
    for forbidden in ("<script", "<img", "<svg"):
        assert forbidden not in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"website": "http://x.example"}, "as programs do"),
        ({"words": "buy http://a.example and http://b.example"}, "looks like advertising"),
        ({"seal": "x"}, "open for long"),
    ],
)
def test_a_program_gets_a_sentence_and_no_lead(server, ip, fields, words):
    answer = post(server, ip, phone="13800000005", language="en", **fields)

    assert answer.status == 422
    assert words in answer.body.decode()
    assert not leads(server, "+8613800000005")


def test_a_page_that_was_just_opened_cannot_have_been_read(server, ip):
    page = get(server, Accept_Language="en").body.decode()
    seal = re.search(r'name="seal" value="([^"]+)"', page)
    assert seal

    answer = post(server, ip, seal=seal[1], phone="13800000006", language="en")

    assert "faster than anybody reads" in answer.body.decode()
    assert seal[1] in answer.body.decode()


@pytest.mark.parametrize(("origin", "status"), [("http://evil.example", 403), ("null", 200), ("", 200)])
def test_somebody_elses_page_cannot_send_it(server, ip, origin, status):
    assert post(server, ip, phone="13800000007", origin=origin).status == status


def test_more_than_a_form_is_not_read(server, ip):
    answer = post(server, ip, words="茶" * LONGEST_FORM)

    assert answer.status == 413


@pytest.mark.parametrize("body", [b"", b"%ff%fe", b"a=" * 500, "姓名=王".encode()])
def test_nonsense_is_asked_again(server, ip, body):
    headers = {"Content_Type": "application/x-www-form-urlencoded", "X_Forwarded_For": ip}
    assert ask(server, "POST", CONTACT, body=body, **headers).status in (413, 422)


def test_one_address_is_taken_so_often_and_others_still_are(server, ip):
    for n in range(TAKEN):
        assert post(server, ip, phone=f"1390000{n:04d}").status == 200

    answer = post(server, ip, phone="13900009999", language="en")

    assert answer.status == 429
    assert answer.headers["retry-after"] == "600"
    assert "400-820-8820" in answer.body.decode()
    assert not leads(server, "+8613900009999")
    assert post(server, "198.51.100.7", phone="13900009998").status == 200


def test_who_tries_and_tries_waits_too(server, ip):
    done = [post(server, ip, seal="x").status for _turn in range(TRIES + 1)]

    assert done == [422] * TRIES + [429]


@pytest.mark.parametrize(("method", "path", "status"), [
    ("HEAD", CONTACT, 200), ("PUT", CONTACT, 405), ("OPTIONS", CONTACT, 405), ("GET", CONTACT + "/", 404),
    ("POST", CONTACT + "/x", 404), ("GET", "/contacts", 200),
])  # fmt: skip
def test_no_other_way_leads_there(server, method, path, status):
    assert ask(server, method, path).status == status


def test_a_closed_form_is_not_there(tmp_path, ip):
    with running_server(tmp_path / "closed", GUANJIA_COMPANY="云岭茶业") as closed:
        assert get(closed).status == 404
        assert post(closed, ip).status == 404
