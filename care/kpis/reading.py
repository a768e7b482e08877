"""A number of a period, of the one before and of the months that led here, from what was counted in each of them."""

from collections.abc import Callable

from care.kpis.figures import Bounds, Month, Value
from care.kpis.numbers import Reading
from care.kpis.periods import months_to
from care.kpis.providing import Question


def spans_of(asked: Question) -> tuple[Bounds, ...]:
    """Every span that will be asked about, each once."""
    return tuple(dict.fromkeys((asked.now, asked.before, *_months(asked))))


def reading(asked: Question, value: Callable[[Bounds], Value], *, is_partial: bool = False) -> Reading:
    told = [(span, value(span)) for span in _months(asked)]
    months = tuple(Month(span.start, span.end, one.value, one.n) for span, one in told)
    return Reading(value(asked.now), value(asked.before), months, is_partial=is_partial)


def _months(asked: Question) -> list[Bounds]:
    return [Bounds(*pair) for pair in months_to(asked.now.end, asked.months_shown)]


def share(hits: int, n: int) -> Value:
    """The rows behind it are all those looked at."""
    return Value(hits / n if n else None, n, hits, n)
