"""Codes for what was said of each side of us: by version of the questionnaire, and by its place there."""

from care.kpis.trace_measures import Measure

_OF_A_VERSION = 100
_ANSWERS = _OF_A_VERSION - 1


def answers_to(version_id: int) -> int:
    """How many answered this version of a questionnaire."""
    return Measure.SIDES + version_id * _OF_A_VERSION + _ANSWERS


def judgements(version_id: int, place: int) -> int:
    """How many judged what its question at this place is about, of those that judge a side of us."""
    return Measure.SIDES + version_id * _OF_A_VERSION + 2 * place


def total(version_id: int, place: int) -> int:
    """What those scores add up to."""
    return judgements(version_id, place) + 1
