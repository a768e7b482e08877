"""What is told of a visit that was made, and what cannot be. Pure."""

from dataclasses import dataclass
from datetime import date

from care.interactions import NewInteraction, is_response
from care.revisits.cadence import Cadence
from care.revisits.days import day_problem
from core.i18n import _
from db.models import Demand

SATISFACTION = range(1, 6)
POOR = 2
"""This much satisfaction and less is looked into as a complaint."""
LENGTHS = {"need_change": 1000, "problem": 1000, "opportunity": 500}
_MOST_CENTS = 10**13


@dataclass(frozen=True)
class VisitReport:
    contact: NewInteraction
    satisfaction: int | None = None
    need_change: str = ""
    problem: str = ""
    demands: tuple[Demand, ...] = ()
    opportunity: str = ""
    """What they may buy."""
    opportunity_cents: int | None = None
    next_on: date | None = None
    """When the customer wants to be visited next; None: by the plan."""


def is_dissatisfied(report: VisitReport) -> bool:
    """Somebody has to look into it: little satisfaction, or a problem named."""
    is_poor = report.satisfaction is not None and report.satisfaction <= POOR
    return is_poor or bool(report.problem.strip())


def report_problems(report: VisitReport, cadence: Cadence) -> dict[str, str]:
    """Field by field; of the contact itself care.interactions says what is wrong."""
    found = {}
    if not is_response(report.contact):
        found["outcome"] = _("A visit is made when somebody spoke with the customer.")
    if report.satisfaction is not None and report.satisfaction not in SATISFACTION:
        found["satisfaction"] = _("Please choose one of the five.")
    if report.opportunity_cents is not None and not 0 <= report.opportunity_cents <= _MOST_CENTS:
        found["opportunity_cents"] = _("This amount cannot be right.")
    if report.opportunity_cents and not report.opportunity.strip():
        found["opportunity"] = _("Please say what the customer may buy.")
    if report.next_on is not None and (sentence := _next_problem(report.next_on, cadence)):
        found["visit_next_on"] = sentence
    return found | _lengths(report)


def _next_problem(on: date, cadence: Cadence) -> str:
    return _("The next visit is on another day than today.") if on == cadence.today else day_problem(on, cadence)


def _lengths(report: VisitReport) -> dict[str, str]:
    found = {}
    for field, limit in LENGTHS.items():
        length = len(str(getattr(report, field)).strip())
        if length > limit:
            found[field] = _("Please use at most {limit} characters; these are {length}.").format(
                limit=limit, length=length
            )
    return found
