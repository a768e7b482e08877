"""Leads as cards of the board: who and what, whose, how long there is, where it may go."""

from collections.abc import Mapping
from dataclasses import dataclass

from care import leads
from care.countdown import Standing
from care.leads import COLUMNS, Board, Card, LeadFilters, Move, rule_of
from core import clock, i18n
from core.i18n import _
from db.models import LeadStage
from ui import board_parts, current, formats, labels
from ui.actions import ask
from ui.board_parts import BoardCard, BoardColumn, Chip, ChipState
from ui.lead_labels import word
from ui.menu import screen
from ui.table_parts import Mark

_SEEN = "lead_board_seen"
_COUNTED = {
    Standing.ON_TIME: ChipState.ON_TIME,
    Standing.AT_RISK: ChipState.AT_RISK,
    Standing.OVERDUE: ChipState.OVERDUE,
}


@dataclass(frozen=True)
class Seen:
    board: Board
    columns: tuple[BoardColumn, ...]


def as_it_stands(used: LeadFilters) -> Seen:
    """The board, read anew when anything happened to a lead, else once a minute."""
    key = (current.actor(), used, i18n.language(), f"{clock.now():%H:%M}", ask(leads.board_stamp))
    known = current.remembered(_SEEN)
    if known is None or known[0] != key:
        found = ask(leads.board, filters=used)
        known = (key, Seen(found, tuple(columns(found))))
        current.remember(_SEEN, known)
    return known[1]  # type: ignore[no-any-return]


def columns(found: Board) -> list[BoardColumn]:
    ways = {move: board_parts.Move(move, word(move), COLUMNS[rule_of(move).target]) for move in Move}
    return [
        BoardColumn(
            column.column,
            word(column.column),
            column.count,
            column.overdue,
            tuple(_card(card, ways) for card in column.cards),
        )
        for column in found.columns
    ]


def href(lead_id: int) -> str:
    return f"/{screen('leads/board.py').address}?lead={lead_id}"


def _card(card: Card, ways: Mapping[Move, board_parts.Move]) -> BoardCard:
    return BoardCard(
        id=card.id,
        number=card.number,
        title=card.name,
        topic=card.company or card.region,
        summary=card.need,
        handler=card.owner or _("In the queue"),
        href=href(card.id),
        chip=_chip(card),
        marks=_marks(card),
        moves=tuple(ways[move] for move in card.moves),
    )


def _chip(card: Card) -> Chip:
    """Until the first contact the clock; then the day of the next step; then how it ended."""
    face = card.clock
    if card.ended_at is not None:
        return Chip(ChipState.DONE, word(card.stage))
    if face is not None and face.left is not None and face.standing in _COUNTED:
        hint = _("First call by: {moment}").format(moment=formats.near(face.due_at))
        left = face.left.total_seconds()
        return Chip(_COUNTED[face.standing], left_seconds=left, is_running=face.is_running_now, hint=hint)
    if card.next_on is None:
        return Chip(ChipState.PAUSED, _("No next step"))
    is_late = card.next_on < clock.today()
    return Chip(ChipState.AT_RISK if is_late else ChipState.DONE, formats.weekday(card.next_on), hint=_("Next step"))


def _marks(card: Card) -> tuple[Mark, ...]:
    found = [Mark(labels.source(card.source), "grey")]
    if card.clock is not None and card.clock.standing is Standing.MISSED and card.stage is not LeadStage.INVALID:
        found.append(Mark(_("Called late"), "orange"))
    if card.reason is not None:
        found.append(Mark(word(card.reason), "grey"))
    return tuple(found)
