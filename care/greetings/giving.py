"""What a gift may become, and by whom. Pure."""

from db.models import GiftState

MOVES: dict[GiftState, tuple[GiftState, ...]] = {
    GiftState.ASKED: (GiftState.APPROVED, GiftState.REFUSED, GiftState.WITHDRAWN),
    GiftState.APPROVED: (GiftState.GIVEN, GiftState.WITHDRAWN),
    GiftState.GIVEN: (GiftState.APPROVED,),
    GiftState.REFUSED: (),
    GiftState.WITHDRAWN: (),
}
"""Given is taken back by a click that was wrong."""
COUNTED = (GiftState.ASKED, GiftState.APPROVED, GiftState.GIVEN)
"""What counts towards the year's limit."""


def may_move(state: GiftState, to: GiftState) -> bool:
    return to in MOVES[state]


def needs_approval(cost_cents: int, free_yuan: int) -> bool:
    return cost_cents > free_yuan * 100
