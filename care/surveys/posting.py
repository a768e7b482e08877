"""The link by mail, where mail and the domain of the links are set up."""

from sqlmodel import Session

from care import mail
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


def mail_it(session: Session, invitation: Invitation, *, address: str, to: str) -> None:
    days = max(1, round((invitation.expires_at - clock.now()).total_seconds() / 86_400))
    is_reminder = invitation.reminded_at is not None
    subject, body = letter(invitation.purpose, address, days=days, is_reminder=is_reminder)
    mail.post(session, key=f"survey:{invitation.id}", to=to, subject=subject, body=body)
