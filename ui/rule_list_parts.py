"""Rules in practice: one line a rule, chapter by chapter; the answer is kept a while for whoever asked."""

import streamlit as st

from auth.actor import Actor
from care import handbook, kpis
from care.handbook import Compliance, Practice, RuleLine
from care.kpis import Kind, Period
from core import clock
from core.i18n import N_, _, ngettext
from ui import formats, handbook_labels, links
from ui.actions import ask
from ui.kept import ask_kept
from ui.menu import screen
from ui.safe import esc
from ui.table_parts import Cell, Column, ListRow, Mark, linked_list

_PERIODS = {Kind.MONTH: N_("This month"), Kind.QUARTER: N_("This quarter"), Kind.YEAR: N_("This year")}


def period_picker() -> Period:
    chosen = st.segmented_control(
        _("Period"),
        list(_PERIODS),
        default=Kind.QUARTER,
        required=True,
        format_func=lambda kind: _(_PERIODS[kind]),
        label_visibility="collapsed",
        key="rules_period",
        persist_state="session",
    )
    return kpis.natural(chosen or Kind.QUARTER, clock.today())


def asked(actor: Actor, period: Period) -> Practice:
    return ask_kept(actor, ask(handbook.practice_stamp), handbook.practice, period=period)


def rule_list(found: Practice) -> None:
    rows = []
    for chapter in found.chapters:
        rows.append(ListRow(0, "", heading=chapter.title))
        rows += [_line(rule) for rule in chapter.rules]
    columns = [
        Column(_("Rule")),
        Column(_("Kept")),
        Column(_("13 months"), "desk"),
        Column(_("Breaches"), "end"),
        Column(_("Answers for it"), "desk"),
        Column(_("Next review"), "end"),
    ]
    if rule_id := linked_list(columns, rows, key="rules-list"):
        links.to("handbook/rule.py", rule=str(rule_id))


def _line(rule: RuleLine) -> ListRow:
    marks = (Mark(_("to confirm"), "orange"),) if rule.is_unread else ()
    kept = rule.kept
    broken = kept.rate.breaches if kept and kept.rate.n else 0
    breaches = ngettext("{n} breach", "{n} breaches", broken).format(n=formats.number(broken)) if broken else ""
    review = Mark(_("▲ review due"), "red") if rule.is_review_due else None
    cells = (
        Cell(f"{rule.code} {rule.title}", marks=marks),
        handbook_labels.rate_cell(kept.rate) if kept else Cell(_("text"), quiet=""),
        Cell("", spark=_spark(kept)) if kept and len(_known(kept)) > 1 else Cell(""),
        Cell(breaches, marks=_excused(kept)),
        Cell(rule.owner or formats.NOTHING),
        Cell(formats.short_day(rule.next_review_on), marks=(review,) if review else ()),
    )
    return ListRow(rule.id, f"/{screen('handbook/rule.py').address}?rule={rule.id}", cells)


def _excused(kept: Compliance | None) -> tuple[Mark, ...]:
    if not kept or not kept.rate.excused:
        return ()
    return (Mark(_("{n} excused").format(n=kept.rate.excused)),)


def _known(kept: Compliance) -> list[float]:
    values = [month.rate.value.value for month in kept.months if month.rate]
    return [value for value in values if value is not None]


def _spark(kept: Compliance) -> tuple[float | None, ...]:
    return tuple(month.rate.value.value if month.rate else None for month in kept.months)


def unread_banner(found: Practice) -> None:
    """Where one's own reading stands, with the way to the next rule."""
    waiting = [rule for chapter in found.chapters for rule in chapter.rules if rule.is_unread]
    if not waiting:
        return
    told = ngettext(
        "{n} rule waits for you to read and confirm it.",
        "{n} rules wait for you to read and confirm them.",
        len(waiting),
    )
    with st.container(horizontal=True, vertical_alignment="center", border=True, key="rules-unread"):
        st.markdown(f":material/mark_email_unread: {esc(told.format(n=len(waiting)))}", width="content")
        links.link_to("handbook/rule.py", _("Read the next one"), rule=str(waiting[0].id))


def others(title: str, rows: tuple[tuple[int, str, str], ...]) -> None:
    """Drafts, or rules that hold no longer."""
    if not rows:
        return
    with st.expander(f"{title} ({len(rows)})"):
        for rule_id, code, name in rows:
            links.link_to("handbook/rule.py", esc(f"{code} {name}"), rule=str(rule_id))
