"""The firm's numbers: how each is counted, the figures of a period, and the rows behind every figure."""

from care.kpis.breakdown_queries import Breakdown, Slice, breakdown
from care.kpis.channel_queries import CHANNEL_FORMULA, Channel, ChannelMix, channel_mix
from care.kpis.complaint_figures import (
    COMPLAINT_FORMULAS,
    Band,
    ComplaintFigure,
    ComplaintFigures,
    Promises,
    PromisesBy,
)
from care.kpis.complaint_measures import LOWER_IS_BETTER, ComplaintKpi
from care.kpis.complaint_population import Stretches
from care.kpis.complaint_promises import promises
from care.kpis.complaint_queries import complaint_figures
from care.kpis.complaint_rows import ComplaintRow, ComplaintRows, complaint_rows
from care.kpis.figures import Bounds, Figure, Figures, Value
from care.kpis.filters import Choices, Filters
from care.kpis.formulas import FORMULAS, SMALL_SAMPLE, TOO_FEW, Formula, Kpi, Unit, growth
from care.kpis.periods import (
    BadPeriod,
    Kind,
    Period,
    TooFar,
    custom,
    first_of_month,
    month_of,
    months_to,
    natural,
    quarter_of,
    year_of,
)
from care.kpis.queries import choices, figures
from care.kpis.row_queries import CustomerRow, Movement, OrderRow, Rows, rows

__all__ = [
    "CHANNEL_FORMULA",
    "COMPLAINT_FORMULAS",
    "FORMULAS",
    "LOWER_IS_BETTER",
    "SMALL_SAMPLE",
    "TOO_FEW",
    "BadPeriod",
    "Band",
    "Bounds",
    "Breakdown",
    "Channel",
    "ChannelMix",
    "Choices",
    "ComplaintFigure",
    "ComplaintFigures",
    "ComplaintKpi",
    "ComplaintRow",
    "ComplaintRows",
    "CustomerRow",
    "Figure",
    "Figures",
    "Filters",
    "Formula",
    "Kind",
    "Kpi",
    "Movement",
    "OrderRow",
    "Period",
    "Promises",
    "PromisesBy",
    "Rows",
    "Slice",
    "Stretches",
    "TooFar",
    "Unit",
    "Value",
    "breakdown",
    "channel_mix",
    "choices",
    "complaint_figures",
    "complaint_rows",
    "custom",
    "figures",
    "first_of_month",
    "growth",
    "month_of",
    "months_to",
    "natural",
    "promises",
    "quarter_of",
    "rows",
    "year_of",
]
