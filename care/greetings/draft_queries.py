"""One greeting opened: whom it is for, its words for every way to say them, and what was said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import mail, privacy, rulebook
from care.customers import mask_email
from care.greetings.drafting import Occurrence, Way, drafts
from care.greetings.finding import find, name_of, receiver_of
from care.greetings.lines import PastLine
from care.greetings.policy import GreetingPolicy, Window
from care.greetings.wanted import purpose_of
from care.greetings.wordings import Wording
from core import clock
from db.models import Customer, Greeting, GreetingState, Medium, Occasion, User

_PAST = timedelta(days=750)


@dataclass(frozen=True)
class Draft:
    id: int
    customer_id: int
    customer: str
    person: str
    """Who is addressed: the customer, or somebody there."""
    title: str
    occasion: Occasion
    about: str
    day: date
    years: int | None
    state: GreetingState
    medium: Medium | None
    words: str
    """What was said, once it was."""
    done_by: str
    done_at: datetime | None
    reason: str
    drafts: Mapping[Way, Wording]
    mailbox: str
    """Masked; empty: this person has none."""
    can_mail: bool
    has_agreed: bool
    is_late: bool
    may_send: bool
    needs: str
    """What the file says that they like, for whoever writes."""


def greeting(session: Session, actor: Actor, greeting_id: int) -> Draft:
    actor.require(Permission.GREETING_READ)
    row, customer = find(session, actor, greeting_id, Permission.GREETING_READ)
    receiver = receiver_of(session, customer, row.contact_id)
    window = Window.around(clock.today(), rulebook.in_force(session, GreetingPolicy))
    is_open = row.state is GreetingState.PLANNED
    return Draft(
        id=row.id, customer_id=customer.id, customer=customer.name, person=receiver.addressee.name,
        title=receiver.addressee.title, occasion=row.occasion, about=row.about, day=row.day, years=row.years,
        state=row.state, medium=row.medium, words=row.words, done_by=name_of(session, row.done_by_id),
        done_at=row.done_at, reason=row.reason,
        drafts=drafts(session, actor, Occurrence.of(row), receiver.addressee) if is_open else {},
        mailbox=mask_email(receiver.mailbox) if receiver.mailbox else "",
        can_mail=mail.is_configured() and bool(receiver.mailbox),
        has_agreed=privacy.has_agreed(session, customer.id, purpose_of(row.occasion)),
        is_late=row.day < window.first, may_send=_reaches(session, actor, customer.id), needs=customer.preferences,
    )  # fmt: skip


def past_greetings(session: Session, actor: Actor, customer_id: int) -> tuple[PastLine, ...]:
    """What this customer was wished lately, and what was not, the newest first."""
    actor.require(Permission.GREETING_READ)
    rows = session.exec(
        select(Greeting, col(User.name))
        .join(Customer, col(Customer.id) == col(Greeting.customer_id))
        .outerjoin(User, col(User.id) == col(Greeting.done_by_id))
        .where(col(Greeting.customer_id) == customer_id, customers_visible_to(actor, Permission.GREETING_READ))
        .where(col(Greeting.state) != GreetingState.PLANNED, col(Greeting.day) >= clock.today() - _PAST)
        .order_by(col(Greeting.day).desc(), col(Greeting.id).desc())
        .limit(20)
    )
    return tuple(
        PastLine(
            row.id, row.occasion, row.about, row.day, row.state, row.medium, row.done_at, by or "", row.reason,
            row.cancelled_for,
        )
        for row, by in rows
    )  # fmt: skip


def _reaches(session: Session, actor: Actor, customer_id: int) -> bool:
    if not actor.may(Permission.GREETING_SEND):
        return False
    reach = customers_visible_to(actor, Permission.GREETING_SEND)
    return session.exec(select(col(Customer.id)).where(col(Customer.id) == customer_id, reach)).first() is not None
