"""Asking by mail through a real server, asking whom, and the one reminder."""

import re
import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import col, select

from care import mail, privacy, surveys
from care.surveys import CustomerAnswer, Standing
from care.surveys.batches import AT_ONCE
from core import clock
from core.settings import settings
from db import session as database
from db.models import (
    ComplaintState,
    ConsentPurpose,
    ConsentStatus,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Mail,
    Task,
)

CONFIRMATION, HANDLING = InvitationPurpose.CONFIRMATION, InvitationPurpose.HANDLING
PROPOSED, CLOSED = ComplaintState.PROPOSED, ComplaintState.CLOSED


class Postbox:
    """Keeps what arrives."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - its library's name
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def configured(monkeypatch):
    """The firm has named its mail server and its domain; the port of the server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    monkeypatch.setenv("GUANJIA_SMTP_URL", f"smtp://127.0.0.1:{port}")
    monkeypatch.setenv("GUANJIA_MAIL_FROM", "care@example.cn")
    monkeypatch.setenv("GUANJIA_PUBLIC_URL", "https://care.example.cn")
    settings.cache_clear()
    yield port
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def postbox(configured):
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=configured)
    controller.start()
    yield box
    controller.stop()


def tokens_in(letter):
    return re.findall(r"https://care\.example\.cn/s/([\w-]{43})\b", letter.get_content())


def consent(session, actor, customer_id, status):
    privacy.record_consent(
        session, actor, customer_id, purpose=ConsentPurpose.SURVEY, status=status, channel="phone", evidence="录音 12"
    )


def tasks(session):
    return [(task.kind, task.assignee_id) for task in session.exec(select(Task).order_by(col(Task.id)))]


def test_a_link_that_is_mailed_arrives_in_both_languages_without_a_name_and_works(postbox, he, a_complaint, an_email):
    complaint = a_complaint(PROPOSED, handler=he)
    an_email(complaint.customer_id, "wangfang@example.cn")
    with database.transaction() as session:
        made = surveys.invite(session, he, complaint.id, purpose=CONFIRMATION, mode=InvitationMode.MAIL)

    assert mail.send_waiting() == 1

    (letter,) = postbox.letters
    assert letter["To"] == "wangfang@example.cn"
    assert "解决了吗" in letter["Subject"]
    assert "solved" in letter["Subject"]
    for personal in ("王芳", "何敏", "杯子", complaint.number):
        assert personal not in letter.get_content()
    token, again = tokens_in(letter)
    assert token == again
    assert made.address.endswith(token)
    with database.transaction() as session:
        assert surveys.answer(session, token, given=CustomerAnswer(True)) is CONFIRMATION


def test_a_link_is_mailed_only_where_it_can_arrive_and_lead_somewhere(session, monkeypatch, he, a_complaint, an_email):
    complaint = a_complaint(PROPOSED, handler=he)

    def refused():
        with pytest.raises(surveys.MayNotAsk) as why:
            surveys.invite(session, he, complaint.id, purpose=CONFIRMATION, mode=InvitationMode.MAIL)
        return str(why.value)

    assert "No mail server" in refused()
    monkeypatch.setenv("GUANJIA_SMTP_URL", "smtp://127.0.0.1:1")
    monkeypatch.setenv("GUANJIA_MAIL_FROM", "care@example.cn")
    settings.cache_clear()
    try:
        assert "GUANJIA_PUBLIC_URL" in refused()
        monkeypatch.setenv("GUANJIA_PUBLIC_URL", "https://care.example.cn")
        settings.cache_clear()
        assert "no e-mail address" in refused()
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert not session.exec(select(Invitation)).all()


def test_whoever_agreed_to_surveys_is_mailed_after_closing(session, configured, chen, he, a_complaint, an_email):
    complaint = a_complaint(CLOSED, handler=he)
    an_email(complaint.customer_id, "wangfang@example.cn")
    consent(session, chen, complaint.customer_id, ConsentStatus.GIVEN)

    surveys.queue_handling(session, complaint)

    assert session.exec(select(Mail.to)).all() == ["wangfang@example.cn"]
    assert session.exec(select(Invitation.mode)).all() == [InvitationMode.MAIL]
    assert tasks(session) == []


def test_an_address_that_no_server_takes_keeps_no_complaint_from_being_closed(
    session, configured, chen, he, a_complaint, an_email
):
    complaint = a_complaint(CLOSED, handler=he)
    an_email(complaint.customer_id, "w" * 65 + "@example.cn")
    consent(session, chen, complaint.customer_id, ConsentStatus.GIVEN)

    surveys.queue_handling(session, complaint)

    assert not session.exec(select(Mail)).all()
    assert tasks(session) == [("survey_link", he.id)]


