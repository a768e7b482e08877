"""Asking about a purchase: noted with the order, asked some days later, once."""

from datetime import timedelta

from sqlmodel import Session, col, select

from care import mail, rulebook, tasks
from care.surveys.asking import AskingPolicy
from care.surveys.batches import AT_ONCE, Batch, all_of
from care.surveys.drafting import version_to_ask
from care.surveys.links import address_of, new_token
from care.surveys.posting import can_mail, mail_it
from care.surveys.questions import SurveyPolicy
from care.surveys.reach import DECLINED, asked_since, mailbox_of_customer, said_of
from care.surveys.shipped import TRANSACTION, ship
from care.tasks import TaskKind
from core import clock
from db import dialect
from db.models import (
    ConsentStatus,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Order,
    OrderStatus,
    OrderSurvey,
    Questionnaire,
    QuestionnaireKind,
    QuestionnaireState,
    QuestionnaireVersion,
    Subject,
    User,
    UserStatus,
)

_STALE = timedelta(days=30)
"""Whoever writes down an older order is filling in history: its buyer is not asked any more."""
MAILED, ON_A_LIST, CANCELLED, GONE = "mailed", "to_hand_over", "cancelled", "customer_gone"
DECLINED_IT, LATELY, NOBODY = "declined", "lately", "nobody_to_ask"


def ask_after_order(session: Session, order: Order) -> None:
    """Note that its buyer is to be asked in some days, if the policy wants it."""
    policy = rulebook.in_force(session, AskingPolicy)
    is_fresh = order.ordered_on >= clock.today() - _STALE
    if not policy.after_orders or order.status is not OrderStatus.VALID or not is_fresh:
        return
    due_at = max(clock.now(), clock.start_of(order.ordered_on) + policy.order_days)
    row = {"order_id": order.id, "customer_id": order.customer_id, "due_at": due_at, "outcome": ""}
    dialect.insert_new(session, OrderSurvey, [row])


def ask_all() -> int:
    """Ask every buyer whose day has come, in transactions of their own; how many are asked now."""
    return all_of(ask_some)


def ask_due(session: Session) -> int:
    """The same of those who were first in turn."""
    return ask_some(session).done


def ask_some(session: Session) -> Batch:
    """What stands against asking a buyer is written down."""
    query = select(OrderSurvey).where(col(OrderSurvey.settled_at).is_(None), col(OrderSurvey.due_at) <= clock.now())
    if not rulebook.in_force(session, AskingPolicy).after_orders or session.exec(query.limit(1)).first() is None:
        return Batch(0, 0)
    dialect.lock_surveys(session)
    version = _version(session)
    due = session.exec(query.order_by(col(OrderSurvey.due_at)).limit(AT_ONCE).with_for_update()).all()
    if version is None:
        return Batch(0, 0)  # no questionnaire for purchases is in use
    for row in due:
        row.outcome, row.settled_at = _ask(session, row, version), clock.now()
        session.flush()
    return Batch(len(due), sum(row.outcome in (MAILED, ON_A_LIST) for row in due))


def _version(session: Session) -> QuestionnaireVersion | None:
    """Of the questionnaire for purchases: the firm's own newest, else the one that came with the product."""
    ship(session)
    in_use = select(Questionnaire).where(
        col(Questionnaire.kind) == QuestionnaireKind.TRANSACTION, col(Questionnaire.state) == QuestionnaireState.IN_USE
    )
    found = session.exec(in_use).all()
    chosen = max(found, key=lambda one: (one.key != TRANSACTION.key, one.id), default=None)
    return version_to_ask(session, chosen.id) if chosen else None


def _ask(session: Session, row: OrderSurvey, version: QuestionnaireVersion) -> str:
    order, customer = session.get_one(Order, row.order_id), session.get_one(Customer, row.customer_id)
    if order.status is not OrderStatus.VALID:
        return CANCELLED
    if customer.deleted_at is not None:
        return GONE
    said = said_of(session, customer.id)
    if said in DECLINED:
        return DECLINED_IT
    if asked_since(session, customer.id):
        return LATELY
    to = mailbox_of_customer(session, customer.id) if said is ConsentStatus.GIVEN and can_mail() else ""
    if to and mail.can_reach(to):
        _mail(session, order, customer, version, to=to)
        return MAILED
    owner = session.get(User, customer.owner_id) if customer.owner_id else None
    if owner is None or owner.status is not UserStatus.ACTIVE:
        return NOBODY
    _put_on_a_list(session, order, customer, version, owner_id=owner.id)
    return ON_A_LIST


def _mail(session: Session, order: Order, customer: Customer, version: QuestionnaireVersion, *, to: str) -> None:
    token, token_hash = new_token()
    policy, now = rulebook.in_force(session, SurveyPolicy), clock.now()
    invitation = _invitation(session, order, customer, version, InvitationMode.MAIL)
    invitation.token_hash, invitation.asked_at, invitation.remind_at = token_hash, now, now + policy.remind_after
    session.flush()
    mail_it(session, invitation, address=address_of(token), to=to)


def _put_on_a_list(
    session: Session, order: Order, customer: Customer, version: QuestionnaireVersion, *, owner_id: int
) -> None:
    invitation = _invitation(session, order, customer, version, InvitationMode.LINK)
    invitation.to_do_since = clock.now()
    tasks.make(
        session,
        kind=TaskKind.SURVEY_LINK,
        assignee_id=owner_id,
        due_at=clock.now() + timedelta(days=2),
        subject=Subject.CUSTOMER,
        subject_id=customer.id,
        key=f"survey-order:{order.id}",
    )


def _invitation(
    session: Session, order: Order, customer: Customer, version: QuestionnaireVersion, mode: InvitationMode
) -> Invitation:
    now = clock.now()
    row = Invitation(
        purpose=InvitationPurpose.TRANSACTION,
        mode=mode,
        order_id=order.id,
        questionnaire_version_id=version.id,
        customer_id=customer.id,
        owner_id=customer.owner_id,
        team_id=customer.team_id,
        tier=customer.tier,
        sent_at=now,
        expires_at=now + rulebook.in_force(session, SurveyPolicy).valid_for,
    )
    session.add(row)
    session.flush()
    return row
