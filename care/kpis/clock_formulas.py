"""What each number about times, clocks and the customer's verdict on our handling means."""

from care.kpis.complaint_measures import ComplaintKpi
from care.kpis.formulas import Formula, Unit
from core.i18n import N_

_K = ComplaintKpi
_ENDED = N_("Complaints by the moment they were closed")
_CLOCKS = N_("The clocks of complaints")
_SURVEY = N_("Surveys on how complaints were handled")
_NET_EDGES = N_(
    "Time in which we waited for the customer does not count, nor do closed hours where a target is in working time. "
    "A reopened complaint counts once, when it closes again, with all its rounds. Imported history has no clock."
)
_GROSS_EDGES = N_("The whole time on the wall, nights and waiting included.")
_EACH_ONCE = N_(
    "Each clock counts once: in the period in which it stopped, or, while it still runs, in the one in which it was "
    "due. Not yet due, paused, excluded and without a target: not counted. A reopened complaint has a clock of its "
    "own; the first verdict stays. Inquiries, suggestions and praise are left out."
)

FORMULAS = (
    Formula(
        _K.RESOLUTION_SLA,
        N_("Resolved in time"),
        N_("Resolution clocks that were met ÷ those that were met or missed, by the original target."),
        _EACH_ONCE,
        Unit.SHARE,
        _CLOCKS,
    ),
    Formula(
        _K.CSAT,
        N_("Satisfaction with handling"),
        N_("Answers with a score of 4 or 5 ÷ all answers with a score."),
        N_("Only the survey after closing, by the day of the answer; one answer for each invitation."),
        Unit.SHARE,
        _SURVEY,
    ),
    Formula(
        _K.NET_MEDIAN,
        N_("Time to resolve, median"),
        N_("Half of the complaints closed in the period were resolved in this time or less, by their clocks."),
        _NET_EDGES,
        Unit.MINUTES,
        _CLOCKS,
    ),
    Formula(
        _K.NET_MEAN,
        N_("Time to resolve, mean"),
        N_("The mean time of the complaints closed in the period, by their clocks."),
        _NET_EDGES,
        Unit.MINUTES,
        _CLOCKS,
    ),
    Formula(
        _K.NET_P90,
        N_("Time to resolve, nine of ten"),
        N_("Nine of ten complaints closed in the period were resolved in this time or less, by their clocks."),
        _NET_EDGES,
        Unit.MINUTES,
        _CLOCKS,
    ),
    Formula(
        _K.GROSS_MEDIAN,
        N_("From receipt to closing, median"),
        N_("Half of the complaints closed in the period took this time or less from receipt to closing."),
        _GROSS_EDGES,
        Unit.MINUTES,
        _ENDED,
    ),
    Formula(
        _K.GROSS_MEAN,
        N_("From receipt to closing, mean"),
        N_("The mean time from receipt to closing of the complaints closed in the period."),
        _GROSS_EDGES,
        Unit.MINUTES,
        _ENDED,
    ),
    Formula(
        _K.GROSS_P90,
        N_("From receipt to closing, nine of ten"),
        N_("Nine of ten complaints closed in the period took this time or less from receipt to closing."),
        _GROSS_EDGES,
        Unit.MINUTES,
        _ENDED,
    ),
    Formula(
        _K.EXTENDED_SLA,
        N_("Resolved in time, as extended"),
        N_("Resolution clocks that were met ÷ those that were met or missed, by the target with approved extensions."),
        _EACH_ONCE,
        Unit.SHARE,
        _CLOCKS,
    ),
    Formula(
        _K.RESPONSE_SLA,
        N_("First response in time"),
        N_("Clocks of the first response that were met ÷ those that were met or missed."),
        _EACH_ONCE,
        Unit.SHARE,
        _CLOCKS,
    ),
    Formula(
        _K.ACK_SLA,
        N_("Acknowledged in time"),
        N_("Clocks of the acknowledgement that were met ÷ those that were met or missed."),
        _EACH_ONCE,
        Unit.SHARE,
        _CLOCKS,
    ),
    Formula(
        _K.SCORE,
        N_("Score of handling"),
        N_("The mean of all scores from 1 to 5."),
        N_(
            "Only the survey after closing, by the day of the answer. Not the same as the share of satisfied customers."
        ),
        Unit.SCORE,
        _SURVEY,
    ),
    Formula(
        _K.ANSWERED,
        N_("Surveys answered"),
        N_("Surveys sent in the period that were answered ÷ all that were sent in the period."),
        N_("Expired ones count; those taken back or replaced by a newer one before anybody answered do not."),
        Unit.SHARE,
        _SURVEY,
    ),
)
