"""Customers by their scores of R and F as a heat map."""

from care.kpis import SCORES_OF_RFM, Rfm
from core.i18n import _, ngettext
from ui import formats, heat_chart
from ui.heat_chart import Field, Titles

_HEIGHT = 300


def draw(found: Rfm) -> None:
    """The best above and to the right."""
    fields = [
        Field(str(frequency), str(recency), n, formats.number(n), f"R {recency} · F {frequency} · {_customers(n)}")
        for recency in reversed(SCORES_OF_RFM)
        for frequency in SCORES_OF_RFM
        for n in [found.by_scores.get((recency, frequency), 0)]
    ]
    titles = Titles(
        _("F: how often (5 is best)"), _("R: how lately (5 is best)"), _("Customers by their scores of R and F")
    )
    heat_chart.draw(fields, titles, most=max(found.by_scores.values()), height=_HEIGHT)


def _customers(n: int) -> str:
    return ngettext("{n} customer", "{n} customers", n).format(n=formats.number(n))
