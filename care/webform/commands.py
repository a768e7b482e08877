"""Taking down what a stranger sent: after everything that a robot would fail at, as a lead of ours."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from auth import keys
from auth.actor import SYSTEM
from care import leads, privacy, rulebook
from care.leads import Agreed, NewLead
from care.webform.entry import Entry, email_of, looks_like_advertising, problems
from care.webform.policy import WebFormPolicy
from care.webform.queries import ADDRESS, KEY
from care.webform.refusals import Advertising, FilledTheTrap, NotOpen, OpenTooLong, TooFast
from care.webform.seal import Seal, is_too_fast, is_too_old, opened
from core import clock
from core.errors import Invalid
from core.settings import settings
from db.models import ConsentPurpose, Lead, LeadOrigin, Source


@dataclass(frozen=True)
class Received:
    """What the stranger is told: nothing of whether we knew them."""

    due_at: datetime | None
    """None: nothing is promised any more, since the time has passed or somebody has spoken with them."""
    reach: str


def submit(session: Session, entry: Entry, *, ip: str) -> Received:
    """Register the lead, or add the words to the open one of the same phone.

    Evidence of consent is the notice that was shown, the moment, and a digest of the address, never the address.
    """
    policy = rulebook.in_force(session, WebFormPolicy)
    if not policy.is_open or not settings().company:
        raise NotOpen
    seal = _genuine(session, entry)
    lead = _lead(entry, seal, ip)
    found = leads.tell_more(session, SYSTEM, lead=lead, within=policy.joins_within)
    row = found or leads.register(session, SYSTEM, lead=lead, despite=True)
    return Received(_promised(row), policy.reach)


def _promised(lead: Lead) -> datetime | None:
    is_ahead = lead.first_contact_at is None and lead.due_at is not None and lead.due_at > clock.now()
    return lead.due_at if is_ahead else None


def _genuine(session: Session, entry: Entry) -> Seal:
    """The seal of the page that was filled in, once nothing speaks for a program. What people mistype is told first."""
    now = clock.now()
    seal = opened(entry.seal, keys.key(KEY))
    if seal is None or is_too_old(seal, now) or seal.notice != privacy.notice_shown(session).version:
        raise OpenTooLong
    if wrong := problems(entry):
        raise Invalid(wrong)
    if entry.trap.strip():
        raise FilledTheTrap
    if is_too_fast(seal, now):
        raise TooFast
    if looks_like_advertising(entry):
        raise Advertising
    return seal


def _lead(entry: Entry, seal: Seal, ip: str) -> NewLead:
    evidence = f"{ADDRESS} · {seal.notice} · {clock.now().isoformat(timespec='seconds')} · {digest_of(ip)}"
    agreed = (ConsentPurpose.SERVICE, *sorted(entry.agreed))
    return NewLead(
        name=entry.name,
        phone=entry.phone,
        company=entry.company,
        email=email_of(entry),
        source=Source.WEBSITE,
        region=entry.region,
        need=entry.words,
        note=f"#{entry.via}" if entry.via else "",
        origin=LeadOrigin.WEB,
        consents=tuple(Agreed(purpose, "form", evidence, clock.now(), seal.notice) for purpose in agreed),
    )


def digest_of(ip: str) -> str:
    """Tells two addresses apart and neither to anybody: the salt never leaves this installation."""
    return hmac.new(keys.key(KEY), ip.encode(), hashlib.sha256).hexdigest()[:16]
