"""A message as it goes over the wire: plain text in UTF-8, the same Message-ID at every attempt."""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from core import clock
from core.settings import Smtp
from db.models import Mail


def letter(mail: Mail, smtp: Smtp) -> EmailMessage:
    """A mail server that has taken it before knows it by its Message-ID."""
    name, sender = parseaddr(smtp.sender)
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(name, addr_spec=sender)
    made["To"] = Address(addr_spec=_ascii_host(mail.to))
    made["Subject"] = mail.subject
    made["Date"] = format_datetime(clock.local(mail.created_at))
    made["Message-ID"] = f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:32]}.{mail.id}@{_host(sender)}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.body)
    return made


def _ascii_host(address: str) -> str:
    person, _at, host = address.rpartition("@")
    return f"{person}@{_encoded(host)}"


def _host(address: str) -> str:
    return _encoded(address.rpartition("@")[2])


def _encoded(host: str) -> str:
    """例子.中国 as mail servers know it."""
    return host if host.isascii() else host.encode("idna").decode()
