"""Taking an answer and seeing to what follows, in one transaction: nobody's opinion is kept and forgotten."""

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import SYSTEM, Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import complaints, rulebook, surveys, tasks
from care.complaints import NewComplaint
from care.feedback.looking import give_task, tell_owner
from care.feedback.wording import suggested, told
from care.surveys import AskingPolicy, CustomerAnswer, Taken
from core.errors import NotFound, Refusal
from core.i18n import _
from db.models import (
    Answer,
    Complaint,
    ComplaintCategory,
    ComplaintKind,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Medium,
)

_LONGEST = 4000
_MEDIA = {InvitationMode.PHONE: Medium.PHONE, InvitationMode.MAIL: Medium.EMAIL}


class AlreadyRegistered(Refusal):
    """Something was registered because of this answer before."""

    def __init__(self, number: str) -> None:
        super().__init__(_("This answer was registered as {number} already.").format(number=number))


def take(session: Session, token: str, *, given: CustomerAnswer, language: str = "") -> InvitationPurpose:
    """The customer's own answer, through the link."""
    taken = surveys.take(session, token, given=given, language=language)
    _see_to(session, taken)
    return taken.invitation.purpose


def take_by_phone(
    session: Session, actor: Actor, invitation_id: int, *, given: CustomerAnswer, language: str = ""
) -> Answer:
    """What a colleague heard on the phone; the same follows from it."""
    taken = surveys.take_by_phone(session, actor, invitation_id, given=given, language=language)
    _see_to(session, taken)
    return taken.answer


def open_complaint(session: Session, actor: Actor, answer_id: int) -> Complaint:
    """Register a complaint filled in from the answer. The task that asked to look into it is done by that."""
    actor.require(Permission.COMPLAINT_OPEN)
    query = (
        select(Answer, Invitation)
        .join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
        .join(Customer, col(Customer.id) == col(Invitation.customer_id))
        .where(col(Answer.id) == answer_id, customers_visible_to(actor, Permission.COMPLAINT_OPEN))
        .where(col(Invitation.questionnaire_version_id).is_not(None))
    )
    found = session.exec(query.with_for_update(of=Answer).execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound
    answer, invitation = found
    taken = surveys.taken_before(session, answer, invitation)
    before = session.get(Complaint, answer.led_to_id) if answer.led_to_id else None
    if before is not None and before.kind is ComplaintKind.COMPLAINT:
        raise AlreadyRegistered(before.number)
    opened = _register(session, actor, taken, ComplaintKind.COMPLAINT, told(taken.questions, taken.given))
    if answer.task_id is not None:
        tasks.settle_one(session, f"feedback:{answer.id}", by_id=actor.id, outcome=opened.number)
    return opened


def _see_to(session: Session, taken: Taken) -> None:
    """What is about a complaint was seen to there already."""
    if taken.invitation.questionnaire_version_id is None:
        return
    policy = rulebook.in_force(session, AskingPolicy)
    if surveys.is_low(surveys.headline(taken.questions, taken.given), policy):
        tell_owner(session, taken)
        if policy.opens_complaint:
            _register(session, SYSTEM, taken, ComplaintKind.COMPLAINT, told(taken.questions, taken.given))
            return  # what they suggest stands in it
        give_task(session, taken, within=policy.look_within)
    if wish := suggested(taken.questions, taken.given):
        _register(session, SYSTEM, taken, ComplaintKind.SUGGESTION, wish)


def _register(session: Session, actor: Actor, taken: Taken, kind: ComplaintKind, words: str) -> Complaint:
    is_complaint = kind is ComplaintKind.COMPLAINT
    opened = complaints.register(
        session,
        actor,
        complaint=NewComplaint(
            kind=kind,
            channel=_MEDIA.get(taken.invitation.mode, Medium.WEBSITE),
            category=ComplaintCategory.OTHER,
            description=words[:_LONGEST],
            customer_id=taken.invitation.customer_id,
            order_id=taken.invitation.order_id,
            received_at=taken.answer.at if actor is SYSTEM else None,
            remedy_requested=_("not said") if is_complaint else "",
        ),
    )
    taken.answer.led_to_id = opened.id
    session.flush()
    detail = {"complaint": opened.id, "kind": kind.value}
    audit.record(session, actor, "survey.answer_registered", taken.answer, detail=detail)
    return opened
