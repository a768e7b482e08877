"""The rules themselves are looked at again each quarter."""

from collections.abc import Sequence

from sqlmodel import Session

from care.handbook.check import Asked, Case, Check
from care.handbook.episodes import number_since
from care.handbook.number import Number, NumberUnit
from care.handbook.policy import HandbookPolicy
from care.learning import reviews
from core import clock
from core.i18n import N_
from db.models import Subject


def _reviewed(session: Session, asked: Asked) -> Sequence[Case]:
    """Owed or held, a review is called by its rule and the day on which it was due."""
    return [
        Case(
            number_since(one.rule_id, one.due_on), one.rule_id, one.owner_id, one.team_id,
            one.is_in_time, clock.start_of(one.counted_on), clock.start_of(one.due_on), one.at,
        )
        for one in reviews(session, today=clock.local(asked.now).date())
    ]  # fmt: skip


CHECKS = (
    Check(
        "rules_reviewed",
        N_("Rules reviewed in time"),
        N_("Every review by the day it was due, or held if that was sooner; met when held within the days of grace."),
        N_("The review was due {due}; held: {done}."),
        Subject.RULE,
        _reviewed,
        numbers=(
            Number(
                "handbook.review_months", N_("A rule is reviewed every"), HandbookPolicy, ("review_months",),
                NumberUnit.MONTHS,
            ),
        ),
    ),
)  # fmt: skip
