"""Two complaints that belong together say so in both timelines."""

from typing import Literal

from sqlmodel import Session

from auth.actor import Actor
from care import casefile
from care.complaints.duties import tell
from care.complaints.finding import hold
from care.complaints.steps import Step
from care.notices import NoticeKind
from db.models import Complaint, ComplaintEventKind

Bond = Literal["duplicate", "follows", "repeat"]


def link(session: Session, actor: Actor, complaint: Complaint, other: Complaint, bond: Bond) -> None:
    """`complaint` is the later one: a duplicate of `other`, or following it."""
    for one, partner, side in ((complaint, other, "from"), (other, complaint, "to")):
        detail = {"bond": bond, "side": side, "complaint": partner.id, "number": partner.number}
        casefile.note(session, actor, one, ComplaintEventKind.LINKED, detail=detail)


def link_duplicate(session: Session, step: Step) -> None:
    """What was noted on the duplicate stays readable there, one click away from the other."""
    assert step.complaint.duplicate_of_id is not None
    other = hold(session, step.complaint.duplicate_of_id)[0]
    link(session, step.actor, step.complaint, other, "duplicate")
    tell(session, other, [other.handler_id], NoticeKind.COMPLAINT_LINKED, by=step.actor, about=step.complaint.id)
