"""Scorecards: everybody's month in one list, one person's in a drawer with what it was worked out from."""

from datetime import date

import streamlit as st

from care import kpis, scorecards
from care.scorecards import TOO_FEW, FactRow, ScoreBoard, ScoreCard, ScoreLine, Sort
from core import clock
from core.i18n import _
from ui import chart_parts, formats, links
from ui.actions import ask
from ui.address import close, open_one, opened
from ui.chart_parts import Bar
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, linked_list

_MONTHS = 13
_GOOD, _FAIR = 1.0, 0.8


def month_picker() -> date:
    """This month, or one of the twelve before it."""
    months = [kpis.first_of_month(clock.today(), -back) for back in range(_MONTHS)]
    chosen = st.selectbox(
        _("Month"), months, format_func=formats.month, label_visibility="collapsed", key="score_month", width=160,
        persist_state="session",
    )  # fmt: skip
    return chosen or months[0]


def board(found: ScoreBoard) -> None:
    """One line a person, then one a team."""
    if not found.people and not found.teams:
        st.info(_("Nobody in your reach is judged by a scorecard."), icon=":material/leaderboard:")
        return
    known = scorecards.dimensions()
    columns = [Column(_("Who")), Column(_("Score"), "end")]
    columns += [Column(one.name, "desk") for one in known.values()]
    rows = [_line(card) for card in found.people]
    if found.teams:
        rows.append(ListRow(0, "", heading=_("Teams")))
        rows += [_line(card) for card in found.teams]
    user_id = linked_list(columns, rows, key="score-list")
    if user_id:
        open_one("person", user_id)
        st.rerun()


def shown(score: float | None) -> str:
    return formats.NOTHING if score is None else formats.percent(score, digits=0)


def tone(score: float | None) -> str:
    if score is None:
        return "grey"
    return "green" if score >= _GOOD else "orange" if score >= _FAIR else "red"


def actual(line: ScoreLine) -> str:
    """As a share or an amount; a dash for nothing."""
    if line.actual is None:
        return formats.NOTHING
    if scorecards.dimensions()[line.code].sort is Sort.SHARE:
        return formats.percent(line.actual)
    return formats.round_money(round(line.actual * 100))


def open_asked(found: ScoreBoard) -> None:
    """The drawer of `?person=7`."""
    card = next((one for one in found.people if one.user_id and one.user_id == opened("person")), None)
    if card is not None:
        st.dialog(_("Scorecard"), width="large", position="right", on_dismiss=_close)(_drawer)(card, found.month)


def _line(card: ScoreCard) -> ListRow:
    file = screen("scorecards/scorecard.py").address
    by_code = {line.code: line for line in card.lines}
    cells = [Cell(card.name, quiet=card.team if card.user_id else ""), _score(card)]
    for code in scorecards.dimensions():
        line = by_code.get(code)
        cells.append(Cell(actual(line), quiet=f"n = {formats.number(line.n)}") if line else Cell(formats.NOTHING))
    return ListRow(card.user_id or 0, f"/{file}?person={card.user_id or ''}", tuple(cells))


def _score(card: ScoreCard) -> Cell:
    share = None if card.score is None else min(1.0, card.score / scorecards.MOST_POINTS)
    return Cell(shown(card.score), share=share, tone=tone(card.score))


def _close() -> None:
    close("person")


def _drawer(card: ScoreCard, month: date) -> None:
    if opened("person") != card.user_id:
        st.rerun()
    single(card, month)


def single(card: ScoreCard, month: date) -> None:
    """One person's month: the sum, its parts, the facts behind each, and the months before."""
    st.metric(esc(f"{card.name} · {formats.month(month)}"), shown(card.score))
    frozen = _("Frozen on {day}: it cannot change any more.").format(day=formats.local_day(card.frozen_at))
    st.caption(frozen if card.frozen_at else _("The month goes on, or is not frozen yet: the score may still change."))
    lines_table(card.lines)
    formula = _("Score = Σ weight × min(1.2, actual ÷ target) ÷ Σ weight; fewer than {n} cases are left out.")
    st.caption(formula.format(n=TOO_FEW))
    _facts(card, month)
    _history(card)


def lines_table(lines: tuple[ScoreLine, ...]) -> None:
    known = scorecards.dimensions()
    columns: dict[str, list[str]] = {
        _("Dimension"): [esc(known[line.code].name) for line in lines if line.code in known],
        _("Actual"): [esc(actual(line)) for line in lines],
        _("Target"): [esc(_target(line)) for line in lines],
        "n": [formats.number(line.n) for line in lines],
        _("Weight"): [formats.number(line.weight) for line in lines],
        _("Points"): [_points(line) for line in lines],
    }
    st.table(columns)


def _target(line: ScoreLine) -> str:
    if scorecards.dimensions()[line.code].sort is Sort.SHARE:
        return formats.percent(line.target)
    return formats.round_money(round(line.target * 100))


def _points(line: ScoreLine) -> str:
    return _("left out") if line.points is None else formats.percent(line.points, digits=0)


@st.fragment
def _facts(card: ScoreCard, month: date) -> None:
    codes = [line.code for line in card.lines if line.n]
    if not codes or card.user_id is None:
        return
    known = scorecards.dimensions()
    code = st.segmented_control(
        _("What it was counted from"), codes, format_func=lambda code: known[code].name, key="score_facts", wrap=True
    )
    if code is None:
        return
    st.caption(esc(_(known[code].counts)))
    for row in ask(scorecards.score_facts, card.user_id, code=code, month=month)[:50]:
        _fact(row, is_share=known[code].sort is Sort.SHARE)


def _fact(row: FactRow, *, is_share: bool) -> None:
    mark = (":green[✓]" if row.value else ":red[▲]") if is_share else formats.round_money(round(row.value * 100))
    way = links.way_to(row.subject, row.subject_id) if row.about else None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(mark, width="content")
        if way:
            links.link_to(way.file, esc(row.about), **way.query)
        st.caption(formats.local_day(row.at) if row.at else "", width="content")


def _history(card: ScoreCard) -> None:
    if card.user_id is None:
        return
    months = ask(scorecards.score_history, card.user_id)
    bars = [
        Bar(f"{month:%y-%m}", None if score is None else score * 100, f"{formats.month(month)} · {shown(score)}")
        for month, score in months
    ]
    if len(bars) > 1:
        chart_parts.columns(bars, unit=_("Score, %"), number_format=",.0f", alt_text=_("Score by month"))
