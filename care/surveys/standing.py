"""What has become of an invitation. Pure."""

from datetime import datetime
from enum import StrEnum

from care.surveys.questions import ASKED_IN, CONFIRMATION, HANDLING
from db.models import Complaint, Invitation, InvitationMode


class Standing(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def standing_of(invitation: Invitation, complaint: Complaint | None, *, is_answered: bool, now: datetime) -> Standing:
    if is_answered:
        return Standing.ANSWERED
    is_over = complaint is not None and is_overtaken(invitation, complaint)
    if invitation.withdrawn_at is not None or is_over:
        return Standing.WITHDRAWN
    return Standing.EXPIRED if invitation.expires_at <= now else Standing.OPEN


def is_overtaken(invitation: Invitation, complaint: Complaint) -> bool:
    """Whether the question has lost its sense: we are at work again, or have answered with another solution since.

    How it was handled may be told at any time. That something is not solved is worth hearing after closing too.
    """
    if invitation.purpose is HANDLING or invitation.mode is InvitationMode.PHONE:
        return False
    if invitation.cycle != complaint.cycle:
        return True
    still_asked = complaint.state in (*ASKED_IN[CONFIRMATION], *ASKED_IN[HANDLING])
    return not still_asked or (complaint.proposed_at is not None and invitation.sent_at < complaint.proposed_at)
