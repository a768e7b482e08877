"""The firm's numbers: how each is counted, the figures of a period, and the rows behind every figure."""

from care.kpis.baselines import Baseline, Compared, Comparison, baselines, comparison, freeze, of_baseline
from care.kpis.breakdown_queries import Breakdown, Slice, breakdown
from care.kpis.channel_queries import CHANNEL_FORMULA, Channel, ChannelMix, channel_mix
from care.kpis.choice_queries import choices
from care.kpis.cohort_queries import Cohort, cohorts
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
from care.kpis.customer_formulas import FORMULAS
from care.kpis.definition_queries import definitions
from care.kpis.demand_queries import DemandLine, DemandTrend, demand_trend
from care.kpis.figures import Bounds, Figure, Figures, Value
from care.kpis.filters import Choices, Filters
from care.kpis.formulas import SCORES, SMALL_SAMPLE, TOO_FEW, Formula, Good, Group, Kpi, Unit, growth
from care.kpis.lead_queries import lead_steps
from care.kpis.number_queries import numbers, stamp
from care.kpis.numbers import AMOUNTS, Light, Number, Numbers, Target
from care.kpis.part_queries import Cut, Part, numbers_by
from care.kpis.periods import (
    BadPeriod,
    Kind,
    Period,
    TooFar,
    custom,
    first_of_month,
    month_of,
    month_told,
    months_to,
    natural,
    quarter_of,
    year_of,
)
from care.kpis.plain_row import PlainRow
from care.kpis.plain_rows import PlainRows, plain_rows
from care.kpis.queries import figures
from care.kpis.registry import ALL_FORMULAS, PROVIDERS
from care.kpis.rfm_exporting import hand_out_rfm, rfm_file
from care.kpis.rfm_queries import Rfm, SegmentLine, rfm, rfm_stamp
from care.kpis.rfm_row_queries import RfmRow, RfmRows, rfm_rows
from care.kpis.rfm_scores import HIGH_FROM, RFM_FORMULA, SCORES_OF_RFM, AllCuts, Cuts, RfmPolicy, Segment
from care.kpis.risk import Reason, RiskPolicy
from care.kpis.risk_queries import RiskLine, Risks, risks
from care.kpis.rollup import absorb
from care.kpis.rollup_anew import rebuild
from care.kpis.rollup_jobs import absorb_all, recount_all
from care.kpis.row_figures import CustomerRow, Movement, OrderRow, Rows
from care.kpis.row_queries import rows
from care.kpis.showing import ComplaintsPer, NumberPolicy
from care.kpis.target_commands import SPANS, set_target
from care.kpis.target_queries import TargetLine, targets
from care.kpis.trace_measures import FORMULA_VERSION

__all__ = [
    "ALL_FORMULAS",
    "AMOUNTS",
    "CHANNEL_FORMULA",
    "COMPLAINT_FORMULAS",
    "FORMULAS",
    "FORMULA_VERSION",
    "HIGH_FROM",
    "LOWER_IS_BETTER",
    "PROVIDERS",
    "RFM_FORMULA",
    "SCORES",
    "SCORES_OF_RFM",
    "SMALL_SAMPLE",
    "SPANS",
    "TOO_FEW",
    "AllCuts",
    "BadPeriod",
    "Band",
    "Baseline",
    "Bounds",
    "Breakdown",
    "Channel",
    "ChannelMix",
    "Choices",
    "Cohort",
    "Compared",
    "Comparison",
    "ComplaintFigure",
    "ComplaintFigures",
    "ComplaintKpi",
    "ComplaintRow",
    "ComplaintRows",
    "ComplaintsPer",
    "CustomerRow",
    "Cut",
    "Cuts",
    "Figure",
    "Figures",
    "Filters",
    "Formula",
    "Good",
    "Group",
    "Kind",
    "Kpi",
    "Light",
    "Movement",
    "Number",
    "NumberPolicy",
    "Numbers",
    "OrderRow",
    "Part",
    "Period",
    "PlainRow",
    "PlainRows",
    "Promises",
    "PromisesBy",
    "Reason",
    "Rfm",
    "RfmPolicy",
    "RfmRow",
    "RfmRows",
    "RiskLine",
    "RiskPolicy",
    "Risks",
    "Rows",
    "Segment",
    "SegmentLine",
    "Slice",
    "Stretches",
    "Target",
    "TargetLine",
    "TooFar",
    "Unit",
    "Value",
    "absorb",
    "absorb_all",
    "baselines",
    "breakdown",
    "channel_mix",
    "DemandLine",
    "DemandTrend",
    "demand_trend",
    "choices",
    "cohorts",
    "comparison",
    "complaint_figures",
    "complaint_rows",
    "custom",
    "definitions",
    "figures",
    "first_of_month",
    "freeze",
    "growth",
    "hand_out_rfm",
    "lead_steps",
    "month_of",
    "month_told",
    "months_to",
    "natural",
    "numbers",
    "numbers_by",
    "of_baseline",
    "plain_rows",
    "promises",
    "quarter_of",
    "rebuild",
    "recount_all",
    "rfm",
    "rfm_file",
    "rfm_rows",
    "rfm_stamp",
    "risks",
    "rows",
    "set_target",
    "stamp",
    "targets",
    "year_of",
]
