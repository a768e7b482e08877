"""What a card says besides its number: the light, the change, what it was counted from, its months, its rows."""

from care.kpis import SCORES, TOO_FEW, Good, Kpi, Light, Number, Numbers, Unit, Value
from core.i18n import N_, _, ngettext
from ui import formats
from ui.kpi_parts import plain, shown

_LIGHTS = {
    Light.GREEN: ("✓", N_("on target")),
    Light.AMBER: ("◔", N_("close to target")),
    Light.RED: ("▲", N_("off target")),
}


def light(number: Number) -> dict[str, str] | None:
    if number.light is None:
        return None
    shape, word = _LIGHTS[number.light]
    return {"tone": number.light.value, "shape": shape, "word": _(word)}


def lines(numbers: Numbers, number: Number) -> list[dict[str, str]]:
    unit = number.formula.unit
    lines = []
    if not number.formula.is_of_today:
        before = _("before: {value}").format(value=shown(number.before, unit))
        change = _change(number)
        lines.append({"text": f"{change} · {before}" if change else before, "tone": _tone(number)})
    counted = [f"n = {_base(number.now)}"]
    if number.target is not None:
        counted.insert(0, _("target: {value}").format(value=shown(Value(number.target.target, 0), unit)))
    if number.is_small and number.now.base >= TOO_FEW:
        counted.append(_("small sample"))
    if number.reading.is_censored:
        counted.append(_("can still grow"))
    if number.reading.is_partial:
        counted.append(_("not every side of us was judged"))
    if number.formula.is_of_today:
        counted.append(_("as of today"))
    elif numbers.unfinished:
        counted.append(_("period not finished"))
    return [*lines, {"text": " · ".join(counted)}]


def _base(value: Value) -> str:
    """Of a ratio of two different things, both: 12 / 340."""
    if value.denominator is None or value.denominator == value.n:
        return formats.number(value.n)
    if value.numerator == value.n:
        return f"{formats.number(value.numerator)} / {formats.number(value.denominator)}"
    return formats.number(value.n)


def _change(number: Number) -> str:
    change, unit = number.change, number.formula.unit
    if change is None:
        return ""
    if round(change, 3) == 0:
        return _("no change")
    arrow = "↑" if change > 0 else "↓"
    if unit in (Unit.RATIO, Unit.SHARE):
        return f"{arrow} " + _("{points} points").format(points=plain(change * 100))
    return f"{arrow} " + (plain(change) if unit in SCORES else plain(change * 100) + "%")


def _tone(number: Number) -> str:
    change = number.change
    if number.is_small or not change or round(change, 3) == 0 or number.formula.good is Good.NEITHER:
        return "grey"
    return "green" if (change > 0) is (number.formula.good is Good.UP) else "amber"


def interval(number: Number) -> list[str]:
    if number.interval is None or number.now.is_fraction:
        return []
    low, high = number.interval
    words = _("With 95 % confidence the true share lies between {low} and {high}.")
    return [words.format(low=formats.percent(low), high=formats.percent(high))]


def months_words(number: Number) -> str:
    """What the line says to whoever cannot see it."""
    told = [
        f"{formats.month(month.start)}: {shown(Value(month.value, month.n), number.formula.unit)}"
        for month in number.reading.months
    ]
    return "; ".join(told)


def rows_words(number: Number) -> str:
    n = number.now.n
    words = (
        ngettext("See the {n} customer", "See the {n} customers", n)
        if number.code in list(Kpi) and number.code not in (Kpi.REVENUE, Kpi.ORDER_REPEAT)
        else ngettext("See the {n} row", "See the {n} rows", n)
    )
    return words.format(n=formats.number(n))
