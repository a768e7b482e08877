"""Gifts: asked for, approved by somebody else above an amount, given; within what a customer may get in a year."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import customers, notices, privacy, rulebook
from care.greetings.finding import find_gift
from care.greetings.giving import COUNTED, may_move, needs_approval
from care.greetings.policy import GreetingPolicy
from care.greetings.refusals import GiftMoved, NoConsent, OwnGift
from care.notices import NoticeKind, Telling
from core import clock
from core.errors import Invalid, NotFound
from core.i18n import _
from db.models import ConsentPurpose, Customer, Gift, GiftState, Greeting, Subject

_LONGEST_WHAT, _LONGEST_REASON, _MOST_CENTS = 120, 300, 10_000_000_00


@dataclass(frozen=True)
class NewGift:
    what: str
    cost_cents: int
    reason: str = ""
    greeting_id: int | None = None


def ask_gift(session: Session, actor: Actor, customer_id: int, *, gift: NewGift) -> Gift:
    """Up to the free amount it is approved at once; above it somebody else decides. Never beyond the year's limit."""
    actor.require(Permission.GREETING_SEND)
    customer = _customer(session, actor, customer_id)
    policy, year = rulebook.in_force(session, GreetingPolicy), clock.today().year
    _check(session, customer_id, gift)
    customers.hold(session, [customer_id])  # two gifts asked for at once are counted one after the other
    if not privacy.has_agreed(session, customer_id, ConsentPurpose.CARE):
        raise NoConsent
    _check_year(spent(session, customer_id, year), gift.cost_cents, policy)
    waits = needs_approval(gift.cost_cents, policy.gift_free_yuan)
    row = Gift(
        customer_id=customer_id, greeting_id=gift.greeting_id, what=gift.what.strip(), cost_cents=gift.cost_cents,
        reason=gift.reason.strip()[:_LONGEST_REASON], state=GiftState.ASKED if waits else GiftState.APPROVED,
        year=year, asked_by_id=actor.id, asked_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(session, actor, "gift.asked", row, detail={"cents": gift.cost_cents, "state": row.state.value})
    if waits:
        _tell_approvers(session, row, customer, by_id=actor.id)
    return row


def decide_gift(session: Session, actor: Actor, gift_id: int, *, approve: bool, words: str) -> Gift:
    """Four eyes: whoever asked for it does not decide. A refusal says why."""
    actor.require(Permission.GIFT_APPROVE)
    row, _of = find_gift(session, actor, gift_id, Permission.GIFT_APPROVE)
    if row.asked_by_id == actor.id:
        raise OwnGift
    if not approve and not words.strip():
        raise Invalid({"words": _("Please say why, for whoever asked.")})
    _move(row, GiftState.APPROVED if approve else GiftState.REFUSED, expected=GiftState.ASKED)
    row.decided_by_id, row.decided_at, row.decision = actor.id, clock.now(), words.strip()[:_LONGEST_REASON]
    audit.record(session, actor, "gift.approved" if approve else "gift.refused", row)
    kind = NoticeKind.GIFT_APPROVED if approve else NoticeKind.GIFT_REFUSED
    people = [row.asked_by_id] if row.asked_by_id else []
    notices.tell_many(session, [Telling(people, kind, f"gift-decided:{row.id}", Subject.CUSTOMER, row.customer_id)])
    return row


def give_gift(session: Session, actor: Actor, gift_id: int) -> Gift:
    """It is with the customer now."""
    actor.require(Permission.GREETING_SEND)
    row, _of = find_gift(session, actor, gift_id, Permission.GREETING_SEND)
    _move(row, GiftState.GIVEN, expected=GiftState.APPROVED)
    row.given_on, row.given_by_id = clock.today(), actor.id
    audit.record(session, actor, "gift.given", row)
    return row


def take_gift_back(session: Session, actor: Actor, gift_id: int) -> Gift:
    """The click was wrong: it was not given."""
    actor.require(Permission.GREETING_SEND)
    row, _of = find_gift(session, actor, gift_id, Permission.GREETING_SEND)
    _move(row, GiftState.APPROVED, expected=GiftState.GIVEN)
    row.given_on = row.given_by_id = None
    audit.record(session, actor, "gift.not_given", row)
    return row


def withdraw_gift(session: Session, actor: Actor, gift_id: int) -> Gift:
    """No longer wanted: its cost counts no more."""
    actor.require(Permission.GREETING_SEND)
    row, _of = find_gift(session, actor, gift_id, Permission.GREETING_SEND)
    _move(row, GiftState.WITHDRAWN, expected=row.state)
    audit.record(session, actor, "gift.withdrawn", row)
    return row


def spent(session: Session, customer_id: int, year: int) -> int:
    """Cents asked for, approved and given to this customer in this year."""
    total = select(func.coalesce(func.sum(col(Gift.cost_cents)), 0)).where(
        col(Gift.customer_id) == customer_id, col(Gift.year) == year, col(Gift.state).in_(COUNTED)
    )
    return int(session.exec(total).one())


def _move(row: Gift, to: GiftState, *, expected: GiftState) -> None:
    if row.state is not expected or not may_move(row.state, to):
        raise GiftMoved
    row.state = to


def _customer(session: Session, actor: Actor, customer_id: int) -> Customer:
    reach = customers_visible_to(actor, Permission.GREETING_SEND)
    found = session.exec(select(Customer).where(col(Customer.id) == customer_id, reach)).first()
    if found is None:
        raise NotFound
    return found


def _check(session: Session, customer_id: int, gift: NewGift) -> None:
    problems = {}
    if not 0 < len(gift.what.strip()) <= _LONGEST_WHAT:
        problems["what"] = _("Please say what is given.")
    if not 0 < gift.cost_cents <= _MOST_CENTS:
        problems["cost"] = _("Please enter what it costs.")
    if gift.greeting_id is not None:
        greeting = session.get(Greeting, gift.greeting_id)
        if greeting is None or greeting.customer_id != customer_id:
            problems["greeting"] = _("Please choose one of the list.")
    if problems:
        raise Invalid(problems)


def _check_year(before: int, cost: int, policy: GreetingPolicy) -> None:
    left = policy.gift_year_yuan * 100 - before
    if cost > left:
        sentence = _("A customer gets gifts for ¥{limit} a year at most; ¥{left} are left for this one.")
        raise Invalid({"cost": sentence.format(limit=policy.gift_year_yuan, left=f"{max(left, 0) / 100:g}")})


def _tell_approvers(session: Session, row: Gift, customer: Customer, *, by_id: int | None) -> None:
    """The managers of the customer's team; where it has none, whoever may decide for the whole firm."""
    of_team = notices.who_may(session, Permission.GIFT_APPROVE, team_id=customer.team_id) if customer.team_id else ()
    people = [id_ for id_ in of_team if id_ != by_id] or list(notices.who_may(session, Permission.GIFT_APPROVE))
    others = [id_ for id_ in people if id_ != by_id]
    notices.tell_many(
        session, [Telling(others, NoticeKind.GIFT_ASKED, f"gift-asked:{row.id}", Subject.CUSTOMER, customer.id)]
    )
