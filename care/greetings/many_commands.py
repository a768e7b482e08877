"""Greeting many at once: each is checked by itself, and what cannot be sent is counted by its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.greetings.commands import deliver, mark_sent, require_sendable, skip
from care.greetings.drafting import Occurrence, filled, templates
from care.greetings.finding import find_to_change, receiver_of
from care.greetings.refusals import AlreadyOver, NoConsent, NoMailbox, TooEarly, TooLate
from core import clock
from core.errors import Invalid, NotFound, Refusal
from core.i18n import _
from db.models import Medium, Occasion

AT_ONCE = 200


@dataclass(frozen=True)
class Outcome:
    """How many went through, and why others did not: each reason's sentence with how many it kept back."""

    done: int
    held_back: dict[str, int] = field(default_factory=dict)


def send_many(session: Session, actor: Actor, ids: Sequence[int], *, medium: Medium, language: str) -> Outcome:
    """In the words of the template: by mail, or noted as sent by hand."""
    actor.require(Permission.GREETING_SEND)
    _check(ids)
    return _each(ids, lambda id_: _send(session, actor, id_, medium, language))


def skip_many(session: Session, actor: Actor, ids: Sequence[int], *, reason: str) -> Outcome:
    actor.require(Permission.GREETING_SEND)
    _check(ids)
    if not reason.strip():
        raise Invalid({"reason": _("Please say why, for whoever looks after this customer later.")})
    return _each(ids, lambda id_: skip(session, actor, id_, reason=reason))


def _send(session: Session, actor: Actor, greeting_id: int, medium: Medium, language: str) -> None:
    row, customer = find_to_change(session, actor, greeting_id, Permission.GREETING_SEND)
    require_sendable(session, row)
    if medium is Medium.EMAIL and row.day > clock.today() and row.occasion is not Occasion.SERVICE:
        raise TooEarly
    occurrence, who = Occurrence.of(row), receiver_of(session, customer, row.contact_id).addressee
    known = templates(session, occurrence)
    template = known.get((medium, language)) or known[Medium.WECHAT, language]
    deliver(session, row, customer, medium, filled(template, actor, occurrence, who, language))
    mark_sent(row, actor)
    audit.record(session, actor, "greeting.sent", row)


def _each(ids: Sequence[int], act: Callable[[int], object]) -> Outcome:
    done, held_back = 0, dict[str, int]()
    for id_ in sorted(set(ids)):  # in one order, so that two who do this do not wait for each other
        try:
            act(id_)
        except (AlreadyOver, NoConsent, NoMailbox, NotFound, TooEarly, TooLate) as refusal:
            _count(held_back, refusal)
        else:
            done += 1
    return Outcome(done, held_back)


def _count(held_back: dict[str, int], refusal: Refusal) -> None:
    held_back[refusal.sentence] = held_back.get(refusal.sentence, 0) + 1


def _check(ids: Sequence[int]) -> None:
    if not 0 < len(ids) <= AT_ONCE:
        raise Invalid({"ids": _("Please choose up to {n} greetings.").format(n=AT_ONCE)})
