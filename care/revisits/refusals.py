"""Why a visit cannot be made, moved or left out."""

from care.revisits.words import WHY_NOT
from core.errors import Refusal
from core.i18n import _
from db.models import PlanEnd, Revisit, VisitState


class VisitOver(Refusal):
    """Somebody was quicker, or the plan ended. Nothing is done twice."""

    def __init__(self, visit: Revisit, *, by: str) -> None:
        if visit.state is VisitState.CANCELLED:
            super().__init__(_("This revisit was called off meanwhile. There is nothing left to do."))
        elif visit.state is VisitState.SKIPPED:
            super().__init__(_("{name} has already left out this revisit.").format(name=by or _("Somebody")))
        else:
            super().__init__(_("{name} has already made this revisit.").format(name=by or _("Somebody")))


class NoPlan(Refusal):
    """Nobody visits this customer at present."""

    def __init__(self, why: PlanEnd | None) -> None:
        super().__init__(_(WHY_NOT[why or PlanEnd.REMOVED]))
