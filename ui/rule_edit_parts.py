"""Writing a rule: its words in both languages, its check, who answers for it, when it holds, its end."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from care import handbook, tasks
from care.handbook import Check, RuleFile, Words
from core import clock
from core.i18n import _
from db.models import RuleState
from ui import actions, current, links
from ui.dialog_parts import told
from ui.safe import esc
from ui.task_parts import person_select


def new_rule(chapters: Sequence[tuple[int, str]]) -> None:
    names = dict(chapters)
    with st.container(horizontal=True):
        chapter = st.selectbox(_("Chapter"), list(names), format_func=lambda id_: names[id_], key="rule_chapter")
        code = st.text_input(_("Number"), key="rule_code", max_chars=20, placeholder="3.9")
    told("code")
    typed = _words_fields(Words("", "", "", ""), key="new")
    if st.button(_("Save as a draft"), type="primary", key="rule_draft"):
        made = actions.perform(
            handbook.draft_rule, chapter_id=chapter or 0, code=code, words=typed, reason=str(_reason("new"))
        )
        if made is not None:
            actions.settle()
            links.to("handbook/edit.py", rule=str(made.id))
        if actions.problems():
            st.rerun()
    with st.expander(_("A chapter of your own")):
        _new_chapter()


def words(file: RuleFile) -> None:
    if file.draft is not None:
        st.info(_("There is a draft of the next version. The rule in force stays as it is until you put it in force."))
    typed = _words_fields(file.draft or file.words, key=f"rule-{file.id}-{file.seen}")
    with st.container(horizontal=True):
        if st.button(_("Save as a draft"), type="primary", key="rule_revise"):
            _settled(actions.perform(
                handbook.revise_rule, file.id, words=typed, reason=str(_reason(f"rule-{file.id}-{file.seen}")),
                seen=file.seen,
            ))  # fmt: skip
        if file.draft is not None and st.button(_("Discard the draft"), key="rule_discard"):
            _discard(file)


def _discard(file: RuleFile) -> None:
    done = actions.perform(handbook.discard_draft, file.id, seen=file.seen)
    if done is not None and not file.version:
        actions.settle()
        links.to("handbook/handbook.py")
    _settled(done)


def put_in_force(file: RuleFile) -> None:
    with st.container(border=True, key="rule-enforce"), st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            _("Holds from"), clock.today(), min_value=clock.today(), key="rule_from", format="YYYY-MM-DD"
        )
        if st.button(_("Put in force"), type="primary", icon=":material/gavel:", key="rule_enforce"):
            _settled(actions.perform(handbook.put_in_force, file.id, effective_on=day, seen=file.seen))
    told("effective_on")


def entrust(file: RuleFile) -> None:
    names = {each.id: each.name for each in actions.ask(tasks.people)}
    st.subheader(_("Who answers for it"), anchor=False)
    with st.form("rule-entrust", border=True), st.container(horizontal=True, vertical_alignment="bottom"):
        owner = person_select(_("Owner of the rule"), names, key="rule_owner", chosen=file.owner_id)
        told("owner_id")
        months = st.number_input(
            _("Months until it is reviewed again"), 1, 24, file.own_review_months, key="rule_months",
            placeholder=_("as every rule: {n}").format(n=file.review_months),
        )  # fmt: skip
        told("review_months")
        day = st.date_input(
            _("Next review"), file.next_review_on or clock.today(), key="rule_review_on", format="YYYY-MM-DD"
        )
        if st.form_submit_button(_("Save")):
            _settled(actions.perform(
                handbook.entrust_rule, file.id, owner_id=owner or 0, next_review_on=day, seen=file.seen,
                review_months=None if months is None else int(months),
            ))  # fmt: skip


def retire(file: RuleFile) -> None:
    if file.state is not RuleState.IN_FORCE:
        return
    with st.expander(_("Retire this rule")), st.form("rule-retire", border=False):
        reason = st.text_input(_("Why does it hold no longer?"), key="rule_retire_reason", max_chars=300)
        if st.form_submit_button(_("Retire")):
            _settled(actions.perform(handbook.retire_rule, file.id, reason=reason, seen=file.seen))
    told("reason")


def _words_fields(words: Words, *, key: str) -> Words:
    left, right = st.columns(2)
    with left:
        title_zh = st.text_input(_("Title in Chinese"), words.title_zh, key=f"{key}-title-zh", max_chars=120)
        told("title_zh")
        text_zh = st.text_area(_("Text in Chinese"), words.text_zh, key=f"{key}-text-zh", height=200, max_chars=4000)
        told("text_zh")
    with right:
        title_en = st.text_input(_("Title in English"), words.title_en, key=f"{key}-title-en", max_chars=120)
        told("title_en")
        text_en = st.text_area(_("Text in English"), words.text_en, key=f"{key}-text-en", height=200, max_chars=4000)
        told("text_en")
    _numbers_to_hand()
    code, parameters = _check_fields(words, key=key)
    st.text_input(_("Why is this changed?"), key=f"{key}-reason", max_chars=300)
    told("reason")
    return Words(title_zh, title_en, text_zh, text_en, code, parameters)


def _numbers_to_hand() -> None:
    with st.expander(_("Numbers that a text may hold")):
        st.caption(_("Written in braces, a number is always the one in force."))
        for name, number in handbook.numbers().items():
            st.markdown(f"{esc('{' + name + '}')} · {esc(_(number.label))}")


def _check_fields(words: Words, *, key: str) -> tuple[str, dict[str, Any]]:
    known: dict[str, Check | None] = {"": None, **handbook.catalogue()}
    chosen = st.selectbox(
        _("Checked by"), list(known), index=list(known).index(words.check_code) if words.check_code in known else 0,
        format_func=lambda code: _check_name(known[code]), key=f"{key}-check",
    )  # fmt: skip
    told("check_code")
    check = known[chosen]
    if check is None:
        return "", {}
    st.caption(esc(_(check.counts)))
    values = check.chosen(words.parameters)
    for one in check.parameters:
        options = {code: _(word) for code, word in one.choices}
        place = list(options).index(values[one.name])
        chosen = st.selectbox(
            _(one.label), list(options), place, format_func=options.__getitem__, key=f"{key}-{check.code}-{one.name}"
        )
        values[one.name] = chosen or one.default
    return check.code, dict(values)


def _check_name(check: Check | None) -> str:
    return check.name if check else _("nothing: it is text alone")


def _reason(key: str) -> Any:
    return current.remembered(f"{key}-reason", "")


def _new_chapter() -> None:
    with st.form("new-chapter", border=False):
        zh = st.text_input(_("Title in Chinese"), key="chapter_zh", max_chars=100)
        en = st.text_input(_("Title in English"), key="chapter_en", max_chars=100)
        if st.form_submit_button(_("Add the chapter")):
            _settled(actions.perform(handbook.add_chapter, title_zh=zh, title_en=en))


def _settled(done: object) -> None:
    if done is not None:
        actions.settle()
        current.flash(_("Saved."))
    if done is not None or actions.problems():
        st.rerun()
    if met := actions.conflict():
        st.warning(esc(met.sentence))
