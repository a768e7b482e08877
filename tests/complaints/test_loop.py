"""The whole loop of one complaint: registered, accepted, investigated, answered, confirmed, reopened."""

from datetime import timedelta

from sqlmodel import col, select

from care import complaints
from care.complaints import Move, NewComplaint
from core import clock
from db.models import (
    Clock,
    ClockVerdict,
    ComplaintCategory,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintKind,
    ComplaintState,
    Medium,
    Severity,
    Task,
)


def a_complaint_of(customer, **changes):
    return NewComplaint(
        **{
            "kind": ComplaintKind.COMPLAINT,
            "channel": Medium.PHONE,
            "category": ComplaintCategory.QUALITY,
            "description": "The kettle leaks.",
            "remedy_requested": "A new one.",
            "customer_id": customer.id if customer else None,
            **changes,
        }
    )


def accepting(handler, severity=Severity.NORMAL):
    return {"handler_id": handler.id, "severity": severity, "told_how": "By phone."}


CONTACT = {"medium": Medium.PHONE, "summary": "They told us more."}


def proposing():
    return {
        **CONTACT,
        "facts": "The seal was worn.",
        "decision": "upheld",
        "remedy": "exchange",
        "remedy_given": "A new kettle.",
        "confirm_by": clock.today() + timedelta(days=3),
    }


CONFIRMED = {"confirmation": "confirmed", "confirmed_by": "王芳", "confirmed_how": "By phone."}


def test_a_complaint_goes_through_its_loop(session, lin, he, zhou, a_customer):
    row = complaints.register(session, lin, complaint=a_complaint_of(a_customer(owner=lin)))
    assert row.number == "TS-202603-0001"

    def make(move, answers, actor=he):
        return complaints.move(session, actor, row.id, move=move, answers=answers, seen=row.row_version)

    assert complaints.gate(session, he, row.id, move=Move.ACCEPT).prefilled["handler_id"] == he.id
    make(Move.ACCEPT, accepting(he))
    make(Move.INVESTIGATE, CONTACT)
    make(Move.PROPOSE, proposing())
    make(Move.CLOSE, CONFIRMED)

    assert row.state is ComplaintState.CLOSED
    clocks = session.exec(select(Clock).order_by(col(Clock.id))).all()
    assert [one.verdict for one in clocks] == [ClockVerdict.MET] * 3
    assert session.exec(select(Task.kind)).all() != []

    make(Move.REOPEN, {"words": "It leaks again."})
    assert (row.cycle, row.reopen_count) == (2, 1)
    moved = session.exec(select(ComplaintEvent).where(ComplaintEvent.kind == ComplaintEventKind.MOVED)).all()
    assert [one.after for one in moved] == ["accepted", "investigating", "proposed", "closed", "investigating"]
