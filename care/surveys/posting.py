"""The link by mail, where mail and the domain of the links are set up."""

from dataclasses import replace

from sqlmodel import Session

from care import mail
from care.mail import Letter
from care.surveys.letters import letter
from core import clock
from core.i18n import _
from core.settings import settings
from db.models import Invitation


def may_mail(to: str) -> bool:
    return not why_no_mail(to)


def why_no_mail(to: str) -> str:
    """Why the link cannot be mailed to this address; empty: it can."""
    if not mail.is_configured():
        return _("No mail server is set up. Hand the link over yourself, or ask an administrator.")
    if not settings().public_url:
        return _("GUANJIA_PUBLIC_URL is not set, so a link in a mail would lead nowhere. Ask an administrator.")
    return "" if mail.can_reach(to) else _("We have no e-mail address of this customer.")


def can_mail() -> bool:
    """A mail server and the domain of the links are set up."""
    return mail.is_configured() and bool(settings().public_url)


def mail_it(session: Session, invitation: Invitation, *, address: str, to: str) -> None:
    mail.post_many(session, [letter_for(invitation, address=address, to=to)])


def remind(session: Session, invitation: Invitation, *, address: str, to: str) -> None:
    """The second message of the same invitation, with a newer link: the first one works no longer."""
    again = letter_for(invitation, address=address, to=to)
    mail.post_many(session, [replace(again, key=f"{again.key}:again")])


def letter_for(invitation: Invitation, *, address: str, to: str) -> Letter:
    """The message that carries this invitation's link."""
    days = max(1, round((invitation.expires_at - clock.now()).total_seconds() / 86_400))
    is_reminder = invitation.reminded_at is not None
    subject, body = letter(invitation.purpose, address, days=days, is_reminder=is_reminder)
    return Letter(f"survey:{invitation.id}", to, subject, body)
