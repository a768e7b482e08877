"""Moving a lead from one stage to another by what is said on a form."""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.leads.clocks import give_up, recount
from care.leads.contacts import planned_on
from care.leads.finding import find_to_change, refuse_stale
from care.leads.lifecycle import ENDED, Move, Rule, Way, rule_of, target_of
from care.leads.newcomers import LENGTHS
from care.leads.refusals import IllegalMove, OnlyAsCustomer, OnlyByContact
from care.leads.stages import enter
from care.leads.telling import settle_notices
from core import clock
from core.errors import Invalid
from core.i18n import _
from db.models import ClockVerdict, InvalidReason, Lead, LeadStage, LostReason

_MOST = 300


@dataclass(frozen=True)
class Answers:
    """What the form of a move says: why, in a code where there are codes, and in words."""

    reason: LostReason | InvalidReason | None = None
    words: str = ""
    """Of a qualified lead: what they need."""


def move(session: Session, actor: Actor, lead_id: int, *, move: Move, answers: Answers, seen: int) -> Lead:
    """Make this move; StaleMove when somebody saved the lead since version `seen`."""
    actor.require(Permission.LEAD_WORK)
    rule = rule_of(move)
    lead = find_to_change(session, actor, lead_id, Permission.LEAD_WORK)
    refuse_stale(session, lead, seen)
    _permit(rule, lead)
    if faults := problems(rule, answers):
        raise Invalid(faults)

    now, words = clock.now(), answers.words.strip()
    _take_down(rule, lead, answers, words)
    target = target_of(rule, was_contacted=lead.first_contact_at is not None)
    lead.ended_at = now if target in ENDED else None
    if lead.ended_at:
        give_up(lead, ClockVerdict.EXCLUDED if target is LeadStage.INVALID else ClockVerdict.MISSED)
        lead.next_on = None
        settle_notices(session, lead)
    elif rule.move is Move.REOPEN:
        lead.next_on = planned_on(session, lead)
    enter(session, actor, lead, target, at=now, words="" if rule.move is Move.QUALIFY else words)
    audit.record(session, actor, "lead.moved", lead, detail={"move": move.value})
    recount(session, lead)
    return lead


def problems(rule: Rule, answers: Answers) -> dict[str, str]:
    """What the form lacks, field by field."""
    words, found = answers.words.strip(), {}
    codes: dict[Move, type[StrEnum]] = {Move.LOSE: LostReason, Move.INVALIDATE: InvalidReason}
    kind = codes.get(rule.move)
    if kind is not None and not isinstance(answers.reason, kind):
        found["reason"] = _("Please choose the reason.")
    needs_words = rule.move in (Move.QUALIFY, Move.REOPEN) or answers.reason is LostReason.OTHER
    if needs_words and not words:
        found["words"] = _("Please say it in a few words.")
    limit = LENGTHS["need"] if rule.move is Move.QUALIFY else _MOST
    if len(words) > limit:
        found["words"] = _("At most {n} characters.").format(n=limit)
    return found


def _permit(rule: Rule, lead: Lead) -> None:
    if rule.way is Way.CONTACT:
        raise OnlyByContact
    if rule.way is Way.CUSTOMER:
        raise OnlyAsCustomer
    if lead.stage not in rule.sources:
        raise IllegalMove(lead.stage)


def _take_down(rule: Rule, lead: Lead, answers: Answers, words: str) -> None:
    if rule.move is Move.QUALIFY:
        lead.need = words
        return
    lead.lost_reason = answers.reason if isinstance(answers.reason, LostReason) else None
    lead.invalid_reason = answers.reason if isinstance(answers.reason, InvalidReason) else None
    if rule.move is Move.REOPEN and lead.verdict is ClockVerdict.EXCLUDED:
        lead.verdict = None  # nothing was decided about it: the clock goes on
    lead.end_words = words if rule.move in (Move.LOSE, Move.INVALIDATE) else ""
