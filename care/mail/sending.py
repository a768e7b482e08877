"""Sending what waits: claimed, sent outside any transaction, then marked. At least once, never in silence."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, update
from sqlmodel import Session, col, select

from auth.permissions import Permission
from care import notices
from care.mail.letters import letter
from care.notices import NoticeKind
from core import clock
from core.errors import Refusal
from core.i18n import _
from core.settings import Smtp, settings
from db import session as database
from db.models import Mail, MailState

ATTEMPTS = 5
_PAUSES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
_AT_ONCE = 50
_PATIENCE = 20
"""Seconds to wait for an answer: far less than the shortest pause, so that nobody else takes the message."""


class MailServerDown(Refusal):
    """What waits goes on waiting; no attempt is counted."""

    def __init__(self) -> None:
        super().__init__(_("The mail server cannot be reached, or does not let us in."))


def send_waiting() -> int:
    """Send what is due, in transactions of its own; how many were taken."""
    smtp = settings().smtp
    with database.reading() as session:
        due = select(Mail.id).where(_is_due()).order_by(col(Mail.next_at), col(Mail.id)).limit(_AT_ONCE)
        waiting = session.exec(due).all()
    if smtp is None or not waiting:
        return 0
    with _connected(smtp) as server:
        return sum(_send(server, smtp, mail_id) for mail_id in waiting)


def _send(server: smtplib.SMTP, smtp: Smtp, mail_id: int) -> bool:
    mail = _claimed(mail_id)
    if mail is None:
        return False
    try:
        server.send_message(letter(mail, smtp))
    except smtplib.SMTPServerDisconnected as error:
        _note_failure(mail_id, _code(error))  # a message that a server hangs up on must not hold up the others for ever
        raise MailServerDown from error
    except (smtplib.SMTPException, ValueError, OSError) as error:
        _note_failure(mail_id, _code(error))
        return False
    with database.transaction() as session:
        sent = session.get_one(Mail, mail_id)
        sent.state, sent.sent_at, sent.error = MailState.SENT, clock.now(), ""
        sent.body = ""  # it may hold a link that works once, and the customer has it now
    return True


def _claimed(mail_id: int) -> Mail | None:
    """Ours for as long as the next pause; whoever dies with it leaves it to the next run."""
    with database.transaction() as session:
        mail = session.exec(select(Mail).where(col(Mail.id) == mail_id)).one()
        pause = _PAUSES[min(mail.attempts, len(_PAUSES) - 1)]
        ours = update(Mail).where(col(Mail.id) == mail_id, _is_due())
        values = {"attempts": mail.attempts + 1, "next_at": clock.now() + pause}
        if session.connection().execute(ours.values(**values)).rowcount != 1:
            return None
        session.refresh(mail)
        return mail


def _note_failure(mail_id: int, code: str) -> None:
    with database.transaction() as session:
        mail = session.get_one(Mail, mail_id)
        mail.error = code
        if mail.attempts >= ATTEMPTS:
            mail.state, mail.body = MailState.FAILED, ""
            _tell_administrators(session, mail)


def _tell_administrators(session: Session, mail: Mail) -> None:
    people = notices.who_may(session, Permission.SETTINGS_CHANGE)
    notices.tell(
        session, people, NoticeKind.MAIL_FAILED, key=f"mail-failed:{mail.key}", detail={"attempts": mail.attempts}
    )


def _code(error: Exception) -> str:
    """What the server answered, as a number: its words may hold the recipient's address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused) and error.recipients:
        return f"SMTP {next(iter(error.recipients.values()))[0]}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"SMTP {error.smtp_code}"
    return type(error).__name__


def _is_due() -> ColumnElement[bool]:
    return and_(col(Mail.state) == MailState.WAITING, col(Mail.next_at) <= clock.now())


@contextmanager
def _connected(smtp: Smtp) -> Iterator[smtplib.SMTP]:
    try:
        server = _open(smtp)
    except (smtplib.SMTPException, OSError) as error:
        raise MailServerDown from error
    try:
        yield server
    finally:
        server.close()


def _open(smtp: Smtp) -> smtplib.SMTP:
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if smtp.is_tls:
        server = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=_PATIENCE, context=context)
    else:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=_PATIENCE)
    try:
        if smtp.starts_tls:
            server.starttls(context=context)
        if smtp.user:
            server.login(smtp.user, smtp.password)
    except BaseException:
        server.close()
        raise
    return server
