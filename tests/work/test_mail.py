"""Outgoing mail against a real server: whole, once, retried, given up, and never lost in silence."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import select

from care import mail, notices
from care.mail import BadAddress, MailServerDown
from core import clock
from core.settings import BadSetting, settings
from db import session as database
from db.models import Mail, MailState


class Office:
    """What the server on the other side does with what it gets."""

    def __init__(self):
        self.arrived = []
        self.refused = set()
        self.hangs_up = False

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - its library's name
        if address in self.refused:
            return f"550 no such user {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.hangs_up:
            session.loop.call_soon(server.transport.abort)
            return "421 gone"
        self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def configured(monkeypatch, free_port) -> Iterator[int]:
    """The firm has named a mail server; whether one is there is another matter."""
    monkeypatch.setenv("GUANJIA_SMTP_URL", f"smtp://127.0.0.1:{free_port}")
    monkeypatch.setenv("GUANJIA_MAIL_FROM", "客户关怀 <care@example.cn>")
    settings.cache_clear()
    yield free_port
    monkeypatch.undo()
    settings.cache_clear()


@contextmanager
def an_office(port):
    office = Office()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


@pytest.fixture
def office(configured) -> Iterator[Office]:
    with an_office(configured) as office:
        yield office


def post(
    key="survey:1",
    *,
    to="wang@example.cn",
    subject="请您评价我们的处理",
    body="您好，\n请打开链接：https://care.example.cn/s/x\n",
):
    with database.transaction() as session:
        return mail.post(session, key=key, to=to, subject=subject, body=body)


def the_mail():
    with database.reading() as session:
        return session.exec(select(Mail)).one()


def unread(person):
    with database.reading() as session:
        return notices.unread(session, person)


def test_without_a_mail_server_nothing_is_posted():
    assert not mail.is_configured()
    assert post() is None
    assert mail.send_waiting() == 0


def test_a_chinese_message_arrives_whole_and_once(office):
    post()
    post()

    assert (mail.send_waiting(), mail.send_waiting()) == (1, 0)

    (arrived,) = office.arrived
    assert arrived["Subject"] == "请您评价我们的处理"
    assert arrived["From"] == "客户关怀 <care@example.cn>"
    assert arrived["To"] == "wang@example.cn"
    assert arrived.get_content().splitlines() == ["您好，", "请打开链接：https://care.example.cn/s/x"]
    assert arrived.get_content_type() == "text/plain"
    assert (the_mail().state, the_mail().sent_at) == (MailState.SENT, clock.now())


def test_the_host_of_an_address_may_be_chinese(office):
    post(to="wang@例子.中国")

    assert mail.send_waiting() == 1
    assert office.arrived[0]["To"] == "wang@xn--fsqu00a.xn--fiqs8s"


def test_no_line_of_a_subject_becomes_a_header(office):
    post(subject="Hello\r\nBcc: everybody@example.cn\r\n\r\nbody")

    mail.send_waiting()

    (arrived,) = office.arrived
    assert arrived["Bcc"] is None
    assert arrived["Subject"] == "Hello Bcc: everybody@example.cn body"


@pytest.mark.parametrize(
    "address", ["", "wang", "wang@", "a@b.cn\nBcc: c@d.cn", "a@b.cn, c@d.cn", "<a@b.cn>", "a b@c.cn"]
)
def test_what_is_no_address_is_refused_at_once(configured, address):
    with pytest.raises(BadAddress):
        post(to=address)


def test_a_refused_recipient_is_tried_five_times_then_given_up_and_administrators_are_told(office, chen, lin):
    office.refused.add("wang@example.cn")
    post()
    pauses = []
    while the_mail().state is MailState.WAITING:
        assert mail.send_waiting() == 0
        pauses.append(the_mail().next_at - clock.now())
        clock.freeze(the_mail().next_at)

    assert len(pauses) == mail.ATTEMPTS
    assert pauses == sorted(pauses)
    assert (the_mail().state, the_mail().error) == (MailState.FAILED, "SMTP 550")
    assert (unread(chen), unread(lin)) == (1, 0)
    assert mail.send_waiting() == 0


def test_one_refused_recipient_holds_up_nobody_else(office):
    office.refused.add("wang@example.cn")
    post("a")
    post("b", to="li@example.cn")

    assert mail.send_waiting() == 1
    assert [arrived["To"] for arrived in office.arrived] == ["li@example.cn"]


def test_while_the_server_is_down_mail_waits_and_no_attempt_is_counted(configured):
    post()

    for _n in range(8):
        with pytest.raises(MailServerDown):
            mail.send_waiting()
        clock.freeze(clock.now() + timedelta(hours=1))
    assert (the_mail().state, the_mail().attempts) == (MailState.WAITING, 0)

    with an_office(configured) as office:
        assert mail.send_waiting() == 1
    assert len(office.arrived) == 1


def test_a_message_that_the_server_hangs_up_on_holds_up_nobody_for_ever(office):
    office.hangs_up = True
    post("bad")
    for _n in range(mail.ATTEMPTS):
        with suppress(MailServerDown):
            mail.send_waiting()
        clock.freeze(the_mail().next_at)

    assert the_mail().state is MailState.FAILED


def test_whoever_dies_while_sending_leaves_the_message_to_a_later_run_under_the_same_id(office):
    post()
    mail.send_waiting()
    with database.transaction() as session:  # it was sent, and the note of it was lost
        session.exec(select(Mail)).one().state = MailState.WAITING

    assert mail.send_waiting() == 0
    clock.freeze(the_mail().next_at)
    assert mail.send_waiting() == 1
    assert len({arrived["Message-ID"] for arrived in office.arrived}) == 1
    assert len(office.arrived) == 2


@pytest.mark.parametrize(("url", "sender"), [
    ("http://care:secret@host", "care@example.cn"),
    ("smtp://care:secret@host:587", "care@example.cn"),  # the password would travel unencrypted
    ("smtps://care:secret@host:many", "care@example.cn"),
    ("smtps://care:secret@", "care@example.cn"),
    ("smtps://care:secret@host?tls=yes", "care@example.cn"),
    ("smtps://care:secret@host", ""),
    ("smtps://care:secret@host", "care@example.cn\nBcc: all@example.cn"),
])  # fmt: skip
def test_a_setting_that_cannot_be_followed_is_named_without_its_password(monkeypatch, url, sender):
    monkeypatch.setenv("GUANJIA_SMTP_URL", url)
    monkeypatch.setenv("GUANJIA_MAIL_FROM", sender)
    settings.cache_clear()

    with pytest.raises(BadSetting, match="GUANJIA_") as refused:
        settings()

    assert "secret" not in str(refused.value)


def test_an_address_says_how_to_reach_the_server(monkeypatch):
    monkeypatch.setenv("GUANJIA_SMTP_URL", "smtp://care%40example.cn:se%2Fcret@mail.example.cn?starttls=1")
    monkeypatch.setenv("GUANJIA_MAIL_FROM", "care@example.cn")
    settings.cache_clear()

    smtp = settings().smtp

    assert smtp is not None
    assert (smtp.host, smtp.port, smtp.starts_tls, smtp.is_tls) == ("mail.example.cn", 587, True, False)
    assert (smtp.user, smtp.password) == ("care@example.cn", "se/cret")
    assert "cret" not in repr(smtp)


@pytest.fixture(autouse=True)
def _settings_are_read_afresh() -> Iterator[None]:
    yield
    settings.cache_clear()


def test_to_whom_was_written_is_forgotten_after_a_month_and_what_waits_goes_on_waiting(office):
    post()
    mail.send_waiting()
    post(key="later")
    before = clock.now()

    clock.freeze(before + timedelta(days=29))
    with database.transaction() as session:
        assert mail.sweep(session) == 0
    clock.freeze(before + timedelta(days=31))
    with database.transaction() as session:
        assert mail.sweep(session) == 1

    assert the_mail().key == "later"
