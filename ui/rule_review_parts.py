"""Who has read a rule, how it was reviewed, what supervisors found; and the forms that add to each."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import handbook, tasks
from care.handbook import Finding, Receipts, ReviewRow, RuleFile
from core.i18n import _
from db.models import ReviewVerdict
from ui import actions, current, formats, handbook_labels, links
from ui.dialog_parts import told
from ui.people_apart import told_apart
from ui.safe import esc
from ui.task_parts import person_select


def receipts(file: RuleFile, found: Receipts) -> None:
    st.subheader(_("Read and confirmed"), anchor=False)
    told_n = _("{n} of {all} people").format(n=found.confirmed, all=found.active)
    st.progress(found.confirmed / found.active if found.active else 0.0, text=esc(told_n))
    if found.mine_at is None:
        st.button(_("I have read it"), type="primary", icon=":material/draw:", key="rule-confirm", on_click=_confirm,
                  args=(file.id, file.version))  # fmt: skip
    else:
        st.caption(esc(_("You confirmed it on {moment}.").format(moment=formats.moment(found.mine_at))))
    if found.missing:
        with st.expander(_("Who has still to read it")):
            st.markdown(esc(_(", ").join(found.missing)))


def reviews(file: RuleFile) -> None:
    st.subheader(_("Reviews"), anchor=False)
    every = _("every {n} months").format(n=file.review_months)
    st.caption(esc(" · ".join([_("next: {day}").format(day=formats.day(file.next_review_on)), every])))
    for row in file.reviews:
        _review(row)
    if file.may_review:
        st.button(
            _("Hold a review"), icon=":material/fact_check:", key="rule-review", on_click=_begin, args=("review",)
        )


def inspections(file: RuleFile) -> None:
    st.subheader(_("Supervision"), anchor=False)
    for row in actions.ask(handbook.inspections, rule_id=file.id):
        mark = ":green[✓]" if row.is_kept else ":red[▲]"
        st.markdown(f"{mark} {esc(row.finding)}")
        st.caption(esc(" · ".join(filter(None, [formats.day(row.on), row.by, row.team]))))
        if row.task_id:
            words = _("put right") if row.is_put_right else _("to be put right")
            links.link_to("work/tasks.py", words, icon=":material/task_alt:", task=str(row.task_id))
        if not row.is_kept:
            _to_improvement("inspection", row.id)
    st.button(_("Write down a check"), icon=":material/search_check:", key="rule-inspect", on_click=_begin,
              args=("inspect",))  # fmt: skip


def open_asked(file: RuleFile, actor: Actor) -> None:
    """The dialog that was begun, if this person may."""
    doing = current.remembered("rule_doing")
    if doing == "review" and file.may_review:
        st.dialog(_("Review of a rule"), on_dismiss=_close)(_review_form)(file, actor)
    elif doing == "inspect" and actor.may(Permission.HANDBOOK_SUPERVISE):
        st.dialog(_("Check of a rule"), on_dismiss=_close)(_inspect_form)(file)


def _confirm(rule_id: int, version: int) -> None:
    if actions.perform(handbook.confirm_rule, rule_id, version=version) is not None:
        current.flash(_("Thank you. Your confirmation is kept with its time."))


def _review(row: ReviewRow) -> None:
    st.markdown(f"**{esc(handbook_labels.verdict(row.verdict))}** · {esc(row.words)}")
    people = [row.by, *(name for name in row.members if name != row.by)]
    st.caption(esc(" · ".join([formats.day(row.on), _(", ").join(filter(None, people))])))
    if row.verdict is ReviewVerdict.REVISE:
        _to_improvement("review", row.id)


def _to_improvement(origin: str, id_: int) -> None:
    query = {"from": origin, "of": str(id_)}
    links.link_to("improvements/improvements.py", _("Propose an improvement"), icon=":material/lightbulb:", **query)


def _begin(doing: str) -> None:
    actions.settle()
    current.remember("rule_doing", doing)


def _close() -> None:
    current.forget("rule_doing")
    actions.settle()


def _review_form(file: RuleFile, actor: Actor) -> None:
    names = told_apart({each.id: each.name for each in actions.ask(tasks.people)})
    with st.form("rule-review-form", border=False):
        verdict: ReviewVerdict | None = st.radio(
            _("Verdict"),
            list(ReviewVerdict),
            format_func=handbook_labels.verdict,
            horizontal=True,
            key="review_said",
        )
        words = st.text_area(_("What did the review find?"), key="review_words", max_chars=1000)
        told("words")
        members = st.multiselect(
            _("Review team"), list(names), default=[actor.id] if actor.id in names else [],
            format_func=names.__getitem__, key="review_members", placeholder=_("Choose colleagues"),
        )  # fmt: skip
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        done = actions.perform(
            handbook.review_rule, file.id, verdict=verdict or ReviewVerdict.KEEP, words=words,
            members=members, seen=file.seen,
        )  # fmt: skip
        _settled(done)


def _inspect_form(file: RuleFile) -> None:
    names = {each.id: each.name for each in actions.ask(tasks.people)}
    with st.form("rule-inspect-form", border=False):
        kept = st.radio(
            _("Was the rule kept?"), [True, False], format_func=lambda yes: _("Yes") if yes else _("No"),
            horizontal=True, key="inspect_kept",
        )  # fmt: skip
        teams = actions.ask(handbook.inspected_teams)
        team = st.selectbox(
            _("Department"), list(teams), index=None, format_func=teams.__getitem__, key="inspect_team",
            placeholder=_("The whole firm"),
        )  # fmt: skip
        told("team_id")
        words = st.text_area(_("What did you find?"), key="inspect_words", max_chars=1000)
        told("finding")
        deed = st.text_input(_("What is to be put right? (optional)"), key="inspect_deed", max_chars=300)
        told("deed")
        to = person_select(_("To whom"), names, key="inspect_to", chosen=file.owner_id)
        told("assignee")
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        finding = Finding(words, bool(kept), team, deed=deed, assignee_id=to)
        _settled(actions.perform(handbook.inspect_rule, file.id, finding=finding))


def _settled(done: object) -> None:
    if done is not None:
        current.flash(_("Saved."))
        _close()
    if done is not None or actions.problems():
        st.rerun()
    if met := actions.conflict():
        st.warning(esc(met.sentence))
