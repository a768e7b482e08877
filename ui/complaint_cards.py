"""Complaints as cards of the board: who and what, whose, how long it may take, where it may go."""

from collections.abc import Mapping
from dataclasses import dataclass

from care import complaints
from care.complaints import COLUMNS, Board, BoardFilters, Card, ClockFace, Move, Standing, rule_of
from core import clock, i18n
from core.i18n import _, ngettext
from db.models import ComplaintKind, ComplaintState, Severity
from ui import board_parts, current, formats
from ui.actions import ask
from ui.board_parts import BoardCard, BoardColumn, Chip, ChipState
from ui.complaint_labels import word
from ui.escalation_labels import level_word
from ui.menu import screen
from ui.table_parts import Mark

_SEEN = "complaint_board_seen"
_COUNTED = {
    Standing.ON_TIME: ChipState.ON_TIME,
    Standing.AT_RISK: ChipState.AT_RISK,
    Standing.OVERDUE: ChipState.OVERDUE,
}
_LOUD = {Severity.CRITICAL: "red", Severity.MAJOR: "orange"}
# Columns hold several states: those that are not the usual one there are named on the card.
_NAMED = {ComplaintState.ACCEPTED: "blue", ComplaintState.WAITING_THIRD: "violet"}


@dataclass(frozen=True)
class Seen:
    board: Board
    columns: tuple[BoardColumn, ...]


def as_it_stands(used: BoardFilters) -> Seen:
    """The board, read anew when anything happened to a complaint, else once a minute: it is looked at every five
    seconds, mostly for nothing."""
    key = (current.actor(), used, i18n.language(), f"{clock.now():%H:%M}", ask(complaints.board_stamp))
    known = current.remembered(_SEEN)
    if known is None or known[0] != key:
        found = ask(complaints.board, filters=used)
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


def _card(card: Card, ways: Mapping[Move, board_parts.Move]) -> BoardCard:
    return BoardCard(
        id=card.id,
        number=card.number,
        title=card.customer or _("Anonymous"),
        topic=word(card.category),
        summary=card.summary,
        handler=card.handler or _("Nobody in charge"),
        href=f"/{screen('complaints/complaint.py').address}?complaint={card.id}",
        chip=_chip(card),
        marks=marks(card),
        moves=tuple(ways[move] for move in card.moves),
    )


def _chip(card: Card) -> Chip:
    face = card.urgent
    if face is None:
        return Chip(ChipState.DONE, word(card.state))
    if face.left is None or face.standing not in _COUNTED:
        return Chip(ChipState.PAUSED, _("Paused"), hint=told(face))
    state = _COUNTED[face.standing]
    return Chip(state, left_seconds=face.left.total_seconds(), is_running=face.is_running_now, hint=told(face))


def told(face: ClockFace) -> str:
    """Which clock it is and when it is due: First response: 2026-03-09 12:00."""
    return _("{field}: {value}").format(field=word(face.kind), value=due(face))


def due(face: ClockFace) -> str:
    """By the extended moment when there is one; written so that it sorts by eye."""
    moment = face.extended_due_at or face.due_at
    return f"{clock.local(moment):%Y-%m-%d %H:%M}" if moment else formats.NOTHING


def marks(card: Card) -> tuple[Mark, ...]:
    found = []
    if card.escalation:  # above the handler, whose reminder the clock tells as well
        found.append(Mark(level_word(card.escalation), "red"))
    if card.severity in _LOUD:
        found.append(Mark(word(card.severity), _LOUD[card.severity]))
    if card.is_safety:
        found.append(Mark(_("Safety"), "red"))
    if card.is_repeat:
        found.append(Mark(_("Repeated"), "orange"))
    if card.reopened:
        n = card.reopened
        found.append(Mark(ngettext("reopened {n} time", "reopened {n} times", n).format(n=n), "violet"))
    if card.state in _NAMED:
        found.append(Mark(word(card.state), _NAMED[card.state]))
    if card.kind is not ComplaintKind.COMPLAINT:
        found.append(Mark(word(card.kind), "blue"))
    return tuple(found)
