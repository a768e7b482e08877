"""What each number means, as the firm has it told."""

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook
from care.customers import LifecyclePolicy
from care.kpis.formulas import Formula
from care.kpis.registry import ALL_FORMULAS
from care.kpis.showing import NumberPolicy, all_told


def definitions(session: Session, actor: Actor) -> dict[str, Formula]:
    """By code, in the order in which they are shown."""
    actor.require(Permission.KPI_READ)
    return in_the_firms_words(session)


def in_the_firms_words(session: Session) -> dict[str, Formula]:
    return all_told(ALL_FORMULAS, rulebook.in_force(session, NumberPolicy), rulebook.in_force(session, LifecyclePolicy))
