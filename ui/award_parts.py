"""The register of rewards and penalties: what was decided on which evidence, the person's reply."""

from collections.abc import Sequence

import streamlit as st

from care import scorecards
from care.scorecards import AwardRow, NewAward, ScoreBoard
from core.i18n import N_, _
from db.models import AwardForm, AwardKind, Evidence
from ui import actions, current, formats, links
from ui.dialog_parts import told
from ui.safe import esc
from ui.task_parts import person_select

KINDS = {AwardKind.REWARD: N_("Reward"), AwardKind.PENALTY: N_("Penalty")}
FORMS = {
    AwardForm.PRAISE: N_("Praise"),
    AwardForm.BONUS: N_("Bonus"),
    AwardForm.PROMOTION: N_("Promotion"),
    AwardForm.WARNING: N_("Warning"),
    AwardForm.DEDUCTION: N_("Deduction"),
    AwardForm.DEMOTION: N_("Demotion"),
}
EVIDENCE = {
    Evidence.BREACH: N_("a breach of a rule"),
    Evidence.COMPLAINT: N_("a complaint"),
    Evidence.IMPROVEMENT: N_("an improvement"),
    Evidence.SCORE: N_("a month's score"),
}


def register(rows: Sequence[AwardRow], board: ScoreBoard, *, may_decide: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="awards-title"):
        st.subheader(_("Rewards and penalties"), anchor=False, width="content")
        st.space("stretch")
        if may_decide:
            st.button(_("Decide on one"), icon=":material/military_tech:", key="award-new", on_click=_begin)
    if not rows:
        st.caption(_("None so far. Each rests on evidence, and whom it concerns may reply."))
    for row in rows:
        _card(row)
    if may_decide and current.remembered("award_new"):
        st.dialog(_("A reward or a penalty"), on_dismiss=_close)(_dialog)(board)


def _card(row: AwardRow) -> None:
    color = "green" if row.kind is AwardKind.REWARD else "red"
    with st.container(border=True, gap="xsmall", key=f"award-{row.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(_(KINDS[row.kind]), color=color, icon=_icon(row))  # type: ignore[arg-type]
            amount = f" {formats.money(row.amount_cents)}" if row.amount_cents else ""
            st.markdown(f"**{esc(row.name)}** · {esc(_(FORMS[row.form]))}{esc(amount)}", width="content")
            if row.withdrawn_at:
                st.badge(_("withdrawn"), color="gray")
        st.markdown(esc(row.words))
        based = _("rests on {evidence}").format(evidence=_(EVIDENCE[row.evidence]))
        st.caption(esc(" · ".join([based, formats.local_day(row.decided_at), row.decided_by])))
        if row.subject and (way := links.way_to(row.subject, row.subject_id)):
            links.link_to(way.file, _("See the evidence"), icon=":material/open_in_new:", **way.query)
        if row.reply:
            st.markdown(f"**{esc(row.name)}**: {esc(row.reply)}")
        if row.withdrawn_words:
            st.caption(esc(row.withdrawn_words))
        _ways_on(row)


def _icon(row: AwardRow) -> str:
    return ":material/thumb_up:" if row.kind is AwardKind.REWARD else ":material/gavel:"


def _ways_on(row: AwardRow) -> None:
    if row.is_mine and not row.withdrawn_at:
        with st.popover(_("Reply")), st.form(f"award-reply-{row.id}", border=False):
            words = st.text_area(_("What do you say to it?"), row.reply, key=f"award-words-{row.id}", max_chars=1000)
            told("reply")
            if st.form_submit_button(_("Save")):
                _settled(actions.perform(scorecards.reply_to_award, row.id, words=words))
    if row.may_withdraw:
        with st.popover(_("Withdraw")), st.form(f"award-withdraw-{row.id}", border=False):
            words = st.text_area(_("Why does it not hold?"), key=f"award-why-{row.id}", max_chars=1000)
            told("withdrawn")
            if st.form_submit_button(_("Withdraw")):
                _settled(actions.perform(scorecards.withdraw_award, row.id, words=words))


def _begin() -> None:
    actions.settle()
    current.remember("award_new", True)


def _close() -> None:
    current.forget("award_new")
    actions.settle()


def _dialog(board: ScoreBoard) -> None:
    names = {card.user_id: card.name for card in board.people if card.user_id}
    person = person_select(_("Whom does it concern?"), names, key="award_person")
    told("user_id")
    if person is None:
        return
    evidence = actions.ask(scorecards.evidence_for, person)
    kind = st.segmented_control(_("Kind"), list(KINDS), default=AwardKind.REWARD, required=True, key="award_kind",
                                format_func=lambda code: _(KINDS[code]))  # fmt: skip
    kind = kind or AwardKind.REWARD
    with st.form("award-form", border=False):
        forms = scorecards.FORMS[kind]
        form = st.selectbox(_("Form"), forms, format_func=lambda code: _(FORMS[code]), key="award_form")
        told("form")
        amount = st.number_input(_("Amount"), 0, None, 0, key="award_amount")
        told("amount")
        chosen = st.selectbox(
            _("On which evidence?"), range(len(evidence)), format_func=lambda place: _evidence(evidence[place]),
            key="award_evidence", placeholder=_("There is none yet for this person"),
        )  # fmt: skip
        told("evidence")
        words = st.text_area(_("What is it for?"), key="award_words", max_chars=1000)
        told("words")
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        source, source_id, _words = evidence[chosen] if chosen is not None else (Evidence.SCORE, 0, "")
        award = NewAward(person, kind, form or forms[0], words, source, source_id, int(amount) * 100)
        _settled(actions.perform(scorecards.decide_award, award=award))


def _evidence(one: tuple[Evidence, int, str]) -> str:
    return " · ".join([_(EVIDENCE[one[0]]), one[2][:60]])


def _settled(done: object) -> None:
    if done is not None:
        current.flash(_("Saved."))
        _close()
    if done is not None or actions.problems():
        st.rerun()
