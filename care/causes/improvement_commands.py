"""Deciding on proposed improvements: whether a rule is to change."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import complaints_visible_to
from care.causes.recurrence import complaints_of
from core import clock
from core.errors import Conflict, Invalid, NotFound, Refusal
from core.i18n import _
from db.models import Complaint, Improvement, ImprovementState

_LONGEST = 1000


class AlreadyDecided(Refusal):
    """Somebody decided before: the decision stands."""

    def __init__(self) -> None:
        super().__init__(_("This improvement has been decided already."))


def decide_improvement(
    session: Session, actor: Actor, improvement_id: int, *, accept: bool, words: str, seen_version: int
) -> Improvement:
    """Take it up, or put it aside, and say why. What was taken up waits for the rule to be changed."""
    actor.require(Permission.IMPROVEMENT_DECIDE)
    row = session.exec(select(Improvement).where(col(Improvement.id) == improvement_id).with_for_update()).first()
    if row is None or not concerns(session, actor, row):
        raise NotFound
    if row.state is not ImprovementState.PROPOSED:
        raise AlreadyDecided
    if row.row_version != seen_version:
        raise Conflict(version=row.row_version, theirs={"state": row.state.value}, yours={})
    if not words.strip():
        raise Invalid({"words": _("Please say why, or which rule is to change.")})
    if len(words) > _LONGEST:
        raise Invalid({"words": _("Please use at most {limit} characters.").format(limit=_LONGEST)})
    row.state = ImprovementState.ACCEPTED if accept else ImprovementState.DISMISSED
    row.words, row.decided_at, row.decided_by_id = words.strip(), clock.now(), actor.id
    audit.record(session, actor, "improvement.decided", row)
    return row


def concerns(session: Session, actor: Actor, improvement: Improvement) -> bool:
    """Whether the actor may decide on it."""
    return improvement.id in concerning(session, actor, [improvement])


def concerning(session: Session, actor: Actor, found: Sequence[Improvement]) -> set[int]:
    """On which of these the actor may decide: a manager, when the team or a complaint of the team speaks for it.

    One query, however many they are.
    """
    if not actor.may(Permission.IMPROVEMENT_DECIDE):
        return set()
    if actor.scope(Permission.IMPROVEMENT_DECIDE) is Scope.ALL:
        return {one.id for one in found}
    teams = {one.id for one in found if one.team_id is not None and one.team_id == actor.team_id}
    speaking = {one.id: set(complaints_of(one)) for one in found if one.id not in teams}
    if not (wanted := set().union(*speaking.values())):
        return teams
    own = select(Complaint.id).where(
        col(Complaint.id).in_(wanted), complaints_visible_to(actor, Permission.COMPLAINT_HANDLE)
    )
    seen = set(session.exec(own))
    return teams | {id_ for id_, theirs in speaking.items() if theirs & seen}
