"""What the numbers out of customers' answers mean: scores, the index, recommendation, ease."""

from enum import StrEnum

from care.kpis.formulas import Formula, Group, Unit
from core.i18n import N_


class OpinionKpi(StrEnum):
    SCORE = "satisfaction_score"
    HUNDRED = "satisfaction_of_100"
    INDEX = "satisfaction_index"
    NPS = "recommendation"
    EASE = "ease"
    EASY = "easy"


_K = OpinionKpi
_WHERE = N_("In surveys after orders and each quarter, by the day of the answer, one for each invitation.")
_FROM = N_("Answers by the day they came")

FORMULAS = tuple(
    Formula(kpi, name, text, edges, unit, _FROM, group=Group.SATISFACTION)
    for kpi, name, text, edges, unit in (
        (
            _K.SCORE,
            N_("Mean satisfaction"),
            N_("The sum of all scores from 1 to 5 ÷ the number of answers with a score."),
            _WHERE,
            Unit.SCORE,
        ),
        (
            _K.HUNDRED,
            N_("Mean satisfaction, of 100"),
            N_("The mean satisfaction × 20, so that five points are a hundred."),
            _WHERE,
            Unit.HUNDRED,
        ),
        (
            _K.INDEX,
            N_("Satisfaction index (CSI)"),
            N_("The sum over all sides of us of weight × mean score, by the weights of the questionnaires."),
            N_(
                "Weights of sides that nobody judged are spread over the others, and the number says so. n: answers "
                "that judge one side at least."
            ),
            Unit.SCORE,
        ),
        (
            _K.NPS,
            N_("Net promoter score (NPS)"),
            N_("The share of answers of 9 and 10, less the share of answers of 0 to 6, in points from −100 to 100."),
            N_("7 and 8 are neither. Surveys after orders and each quarter, by the day of the answer."),
            Unit.BALANCE,
        ),
        (
            _K.EASE,
            N_("How easy it was (CES)"),
            N_("The mean of the answers from 1, very hard, to 7, very easy: higher is better."),
            _WHERE,
            Unit.EASE,
        ),
        (
            _K.EASY,
            N_("Those who found it easy"),
            N_("Answers of 5 to 7 ÷ all answers from 1 to 7 about how easy it was."),
            _WHERE,
            Unit.SHARE,
        ),
    )
)
