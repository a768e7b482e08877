"""One breach in a drawer: what happened, what its person says, what somebody above decides. Opened by `?case=`."""

import streamlit as st

from care import handbook, tasks
from care.handbook import BreachRow
from core.i18n import _
from db.models import BreachState, Subject
from ui import actions, current, formats, handbook_labels, links
from ui.address import close
from ui.dialog_parts import told
from ui.safe import esc
from ui.task_parts import person_select


def begin() -> None:
    actions.settle()


def open_asked(rule_id: int) -> bool:
    """The drawer of `?case=7`; a case may have a number larger than any row's."""
    text = st.query_params.get("case", "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        return False
    st.dialog(_("A rule was not kept"), width="medium", position="right", on_dismiss=_close)(_drawer)(
        rule_id, int(text)
    )
    return True


def why(row: BreachRow) -> str:
    return _(row.why).format(due=formats.near(row.due_at), done=formats.near(row.done_at))


def unnamed(row: BreachRow) -> str:
    """A person stands for themselves; a number for what the reader may not see."""
    return row.who or f"#{row.subject_id or row.case_id}"


def _close() -> None:
    close("case")
    actions.settle()


def _drawer(rule_id: int, case_id: int) -> None:
    if st.query_params.get("case") != str(case_id):
        st.rerun()
    row = actions.ask(handbook.breach, rule_id, case_id)
    _facts(row)
    _said(row)
    if row.id is not None:
        query = {"from": "breach", "of": str(row.id)}
        links.link_to("improvements/improvements.py", _("Propose an improvement"), icon=":material/lightbulb:", **query)
    if row.may_explain:
        _explain(rule_id, row)
    if row.may_decide:
        _decide(rule_id, row)
        _act(rule_id, row)


def _facts(row: BreachRow) -> None:
    st.markdown(f"**{esc(row.about or unnamed(row))}**")
    st.markdown(esc(why(row)))
    st.caption(esc(" · ".join(filter(None, [row.who, row.team]))))
    way = links.way_to(row.subject, row.subject_id)
    if way and (row.about or row.subject not in (Subject.COMPLAINT, Subject.CUSTOMER)):
        links.link_to(way.file, _("Open it"), icon=":material/open_in_new:", **way.query)


def _said(row: BreachRow) -> None:
    if row.explanation:
        st.markdown(f"**{esc(row.explained_by)}**: {esc(row.explanation)}")
    if row.state and row.state is not BreachState.EXPLAINED:
        word = _(handbook_labels.BREACH_STATES[row.state])
        st.markdown(f"**{esc(row.decided_by)}** ({esc(word)}): {esc(row.decision)}")
    if row.task_id:
        links.link_to("work/tasks.py", _("The task that follows from it"), task=str(row.task_id))


def _explain(rule_id: int, row: BreachRow) -> None:
    with st.form("breach-explain", border=False):
        words = st.text_area(_("How did it come?"), value=row.explanation, key="breach_words", max_chars=1000)
        told("words")
        sent = st.form_submit_button(_("Explain"), type="primary")
    if sent:
        _settled(actions.perform(handbook.explain_breach, rule_id, row.case_id, words=words))


def _decide(rule_id: int, row: BreachRow) -> None:
    with st.form("breach-decide", border=False):
        words = st.text_area(_("What do you decide, and why?"), key="breach_decision", max_chars=1000)
        told("decision")
        yes, no = st.columns(2)
        excused = yes.form_submit_button(_("Excuse it"), key="breach_excuse", width="stretch")
        refused = no.form_submit_button(_("Do not excuse it"), key="breach_refuse", width="stretch")
    if excused or refused:
        done = actions.perform(
            handbook.decide_breach, rule_id, row.case_id, excuse=excused, words=words, seen=row.version
        )
        _settled(done)


def _act(rule_id: int, row: BreachRow) -> None:
    with st.expander(_("Have something done about it")), st.form("breach-act", border=False):
        deed = st.text_input(_("What is to be done?"), key="breach_deed", max_chars=300)
        told("deed")
        names = {each.id: each.name for each in actions.ask(tasks.people)}
        to = person_select(_("To whom"), names, key="breach_to", chosen=row.who_id)
        told("assignee")
        sent = st.form_submit_button(_("Give the task"))
    if sent:
        done = actions.perform(
            handbook.act_on_breach, rule_id, row.case_id, deed=deed, assignee_id=to or 0, seen=row.version
        )
        _settled(done)


def _settled(done: object) -> None:
    if done is not None:
        current.flash(_("Saved."))
        _close()
    if done is not None or actions.problems():
        st.rerun()
    if met := actions.conflict():
        st.warning(esc(met.sentence))
