"""When customers are asked, how often at most, and which answer somebody looks into. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from care.surveys.given import Headline
from core.i18n import _

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class AskingPolicy:
    """The numbers of surveys beyond complaints."""

    policy: ClassVar[str] = "survey_asking"

    rest: timedelta = timedelta(days=30)
    """Nobody is asked again before this has passed, whatever about. Whether a complaint is solved is no survey."""
    after_orders: bool = True
    order_days: timedelta = timedelta(days=3)
    """After the order: by then it is in use."""
    each_quarter: bool = True
    launches_itself: bool = False
    """Else the quarter's campaign waits for somebody to look at it."""
    quarter_days: timedelta = timedelta(days=21)
    """How long the quarter's campaign can be answered."""
    most_dials: int = 3
    low_score: int = 2
    low_nps: int = 6
    low_ces: int = 3
    opens_complaint: bool = False
    """A low answer becomes a complaint at once; else a task for the owner's manager, who decides."""
    look_within: timedelta = timedelta(days=2)

    def problems(self) -> dict[str, str]:
        """What cannot be, field by field."""
        found = {}
        if not timedelta() < self.rest <= 365 * _DAY:
            found["rest"] = _("Between 1 and 365 days.")
        if not _DAY <= self.order_days <= 90 * _DAY:
            found["order_days"] = _("Between 1 and 90 days.")
        if not 3 * _DAY <= self.quarter_days <= 90 * _DAY:
            found["quarter_days"] = _("Between 3 and 90 days.")
        if not 1 <= self.most_dials <= 10:
            found["most_dials"] = _("Between 1 and 10 times.")
        for field, most in (("low_score", 4), ("low_nps", 8), ("low_ces", 6)):
            if not 1 <= getattr(self, field) <= most:
                found[field] = _("Between 1 and {most}: the best answers are not low.").format(most=most)
        if self.look_within <= timedelta():
            found["look_within"] = _("A time to look into it is needed.")
        return found


def is_low(numbers: Headline, policy: AskingPolicy) -> bool:
    """Whether somebody has to look into it: any of the three scales is enough."""
    limits = ((numbers.score, policy.low_score), (numbers.nps, policy.low_nps), (numbers.ces, policy.low_ces))
    return any(value is not None and value <= limit for value, limit in limits)
