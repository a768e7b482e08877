"""What a gate's form holds before anybody types: what the file knows already, and days by the policy."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from auth.actor import Actor
from care import surveys
from care.complaints.finding import handlers
from care.complaints.lifecycle import Move, Rule
from care.complaints.standing import policy_of
from care.complaints.talking import newest_contact
from core import clock
from core.i18n import _
from db.models import Complaint, Confirmation, Customer


def prefilled(session: Session, actor: Actor, complaint: Complaint, rule: Rule) -> Mapping[str, Any]:
    """By code of the fields; what is not in it starts empty."""
    fill = _FILLS.get(rule.move)
    return {} if fill is None else {code: value for code, value in fill(session, actor, complaint).items() if value}


def _accept(session: Session, actor: Actor, complaint: Complaint) -> dict[str, Any]:
    mine = actor.id if actor.id in handlers(session) else None
    return {
        "handler_id": complaint.handler_id or mine,
        "severity": complaint.severity,
        "is_safety": complaint.is_safety,
        "impact": complaint.impact,
        "complexity": complaint.complexity,
        "immediate_action": complaint.immediate_action,
    }


def _investigate(session: Session, _actor: Actor, complaint: Complaint) -> dict[str, Any]:
    """A contact that is in the log already is not typed again."""
    contact = newest_contact(session, complaint, complaint.received_at)
    if contact is None:
        return {"medium": complaint.channel}
    return {"medium": contact.medium, "contacted_at": contact.at, "summary": contact.summary}


def _wait(session: Session, _actor: Actor, complaint: Complaint) -> dict[str, Any]:
    first = next(iter(sorted(policy_of(session, complaint).chase_days)), 1)
    return {"medium": complaint.channel, "chase_on": clock.today() + timedelta(days=first)}


def _talk(_session: Session, _actor: Actor, complaint: Complaint) -> dict[str, Any]:
    """People are mostly answered the way they came."""
    return {"medium": complaint.channel}


def _propose(session: Session, _actor: Actor, complaint: Complaint) -> dict[str, Any]:
    return {
        "medium": complaint.channel,
        "facts": complaint.facts,
        "decision": complaint.decision,
        "remedy": complaint.remedy,
        "remedy_given": complaint.remedy_given,
        "cost": complaint.cost_cents,
        "interim_measure": complaint.interim_measure or complaint.immediate_action,
        "confirm_by": clock.today() + timedelta(days=policy_of(session, complaint).confirm_days),
    }


def _close(session: Session, _actor: Actor, complaint: Complaint) -> dict[str, Any]:
    """What the customer answered by the link, or a colleague wrote down on the phone."""
    said = surveys.confirmation_of(session, complaint)
    if said is None or not said.is_solved:
        return {}
    by_link = _("the customer's own answer through the link")
    return {
        "confirmation": Confirmation.CONFIRMED,
        "confirmed_at": said.at,
        "confirmed_by": _name_of(session, complaint),
        "confirmed_how": _("by phone, asked by {name}").format(name=said.collector) if said.collector else by_link,
    }


def _object(session: Session, _actor: Actor, complaint: Complaint) -> dict[str, Any]:
    said = surveys.confirmation_of(session, complaint)
    return {"words": said.comment} if said and said.is_solved is False else {}


def _name_of(session: Session, complaint: Complaint) -> str:
    customer = session.get(Customer, complaint.customer_id) if complaint.customer_id else None
    return customer.name if customer else complaint.reporter_name


_FILLS: dict[Move, Callable[[Session, Actor, Complaint], dict[str, Any]]] = {
    Move.ACCEPT: _accept,
    Move.INVESTIGATE: _investigate,
    Move.WAIT_CUSTOMER: _wait,
    Move.PROPOSE: _propose,
    Move.CLOSE: _close,
    Move.OBJECT: _object,
    Move.ANSWER: _talk,
    Move.REJECT: _talk,
}
