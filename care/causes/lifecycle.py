"""Every state and move of a corrective action, in one table. What is not in it cannot happen.

planned → doing → to verify → effective, or ineffective (→ doing again). What was found effective is taken back only
after its effect was counted and has not come. Whoever verifies neither is in charge nor reported it done.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import NotAllowed, Refusal
from core.i18n import N_, _
from db.models import ActionState

_S = ActionState

UNFINISHED = (_S.PLANNED, _S.DOING, _S.TO_VERIFY, _S.INEFFECTIVE)
"""Somebody still has something to do."""


class ActionMove(StrEnum):
    START = "start"
    REPORT = "report"
    CONFIRM = "confirm"
    REFUTE = "refute"
    OVERTURN = "overturn"


class Part(StrEnum):
    """What part of it a move belongs to."""

    DOER = "doer"
    """In charge of it, or handling complaints."""
    VERIFIER = "verifier"
    """Handling complaints, and neither in charge of it nor the one who reported it done."""
    DECIDER = "decider"
    """Deciding on complaints, and not in charge of it."""


@dataclass(frozen=True)
class ActionRule:
    sources: tuple[ActionState, ...]
    target: ActionState
    part: Part


RULES: dict[ActionMove, ActionRule] = {
    ActionMove.START: ActionRule((_S.PLANNED, _S.INEFFECTIVE), _S.DOING, Part.DOER),
    ActionMove.REPORT: ActionRule((_S.DOING,), _S.TO_VERIFY, Part.DOER),
    ActionMove.CONFIRM: ActionRule((_S.TO_VERIFY,), _S.EFFECTIVE, Part.VERIFIER),
    ActionMove.REFUTE: ActionRule((_S.TO_VERIFY,), _S.INEFFECTIVE, Part.VERIFIER),
    ActionMove.OVERTURN: ActionRule((_S.EFFECTIVE,), _S.INEFFECTIVE, Part.DECIDER),
}

_WRONG_STATE = {
    ActionMove.START: N_("Only an action that is planned, or did not help, can be started."),
    ActionMove.REPORT: N_("Only an action under way can be reported done."),
    ActionMove.CONFIRM: N_("Only an action that was reported done can be verified."),
    ActionMove.REFUTE: N_("Only an action that was reported done can be verified."),
    ActionMove.OVERTURN: N_("Only an action that was found effective can be taken back."),
}


class ActionRefused(Refusal):
    """A move that the action's state, or the person's part in it, does not allow."""


@dataclass(frozen=True)
class Hand:
    """What one person has to do with one action."""

    is_owner: bool
    has_reported: bool
    handles: bool
    """May handle this complaint."""
    decides: bool
    """May decide on this complaint."""


@dataclass(frozen=True)
class ActionFacts:
    state: ActionState
    has_missed: bool = False
    """Its effect was counted, and has not come."""


def check(move: ActionMove, facts: ActionFacts, hand: Hand) -> ActionState:
    """The state it leads to; refuses with the sentence that says why not."""
    rule = RULES[move]
    _check_part(rule.part, hand)
    if facts.state not in rule.sources:
        raise ActionRefused(_(_WRONG_STATE[move]))
    if move is ActionMove.OVERTURN and not facts.has_missed:
        raise ActionRefused(_("Before it is taken back, its effect is counted: that has not shown a miss."))
    return rule.target


def moves_open(facts: ActionFacts, hand: Hand) -> tuple[ActionMove, ...]:
    """What this person may do with it now, in the order of the table."""
    return tuple(move for move in RULES if _is_open(move, facts, hand))


def _is_open(move: ActionMove, facts: ActionFacts, hand: Hand) -> bool:
    try:
        check(move, facts, hand)
    except Refusal:
        return False
    return True


def _check_part(part: Part, hand: Hand) -> None:
    if not _has_rights(part, hand):
        raise NotAllowed
    if part is Part.DOER:
        return
    if hand.is_owner:
        raise ActionRefused(_("Whoever is in charge of an action never judges it: ask a colleague."))
    if part is Part.VERIFIER and hand.has_reported:
        raise ActionRefused(_("Whoever reported an action done does not verify it: ask a colleague."))


def _has_rights(part: Part, hand: Hand) -> bool:
    match part:
        case Part.DOER:
            return hand.is_owner or hand.handles
        case Part.VERIFIER:
            return hand.handles
        case Part.DECIDER:
            return hand.decides
