"""Forms filled in as people would: what comes in, and what each move's gate asks for."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from auth.actor import Actor
from care import complaints
from care.complaints import Move, NewComplaint
from core import clock
from db.models import Complaint, ComplaintCategory, ComplaintKind, Customer, Medium

TALKED = {"medium": "phone", "summary": "They told us more."}


def a_form(customer: Customer | None = None, **changes: Any) -> NewComplaint:
    """What a sales person types on the phone."""
    given: dict[str, Any] = {
        "kind": ComplaintKind.COMPLAINT,
        "channel": Medium.PHONE,
        "category": ComplaintCategory.QUALITY,
        "description": "水壶漏水",
        "remedy_requested": "换一个",
        "customer_id": customer.id if customer else None,
    }
    return NewComplaint(**(given | changes))


def filled(move: Move, handler: Actor, *, other: int = 0) -> dict[str, Any]:
    """Everything that the move asks for, and nothing more; `other`: the complaint that a duplicate repeats."""
    today = clock.today()
    forms: dict[Move, dict[str, Any]] = {
        Move.ACCEPT: {"handler_id": handler.id, "severity": "normal", "told_how": "By phone."},
        Move.INVESTIGATE: TALKED,
        Move.WAIT_CUSTOMER: {"asked": "A photo.", "medium": "wechat", "chase_on": today + timedelta(days=1)},
        Move.WAIT_THIRD: {"party": "The factory", "promised_on": today + timedelta(days=2), "asked": "A new seal."},
        Move.RESUME: {"words": "The photo came."},
        Move.PROPOSE: TALKED
        | {
            "facts": "The seal was worn.",
            "decision": "upheld",
            "remedy": "exchange",
            "remedy_given": "A new kettle.",
            "confirm_by": today + timedelta(days=3),
        },
        Move.OBJECT: {"words": "They want their money back."},
        Move.CLOSE: {"confirmation": "confirmed", "confirmed_by": "王芳", "confirmed_how": "By phone."},
        Move.ANSWER: TALKED,
        Move.MARK_DUPLICATE: {"duplicate_of_id": other},
        Move.REJECT: TALKED | {"words": "It was never ours.", "evidence": "Another brand's label."},
        Move.WITHDRAW: {"words": "They found the receipt."},
        Move.REOPEN: {"words": "It leaks again."},
    }
    return dict(forms[move])


def make(session: Session, actor: Actor, complaint: Complaint, move: Move, **answers: Any) -> Complaint:
    """Make the move with its form filled in by the actor, as the screen would who saw the newest version."""
    given = filled(move, actor) | answers
    return complaints.move(session, actor, complaint.id, move=move, answers=given, seen=complaint.row_version)


def make_all(session: Session, actor: Actor, complaint: Complaint, *moves: Move) -> Complaint:
    for move in moves:
        make(session, actor, complaint, move)
    return complaint
