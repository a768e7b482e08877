"""Which addresses answer, to whom, under which names, and what every answer carries."""

import pytest

from auth import downloads, sessions
from db import session as database
from db.models import Role, User
from tests.conftest import a_person
from tests.raw_client import ask, handshake_status

# Method, address, to a stranger, to somebody signed in.
SURFACE = [
    ("GET", "/", 200, 200),
    ("HEAD", "/", 200, 200),
    ("POST", "/", 405, 405),
    ("OPTIONS", "/", 405, 405),
    ("GET", "/customers", 200, 200),
    ("GET", "/nowhere", 200, 200),
    ("GET", "/static/manifest.json", 200, 200),
    ("GET", "/_stcore/health", 200, 200),
    ("GET", "/_stcore/host-config", 200, 200),
    ("GET", "/_stcore/metrics", 404, 404),
    ("GET", "/_stcore/metrics/", 404, 404),
    ("GET", "//_stcore//metrics", 404, 404),
    ("GET", "/_stcore/agent/openapi.json", 404, 404),
    ("POST", "/_stcore/agent/interact", 404, 404),
    ("POST", "/_stcore/agent/mcp", 404, 404),
    ("GET", "/_stcore/script-health-check", 404, 404),
    ("GET", "/_stcore/", 404, 404),
    ("PUT", "/_stcore/upload_file/none/none", 401, 403),
    ("DELETE", "/_stcore/upload_file/none/none", 401, 403),
    ("GET", "/_stcore/upload_file/none/none", 405, 405),
    ("GET", "/media/none.xlsx", 401, 404),
    ("GET", "/auth/login", 404, 404),
    ("GET", "/auth/logout", 404, 404),
    ("GET", "/oauth2callback", 404, 404),
    ("GET", "/app/static/x", 404, 404),
    ("GET", "/mcp", 404, 404),
    ("GET", "/health", 200, 200),
    ("GET", "/session/open", 405, 405),
    ("POST", "/session/open", 400, 400),
    ("GET", "/session/close", 405, 405),
    ("GET", "/download/none", 404, 404),
    ("HEAD", "/download/none", 405, 405),
    ("POST", "/download/none", 405, 405),
    ("GET", "/s/none", 404, 404),
    ("HEAD", "/s/none", 404, 404),
    ("POST", "/s/none", 404, 404),
    ("PUT", "/s/none", 405, 405),
    ("OPTIONS", "/s/none", 405, 405),
    ("GET", "/s/", 404, 404),
    ("POST", "/s/", 404, 404),
    ("GET", "/s/none/none", 404, 404),
    ("POST", "/s/none/none", 404, 404),
    ("GET", "/contact", 404, 404),
    ("HEAD", "/contact", 404, 404),
    ("POST", "/contact", 404, 404),
    ("PUT", "/contact", 405, 405),
    ("OPTIONS", "/contact", 405, 405),
    ("GET", "/contact/", 404, 404),
    ("POST", "/contact/none", 404, 404),
    ("GET", "/calendar/none.ics", 404, 404),
    ("HEAD", "/calendar/none.ics", 404, 404),
    ("POST", "/calendar/none.ics", 405, 405),
    ("OPTIONS", "/calendar/none.ics", 405, 405),
    ("PROPFIND", "/calendar/none.ics", 405, 405),
    ("GET", "/calendar/", 404, 404),
    ("GET", "/calendar/none/none.ics", 404, 404),
    ("GET", "/art/none/fullcalendar.js", 404, 404),
    ("POST", "/art/none/fullcalendar.js", 405, 405),
]

# Host, Origin, may a websocket connect. {port} is the server's own.
HANDSHAKES = [
    ("localhost:{port}", "http://localhost:{port}", True),
    ("127.0.0.1:{port}", "http://127.0.0.1:{port}", True),
    ("127.0.0.1:{port}", "http://localhost:{port}", False),
    ("localhost:{port}", "", False),
    ("localhost:{port}", "null", False),
    ("localhost:{port}", "http://localhost:9999", False),
    ("localhost:{port}", "http://localhost", False),
    ("localhost:{port}", "http://evil.example", False),
    ("localhost:{port}", "http://localhost:{port}.evil.example", False),
    ("evil.example", "http://evil.example", False),
    ("localhost.evil.example:{port}", "http://localhost.evil.example:{port}", False),
    ("user@localhost:{port}", "http://localhost:{port}", False),
]


