"""The firm's numbers: how each is counted, the figures of a period, and the rows behind every figure."""

from care.kpis.breakdown_queries import Breakdown, Slice, breakdown
from care.kpis.figures import Bounds, Figure, Figures, Value
from care.kpis.filters import Choices, Filters
from care.kpis.formulas import FORMULAS, SMALL_SAMPLE, TOO_FEW, Formula, Kpi, Unit, growth
from care.kpis.periods import BadPeriod, Kind, Period, TooFar, custom, month_of, natural, quarter_of, year_of
from care.kpis.queries import choices, figures
from care.kpis.row_queries import CustomerRow, Movement, OrderRow, Rows, rows

__all__ = [
    "FORMULAS",
    "SMALL_SAMPLE",
    "TOO_FEW",
    "BadPeriod",
    "Bounds",
    "Breakdown",
    "Choices",
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
    "Rows",
    "Slice",
    "TooFar",
    "Unit",
    "Value",
    "breakdown",
    "choices",
    "custom",
    "figures",
    "growth",
    "month_of",
    "natural",
    "quarter_of",
    "rows",
    "year_of",
]
