"""The figures as a person reads them: aligned columns, one line a figure, as soon as it is known."""

from __future__ import annotations

from ops.benchmarks.figure import Figure

_WIDTHS = (64, 11, 11, 11, 9, 7)


def heading() -> str:
    return _line("figure", "value", "floor", "ratio", "limit", "") + "\n" + "─" * sum(_WIDTHS)


def line(figure: Figure) -> str:
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f} ×"
    limit = "" if figure.limit is None else str(figure.limit)
    name = f"{figure.name}, {figure.unit}"
    return _line(name, _number(figure.value), _number(figure.floor), ratio, limit, figure.verdict)


def _line(name: str, *cells: str) -> str:
    widths = zip(cells, _WIDTHS[1:], strict=True)
    return f"{name:<{_WIDTHS[0]}}" + "".join(f"{cell:>{width}}" for cell, width in widths)


def _number(value: float) -> str:
    """Three digits that matter, and no more than two after the point."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