def test_whoever_never_said_is_not_mailed_and_the_handler_hands_the_link_over(
    session, configured, he, a_complaint, an_email
):
    complaint = a_complaint(CLOSED, handler=he)
    an_email(complaint.customer_id, "wangfang@example.cn")

    surveys.queue_handling(session, complaint)

    assert not session.exec(select(Mail)).all()
    assert tasks(session) == [("survey_link", he.id)]


@pytest.mark.parametrize("status", [ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN])
def test_whoever_declined_surveys_is_left_alone(session, configured, chen, he, a_complaint, an_email, status):
    complaint = a_complaint(CLOSED, handler=he)
    an_email(complaint.customer_id, "wangfang@example.cn")
    consent(session, chen, complaint.customer_id, ConsentStatus.GIVEN)
    consent(session, chen, complaint.customer_id, status)

    surveys.queue_handling(session, complaint)

    assert not session.exec(select(Mail)).all()
    assert tasks(session) == []
    with pytest.raises(surveys.MayNotAsk, match="does not want"):
        surveys.invite(session, he, complaint.id, purpose=HANDLING)


def test_that_it_is_solved_is_asked_as_part_of_the_service(session, chen, he, a_complaint):
    complaint = a_complaint(PROPOSED, handler=he)
    consent(session, chen, complaint.customer_id, ConsentStatus.REFUSED)

    assert surveys.invite(session, he, complaint.id, purpose=CONFIRMATION).path


def test_a_handed_over_link_is_reminded_of_once_by_a_task(session, he, a_complaint, a_link):
    a_link(he, a_complaint(PROPOSED, handler=he))

    assert surveys.remind_due(session) == 0
    clock.freeze(clock.now() + timedelta(days=3))
    assert surveys.remind_due(session) == 1
    assert surveys.remind_due(session) == 0
    clock.freeze(clock.now() + timedelta(days=3))
    assert surveys.remind_due(session) == 0
    assert tasks(session) == [("chase_customer", he.id)]


def test_a_mailed_link_is_reminded_of_once_by_a_mail_whose_link_ends_with_the_first(postbox, he, a_complaint, an_email):
    complaint = a_complaint(PROPOSED, handler=he)
    an_email(complaint.customer_id, "wangfang@example.cn")
    with database.transaction() as session:
        surveys.invite(session, he, complaint.id, purpose=CONFIRMATION, mode=InvitationMode.MAIL)
    ends = clock.now() + timedelta(days=14)
    for days in (3, 3, 3):
        clock.freeze(clock.now() + timedelta(days=days))
        with database.transaction() as session:
            surveys.remind_due(session)

    assert mail.send_waiting() == 2

    first, second = (tokens_in(letter)[0] for letter in postbox.letters)
    assert "only reminder" in postbox.letters[1].get_content()
    with database.transaction() as session:
        with pytest.raises(surveys.LinkWithdrawn):
            surveys.form(session, first)
        assert surveys.form(session, second).expires_at == ends
        latest = surveys.of_complaint(session, he, complaint.id).latest(CONFIRMATION)
        assert latest is not None
        assert latest.standing is Standing.OPEN
        assert latest.reminded_at is not None


def test_however_many_are_due_all_are_reminded_of_on_that_day(he, a_complaint, a_link):
    a_link(he, a_complaint(PROPOSED, handler=he))
    with database.transaction() as session:
        first = session.exec(select(Invitation)).one()
        over = {"remind_at": clock.now() - timedelta(days=1), "expires_at": clock.now()}
        for n in range(AT_ONCE):
            copy = first.model_dump(exclude={"id", "created_at", "updated_at"}) | over | {"token_hash": f"{n}"}
            session.add(Invitation(**copy))
    clock.freeze(clock.now() + timedelta(days=3))

    assert surveys.remind_all() == 1


def test_nobody_is_reminded_who_answered_or_whose_complaint_went_on(session, he, a_complaint, a_link):
    answered, gone_on = a_complaint(PROPOSED, handler=he), a_complaint(PROPOSED, handler=he)
    surveys.answer(session, a_link(he, answered), given=CustomerAnswer(True))
    a_link(he, gone_on)
    gone_on.state = ComplaintState.INVESTIGATING
    session.flush()
    clock.freeze(clock.now() + timedelta(days=4))

    assert surveys.remind_due(session) == 0
    assert tasks(session) == []


def test_what_was_mailed_no_longer_lies_in_the_database(postbox, he, a_complaint, an_email):
    complaint = a_complaint(PROPOSED, handler=he)
    an_email(complaint.customer_id, "wangfang@example.cn")
    with database.transaction() as session:
        surveys.invite(session, he, complaint.id, purpose=CONFIRMATION, mode=InvitationMode.MAIL)
    mail.send_waiting()

    with database.reading() as session:
        assert session.exec(select(Mail.body)).all() == [""]