@pytest.fixture(scope="module")
def token(server):
    with server.world():
        actor = a_person("surface", "surface", Role.SALES)
        with database.transaction() as session:
            return sessions.start(session, session.get_one(User, actor.id))


@pytest.mark.parametrize(("method", "path", "stranger", "signed_in"), SURFACE)
def test_every_address_answers_as_the_table_says(server, token, method, path, stranger, signed_in):
    assert ask(server, method, path).status == stranger
    assert ask(server, method, path, token=token).status == signed_in


@pytest.mark.parametrize("path", ["/", "/nowhere", "/media/x", "/_stcore/metrics", "/health", "/download/x"])
def test_every_answer_carries_the_headers_of_the_house(server, path):
    headers = ask(server, "GET", path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["form-action"] == policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert policy["img-src"] == "'self' data: blob:"


def test_personal_answers_are_kept_nowhere(server, token):
    for path in ("/media/x", "/download/x", "/calendar/x.ics"):
        assert ask(server, "GET", path, token=token).headers["cache-control"] == "no-store"


def test_streamlits_page_says_its_language_and_whose_it_is(server):
    chinese = ask(server, "GET", "/", Accept_Language="zh-CN,zh;q=0.9").body.decode()
    english = ask(server, "GET", "/", Accept_Language="en-GB").body.decode()

    assert '<html lang="zh-CN">' in chinese
    assert "<title>客户管家</title>" in chinese
    assert '<html lang="en">' in english
    assert "<title>Guanjia</title>" in english


@pytest.mark.parametrize(("host", "origin", "may"), HANDSHAKES)
def test_a_socket_connects_from_our_own_pages_alone(server, host, origin, may):
    host, origin = (text.replace("{port}", str(server.port)) for text in (host, origin))

    assert handshake_status(server, host=host, origin=origin) == (101 if may else 403)


def test_a_name_that_is_not_ours_gets_one_sentence(server):
    answer = ask(server, "GET", "/", Host="evil.example", Accept_Language="en")

    assert answer.status == 421
    assert b"GUANJIA_HOSTS" in answer.body


def test_only_our_own_pages_may_open_or_close_a_session(server):
    for origin in ("http://evil.example", "null", ""):
        assert ask(server, "POST", "/session/open", Origin=origin).status == 403
        assert ask(server, "POST", "/session/close", Origin=origin).status == 403


def test_a_form_for_strangers_is_closed_to_other_peoples_pages_alone(server):
    for origin in ("http://evil.example", "http://localhost:1", f"http://{server.host}.evil.example"):
        assert ask(server, "POST", "/s/none", Origin=origin).status == 403
    for origin in ("null", "", server.url):
        assert ask(server, "POST", "/s/none", Origin=origin).status == 404


def test_a_file_goes_to_the_browser_it_was_made_for_and_once(server, employ):
    (_, token), (_, other) = employ("takes"), employ("tries")
    with server.world(), database.transaction() as session:
        actor = sessions.actor_for(session, token)
        assert actor is not None
        url = downloads.offer(session, actor, name="客户 a.xlsx", content=b"rows", action="customer.exported", count=1)

    assert ask(server, "GET", url).status == 404
    assert ask(server, "GET", url, token=other).status == 404
    assert ask(server, "HEAD", url, token=token).status == 405
    answer = ask(server, "GET", url, token=token)
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (200, b"rows", "no-store")
    assert "filename*=utf-8''%E5%AE%A2%E6%88%B7%20a.xlsx" in answer.headers["content-disposition"]
    assert ask(server, "GET", url, token=token).status == 404
