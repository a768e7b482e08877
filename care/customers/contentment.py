"""Who was not content when last asked: no loyal customer, whatever they buy (R11)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from care import rulebook
from care.customers.lifecycle import LIFECYCLE, LifecyclePolicy
from db import bulk
from db.models import Answer, Invitation

_Later: Any = aliased(Answer)
_LaterAsked: Any = aliased(Invitation)


def discontent_among(session: Session, ids: Collection[int]) -> set[int]:
    policy = rulebook.in_force(session, LifecyclePolicy)
    return set(session.execute(discontent(policy).where(bulk.among(col(Invitation.customer_id), ids))).scalars())


def discontent(policy: LifecyclePolicy = LIFECYCLE) -> Select[Any]:
    """The ids of the customers whose last answer with a score was below what a loyal one gives."""
    is_later = or_(_Later.at > col(Answer.at), and_(_Later.at == col(Answer.at), _Later.id > col(Answer.id)))
    same = and_(_LaterAsked.customer_id == col(Invitation.customer_id), _Later.invitation_id == _LaterAsked.id)
    scored_later = exists().where(same, _Later.score.is_not(None), is_later)
    last = select(col(Invitation.customer_id)).join(Answer, col(Answer.invitation_id) == col(Invitation.id))
    is_poor = col(Answer.score) < policy.content_from
    return last.where(is_poor, col(Invitation.customer_id).is_not(None), ~scored_later)
