"""Training sessions: planned, attended, scored; and how many know each rule."""

from collections.abc import Mapping, Sequence

import streamlit as st

from care import handbook
from care.handbook import Mark, NewTraining, PlaceRow, TrainingRow
from core import clock
from core.i18n import _, ngettext
from ui import actions, current, formats
from ui.dialog_parts import told
from ui.people_apart import told_apart
from ui.safe import esc

_NAMED = 12
"""More rules than these are counted, not named."""


def sessions(rows: Sequence[TrainingRow], *, may_record: bool) -> None:
    if not rows:
        st.info(_("No training so far."), icon=":material/school:")
    for row in rows:
        with st.container(border=True, gap="xsmall", key=f"training-{row.id}"):
            _session(row, may_record=may_record)


def plan_form(codes: Mapping[int, str], names: Mapping[int, str]) -> None:
    """The rules and the people there are to choose from."""
    names = told_apart(names)
    with st.expander(_("Plan a training")), st.form("plan-training", border=False):
        title = st.text_input(_("Title"), key="training_title", max_chars=120)
        told("title")
        with st.container(horizontal=True):
            day = st.date_input(_("Day"), clock.today(), key="training_day", format="YYYY-MM-DD")
            trainer = st.text_input(_("Trainer"), key="training_trainer", max_chars=60)
        told("held_on")
        material = st.text_area(_("Material"), key="training_material", max_chars=4000)
        about = st.multiselect(
            _("Rules that are taught"), list(codes), format_func=codes.__getitem__, key="training_rules",
            placeholder=_("All of them, if none is chosen"),
        )  # fmt: skip
        people = st.multiselect(
            _("Who takes part"), list(names), default=list(names), format_func=names.__getitem__, key="training_people",
            placeholder=_("Choose colleagues"),
        )  # fmt: skip
        told("user_ids")
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        training = NewTraining(title, day, trainer, material, tuple(about or codes), tuple(people))
        _settled(actions.perform(handbook.plan_training, training=training))


def coverage() -> None:
    """The rules that fewest were taught come first."""
    st.subheader(_("How many were taught each rule"), anchor=False)
    rows = sorted(actions.ask(handbook.training_coverage), key=lambda row: row.taught)
    st.table(
        {
            _("Rule"): [esc(f"{row.code} {row.title}") for row in rows],
            _("Taught"): [f"{row.taught}/{row.active}" for row in rows],
        }
    )


def _session(row: TrainingRow, *, may_record: bool) -> None:
    st.markdown(f"**{esc(row.title)}**")
    facts = [formats.day(row.held_on), row.trainer, _("{n} of {all} passed").format(n=row.passed, all=row.invited)]
    st.caption(esc(" · ".join(filter(None, facts))))
    if row.material:
        st.markdown(esc(row.material, limit=4000))
    if len(row.rules) > _NAMED:
        st.caption(esc(ngettext("{n} rule", "{n} rules", len(row.rules)).format(n=len(row.rules))))
    elif row.rules:
        st.caption(esc(_("Rules: {codes}").format(codes=_(", ").join(row.rules))))
    with st.expander(_("Attendance and scores")):
        is_over = row.held_on <= clock.today()
        to_mark = [place for place in row.places if may_record and is_over and place.may_mark]
        _places([place for place in row.places if place not in to_mark])
        if to_mark:
            _marks(row, to_mark)


def _places(places: Sequence[PlaceRow]) -> None:
    for place in places:
        score = formats.NOTHING if place.score is None else formats.number(place.score)
        st.markdown(f"{':green[✓]' if place.is_passed else '○'} {esc(place.name)} · {esc(score)}")


def _marks(row: TrainingRow, places: Sequence[PlaceRow]) -> None:
    with st.form(f"training-marks-{row.id}-{row.version}", border=False):
        marks: dict[int, Mark] = {}
        for place in places:
            who, there, score = st.columns([2, 1, 1], vertical_alignment="center")
            who.markdown(esc(place.name))
            key = f"{row.id}-{place.user_id}-{row.version}"
            was_there = there.checkbox(_("present"), place.was_there, key=f"there-{key}")
            value = score.number_input(
                _("Score"), 0, 100, place.score, key=f"score-{key}",
                label_visibility="collapsed", placeholder=_("Score"),
            )  # fmt: skip
            marks[place.user_id] = Mark(was_there, None if value is None else int(value))
        told("marks")
        if st.form_submit_button(_("Save"), type="primary"):
            _settled(actions.perform(handbook.record_attendance, row.id, marks=marks, seen=row.version))


def _settled(done: object) -> None:
    if done is not None:
        actions.settle()
        current.flash(_("Saved."))
    if done is not None or actions.problems():
        st.rerun()
    if met := actions.conflict():
        st.warning(esc(met.sentence))
