"""Every state, every move, every role: what the firm allows works, all else is refused with its sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from auth.actor import Actor
from care import complaints
from care.complaints import Move
from core.errors import Refusal
from db.models import Complaint, ComplaintKind, ComplaintState, Role, Severity
from tests.complaints.forms import filled
from tests.conftest import MONDAY_TEN, a_person

# By hand, from complaints.md 5.2, for a normal complaint of the first team that 何敏 handles; not from lifecycle.py.
# O owner · D admin · M manager of the team · W manager of another team · S sales · H the handler, of customer service
# · V somebody else of customer service · N analyst · U auditor
CAST = {
    "O": (Role.OWNER, ""), "D": (Role.ADMIN, ""), "M": (Role.MANAGER, "一队"), "W": (Role.MANAGER, "二队"),
    "S": (Role.SALES, "一队"), "H": (Role.SERVICE, ""), "V": (Role.SERVICE, ""), "N": (Role.ANALYST, ""),
    "U": (Role.AUDITOR, ""),
}  # fmt: skip
EVERY_OPEN = "new accepted investigating waiting_customer waiting_third proposed"
TABLE = {
    "accept": ("new", "accepted", "OMHV"),
    "investigate": ("accepted", "investigating", "OMH"),
    "wait_customer": ("investigating", "waiting_customer", "OMH"),
    "wait_third": ("investigating", "waiting_third", "OMH"),
    "resume": ("waiting_customer waiting_third", "investigating", "OMH"),
    "propose": ("investigating", "proposed", "OMH"),
    "object": ("proposed", "investigating", "OMH"),
    "close": ("proposed", "closed", "OMH"),
    "answer": ("", "", "OMHV"),
    "mark_duplicate": ("new accepted", "duplicate", "OMHV"),
    "reject": (EVERY_OPEN, "rejected", "OM"),
    "withdraw": (EVERY_OPEN, "withdrawn", "OMH"),
    "reopen": ("closed rejected", "investigating", "OMHV"),
}
ANSWERED_FROM = ("new", "accepted", "investigating")

ROLE = "Your role does not allow this."
UNSEEN = "This entry does not exist, or you may not see it."
NOT_FROM_HERE = "That step cannot be taken from there."
INVESTIGATED = "A complaint is investigated before it is closed"
HANDLER = "Only the handler can do this"
FOUR_EYES = "so somebody else who may decide has to close it"
DECIDER = "A serious complaint is closed by a manager of its team"


def expected(letter: str, move: str, state: str) -> str:
    """The beginning of the sentence, or the state after the move."""
    sources, target, who = TABLE[move]
    if letter in "DSNU" or (letter in "HV" and move == "reject"):
        return ROLE
    if letter == "W":
        return UNSEEN
    if move == "answer" and state in ANSWERED_FROM:
        return INVESTIGATED
    if state not in sources.split():
        return NOT_FROM_HERE
    return target if letter in who else HANDLER


@contextmanager
def counted_writes(session: Session) -> Iterator[list[str]]:
    """Statements that change something."""
    found: list[str] = []
    connection = session.connection()

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split(maxsplit=1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            found.append(statement)

    event.listen(connection, "before_cursor_execute", listen)
    try:
        yield found
    finally:
        event.remove(connection, "before_cursor_execute", listen)


def outcome(session: Session, actor: Actor, complaint: Complaint, move: Move, answers: dict[str, Any]) -> str:
    """The state after the move, or the sentence; what was done is undone, and what was refused wrote nothing."""
    attempt = session.begin_nested()
    with counted_writes(session) as writes:
        try:
            seen = complaint.row_version
            after = complaints.move(session, actor, complaint.id, move=move, answers=answers, seen=seen).state.value
            assert writes
        except Refusal as refused:
            after = refused.sentence if not writes else f"wrote {writes}"
    attempt.rollback()
    session.expire_all()
    return after


@pytest.fixture
def cast() -> dict[str, Actor]:
    return {letter: a_person(f"p{letter}", letter, role, team) for letter, (role, team) in CAST.items()}


@pytest.fixture
def one_in_each_state(session, cast, a_customer, a_complaint):
    """A complaint in every state, and one more that a duplicate may repeat."""
    wang = a_customer(owner=cast["S"])
    given = {"handler": cast["H"], "team_id": cast["M"].team_id}
    found = {}
    for state in ComplaintState:
        is_over = state.value not in EVERY_OPEN.split()
        columns = {"closed_at": MONDAY_TEN - timedelta(days=1)} if is_over else {}
        found[state.value] = a_complaint(wang, state=state, **columns, **given)
    return found, a_complaint(wang, **given)


@pytest.mark.parametrize("letter", CAST)
def test_every_move_from_every_state_works_or_is_refused_as_the_firm_wants_it(letter, session, cast, one_in_each_state):
    in_state, another = one_in_each_state
    wrong = []
    for move in Move:
        form = filled(move, cast["H"], other=another.id)
        for state, complaint in in_state.items():
            happened, wanted = outcome(session, cast[letter], complaint, move, form), expected(letter, move, state)
            if wanted not in happened or (" " not in wanted and wanted != happened):
                wrong.append(f"{letter} {move} from {state}: {happened!r} instead of {wanted!r}")
    assert not wrong


def test_an_inquiry_is_answered_at_once_by_whoever_handles_complaints(session, cast, a_customer, a_complaint):
    wang = a_customer(owner=cast["S"])
    given = {"handler": cast["H"], "team_id": cast["M"].team_id, "kind": ComplaintKind.INQUIRY}
    inquiries = [a_complaint(wang, state=ComplaintState(state), **given) for state in ANSWERED_FROM]
    form = filled(Move.ANSWER, cast["H"])

    happened = {
        letter: {outcome(session, actor, inquiry, Move.ANSWER, form)[: len(ROLE)] for inquiry in inquiries}
        for letter, actor in cast.items()
    }

    assert happened == {
        **dict.fromkeys("OMHV", {"closed"}),
        **dict.fromkeys("DSNU", {ROLE}),
        "W": {UNSEEN[: len(ROLE)]},
    }


# Who may close what somebody else, or they themselves, have handled.
CLOSERS = [
    (Severity.MINOR, "H", "H", "closed"),
    (Severity.MINOR, "H", "V", HANDLER),
    (Severity.NORMAL, "H", "M", "closed"),
    (Severity.MAJOR, "H", "H", FOUR_EYES),
    (Severity.MAJOR, "H", "V", DECIDER),
    (Severity.MAJOR, "H", "M", "closed"),
    (Severity.MAJOR, "H", "O", "closed"),
    (Severity.MAJOR, "M", "M", FOUR_EYES),
    (Severity.MAJOR, "M", "O", "closed"),
    (Severity.CRITICAL, "H", "H", FOUR_EYES),
    (Severity.CRITICAL, "H", "M", DECIDER),
    (Severity.CRITICAL, "H", "O", "closed"),
    (Severity.CRITICAL, "O", "O", FOUR_EYES),
]


@pytest.mark.parametrize(("severity", "handler", "closer", "wanted"), CLOSERS)
def test_serious_complaints_are_closed_by_a_second_pair_of_eyes(
    severity, handler, closer, wanted, session, cast, a_customer, a_complaint
):
    complaint = a_complaint(
        a_customer(owner=cast["S"]), handler=cast[handler], team_id=cast["M"].team_id,
        state=ComplaintState.PROPOSED, severity=severity, proposed_at=MONDAY_TEN,
    )  # fmt: skip

    assert wanted in outcome(session, cast[closer], complaint, Move.CLOSE, filled(Move.CLOSE, cast[handler]))
