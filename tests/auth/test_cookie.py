"""The cookie with and without TLS, the addresses that are ours, and where a request really comes from."""

import pytest

from auth import cookie, peer
from auth.guard import hosts
from core.settings import settings


@pytest.fixture
def configured(monkeypatch):
    def configure(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()

    yield configure
    monkeypatch.undo()
    settings.cache_clear()


def test_on_plain_http_the_cookie_comes_back_and_scripts_do_not_see_it():
    assert cookie.carrying("T") == "guanjia_session=T; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax"


def test_with_tls_the_cookie_is_bound_to_the_host_and_secure(configured):
    configured(GUANJIA_TLS="1")

    assert cookie.carrying("T") == "__Host-guanjia_session=T; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure"
    assert cookie.token_in("guanjia_session=planted; __Host-guanjia_session=T") == "T"


@pytest.mark.parametrize(
    ("header", "token"),
    [
        ("guanjia_session=T", "T"),
        ("a=b; guanjia_session=T; c=d", "T"),
        ("", ""),
        ("other=T", ""),
        ("\x00=;;", ""),
        # What other products leave on the same host must not sign anybody out of this one.
        ('seen={"a":1}; guanjia_session=T', "T"),
        ("a b=1; guanjia_session=T", "T"),
        ("名=值; guanjia_session=T", "T"),
    ],
)
def test_the_token_is_read_from_whatever_a_browser_sends(header, token):
    assert cookie.token_in(header) == token


def test_names_and_the_public_address_can_be_added(configured):
    configured(GUANJIA_HOSTS="crm.firm.cn, *.office.lan", GUANJIA_PUBLIC_URL="https://care.example.cn")

    for host in ("crm.firm.cn", "CRM.firm.cn:8501", "a.office.lan", "care.example.cn"):
        assert hosts.is_ours(host.lower(), "127.0.0.1")
    for host in ("firm.cn", "office.lan.evil.example", "evil.example", "", "a b", "crm.firm.cn@evil.example"):
        assert not hosts.is_ours(host, "127.0.0.1")


def test_behind_a_proxy_the_public_address_is_an_origin_of_ours(configured):
    assert not hosts.is_same_origin("https://care.example.cn", "localhost:8501")
    configured(GUANJIA_PUBLIC_URL="https://care.example.cn")

    assert hosts.is_same_origin("https://care.example.cn", "localhost:8501")
    assert not hosts.is_same_origin("https://care.example.cn.evil.example", "localhost:8501")


def test_the_address_a_connection_came_in_at_is_ours():
    assert hosts.is_ours("10.9.8.7:8501", "10.9.8.7")
    assert not hosts.is_ours("10.9.8.6:8501", "10.9.8.7")


@pytest.mark.parametrize(
    ("client", "forwarded", "found"),
    [
        ("192.168.1.20", "", "192.168.1.20"),
        ("192.168.1.20", "1.2.3.4", "192.168.1.20"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "6.6.6.6, 192.168.1.20", "192.168.1.20"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed_and_only_its_last_word(client, forwarded, found):
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []

    assert peer.address_of((client, 1), headers) == found
