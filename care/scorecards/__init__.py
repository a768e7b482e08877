"""How work is judged month by month, with its inputs; rewards and penalties that rest on evidence."""

from care.scorecards.award_queries import AwardRow, awards, evidence_for
from care.scorecards.deciding import FORMS, AlreadyWithdrawn, NewAward, decide_award, reply_to_award, withdraw_award
from care.scorecards.dimension import Dimension, Facts, Sort
from care.scorecards.dimensions import dimensions
from care.scorecards.freezing import freeze, freeze_last_month
from care.scorecards.policy import MOST_POINTS, TOO_FEW, ScorePolicy
from care.scorecards.queries import FactRow, ScoreBoard, ScoreCard, score_facts, score_history, scoreboard
from care.scorecards.scoring import Measured, ScoreLine, score, score_line, together

__all__ = [
    "FORMS",
    "MOST_POINTS",
    "TOO_FEW",
    "AlreadyWithdrawn",
    "AwardRow",
    "Dimension",
    "FactRow",
    "Facts",
    "Measured",
    "NewAward",
    "ScoreBoard",
    "ScoreCard",
    "ScoreLine",
    "ScorePolicy",
    "Sort",
    "awards",
    "decide_award",
    "dimensions",
    "evidence_for",
    "freeze",
    "freeze_last_month",
    "reply_to_award",
    "score",
    "score_facts",
    "score_history",
    "score_line",
    "scoreboard",
    "together",
    "withdraw_award",
]
