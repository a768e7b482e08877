"""What people do with a greeting: send it, skip it, take that back."""

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import customers, mail, privacy, rulebook
from care.greetings.finding import find_to_change, name_of, receiver_of
from care.greetings.policy import GreetingPolicy, Window
from care.greetings.refusals import AlreadyOver, CannotTakeBack, NoConsent, NoMailbox, TooLate
from care.greetings.wanted import purpose_of
from care.greetings.wordings import Wording
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import Customer, Greeting, GreetingState, Medium

BY_HAND = (Medium.WECHAT, Medium.WECOM, Medium.PHONE, Medium.VISIT, Medium.LETTER)
"""What a person does elsewhere and notes here."""
LONGEST_WORDS, LONGEST_TITLE, LONGEST_REASON = 2000, 200, 300


def send(session: Session, actor: Actor, greeting_id: int, *, medium: Medium, words: str, title: str = "") -> Greeting:
    """Note that it was said, or put it into the outbox. Consent is asked again at this very moment."""
    actor.require(Permission.GREETING_SEND)
    row, customer = find_to_change(session, actor, greeting_id, Permission.GREETING_SEND)
    _check(medium, words, title)
    require_sendable(session, row)

    deliver(session, row, customer, medium, Wording(words.strip(), title.strip()))
    _done(row, actor, GreetingState.SENT)
    audit.record(session, actor, "greeting.sent", row)
    return row


def skip(session: Session, actor: Actor, greeting_id: int, *, reason: str) -> Greeting:
    """Not this time, and why."""
    actor.require(Permission.GREETING_SEND)
    row, _customer = find_to_change(session, actor, greeting_id, Permission.GREETING_SEND)
    _check_open(session, row)
    if not reason.strip():
        raise Invalid({"reason": _("Please say why, for whoever looks after this customer later.")})

    row.reason = reason.strip()[:LONGEST_REASON]
    _done(row, actor, GreetingState.SKIPPED)
    audit.record(session, actor, "greeting.skipped", row)
    return row


def reopen(session: Session, actor: Actor, greeting_id: int) -> Greeting:
    """Take a click back: it stands on the list again. A mail on its way cannot be called back."""
    actor.require(Permission.GREETING_SEND)
    row, _customer = find_to_change(session, actor, greeting_id, Permission.GREETING_SEND)
    is_mailed = row.state is GreetingState.SENT and row.medium is Medium.EMAIL
    if row.state not in (GreetingState.SENT, GreetingState.SKIPPED) or is_mailed:
        raise CannotTakeBack

    row.state, row.medium, row.words, row.reason = GreetingState.PLANNED, None, "", ""
    row.done_at = row.done_by_id = None
    audit.record(session, actor, "greeting.reopened", row)
    return row


def require_sendable(session: Session, row: Greeting) -> None:
    """Open, not too late, and agreed to: the customer's file is held, so that no withdrawal slips in between."""
    _check_open(session, row)
    policy = rulebook.in_force(session, GreetingPolicy)
    if row.day < Window.around(clock.today(), policy).first:
        raise TooLate(days=policy.late_days)
    customers.hold(session, [row.customer_id])
    if not privacy.has_agreed(session, row.customer_id, purpose_of(row.occasion)):
        raise NoConsent


def deliver(session: Session, row: Greeting, customer: Customer, medium: Medium, said: Wording) -> None:
    """What was said stays with the greeting; a mail goes into the outbox in the same transaction."""
    if medium is Medium.EMAIL:
        mailbox = receiver_of(session, customer, row.contact_id).mailbox
        if not (mailbox and mail.is_configured()):
            raise NoMailbox(has_server=mail.is_configured())
        mail.post(session, key=f"greeting:{row.id}", to=mailbox, subject=said.title, body=said.words)
    row.medium, row.words = medium, said.words


def _check(medium: Medium, words: str, title: str) -> None:
    problems = {}
    if medium not in (*BY_HAND, Medium.EMAIL):
        problems["medium"] = _("Please choose one of the list.")
    if not 0 < len(words.strip()) <= LONGEST_WORDS:
        problems["words"] = _("Please write something, up to {n} characters.").format(n=LONGEST_WORDS)
    if medium is Medium.EMAIL and not 0 < len(title.strip()) <= LONGEST_TITLE:
        problems["title"] = _("Please give the mail a subject.")
    if problems:
        raise Invalid(problems)


def _check_open(session: Session, row: Greeting) -> None:
    if row.state is not GreetingState.PLANNED:
        name = name_of(session, row.done_by_id)
        raise AlreadyOver(name=name, is_cancelled=row.state is GreetingState.CANCELLED)


def _done(row: Greeting, actor: Actor, state: GreetingState) -> None:
    row.state, row.done_at, row.done_by_id = state, clock.now(), actor.id


def mark_sent(row: Greeting, actor: Actor) -> None:
    _done(row, actor, GreetingState.SENT)
