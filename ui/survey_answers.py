"""Answers one by one: who said what, and what came of it."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import feedback, surveys
from care.surveys import AnswerLine, Slice, Which
from core.i18n import _
from db.models import ComplaintKind
from ui import current, formats, links, survey_labels
from ui.actions import ask, perform
from ui.complaint_labels import word
from ui.safe import esc

_STEP = 20


def show(actor: Actor, of: Slice) -> None:
    """A part of them, the newest first; each leads to its customer."""
    which = st.pills(
        _("Which"),
        list(Which),
        default=Which.COMMENTED,
        required=True,
        format_func=lambda one: _(survey_labels.PARTS[one]),
        label_visibility="collapsed",
        key="answers_which",
    )
    part = which or Which.ANSWERED
    found, total = ask(surveys.answer_lines, of=of, which=part), ask(surveys.answer_count, of=of, which=part)
    st.caption(f"n = {formats.number(total)}")
    if len(found) < total:
        st.caption(_("The newest {n} are shown.").format(n=formats.number(len(found))))
    if not found:
        st.info(_("None of them."), icon=":material/filter_list_off:")
    key = f"answers_shown_{which}"
    shown = current.remembered(key, _STEP)
    for line in found[:shown]:
        answer(actor, line)
    if len(found) > shown:
        st.button(_("Show more"), key=f"{key}_more", on_click=current.remember, args=(key, shown + _STEP))


def of_customer(customer_id: int) -> None:
    """Everything this customer was asked, for their profile."""
    actor = current.actor()
    found = ask(surveys.of_customer, customer_id) if actor.may(Permission.SURVEY_READ) else ()
    if not found:
        st.caption(_("Not asked in a survey yet."))
    for line in found:
        answer(actor, line, names_customer=False)


def answer(actor: Actor, line: AnswerLine, *, names_customer: bool = True) -> None:
    with st.container(border=True, gap="xsmall", key=f"answer-{line.invitation_id}"):
        if names_customer:
            links.link_to(
                "customers/profile.py", esc(line.customer), icon=":material/person:", customer=str(line.customer_id)
            )
        st.caption(esc(_how(line)))
        if scores := numbers(line):
            st.markdown(esc(scores))
        for words in filter(str.strip, line.comment.splitlines()):
            st.markdown(f"> {esc(words)}")
        _follow(actor, line)


def numbers(line: AnswerLine) -> str:
    """Satisfaction 4 of 5 · would recommend 9 of 10."""
    score, nps, ces = line.numbers.score, line.numbers.nps, line.numbers.ces
    said = [
        _("satisfaction {n} of 5").format(n=score) if score is not None else "",
        _("would recommend us {n} of 10").format(n=nps) if nps is not None else "",
        _("ease {n} of 7").format(n=ces) if ces is not None else "",
    ]
    return " · ".join(filter(None, said))


def _how(line: AnswerLine) -> str:
    asked = _("asked {moment}").format(moment=formats.moment(line.asked_at)) if line.asked_at else _("not asked yet")
    said = _("answered {moment}").format(moment=formats.moment(line.at)) if line.at else _("no answer")
    about = survey_labels.purpose(line.purpose)
    return " · ".join(filter(None, [about, survey_labels.mode(line.mode), asked, said, line.owner]))


def _follow(actor: Actor, line: AnswerLine) -> None:
    """Its state: who looks into it, what was registered, what we replied."""
    came = line.follow
    if came.complaint_id is not None and came.kind is not None and came.state is not None:
        label = _("{kind} {number}: {state}").format(kind=word(came.kind), number=came.number, state=word(came.state))
        links.link_to("complaints/complaint.py", esc(label), icon=":material/report:", complaint=str(came.complaint_id))
    if came.task_id is not None:
        state = _("done") if came.is_done else _("being looked into")
        words = " · ".join(filter(None, [state, came.outcome if came.is_done else ""]))
        links.link_to("work/tasks.py", esc(words), icon=":material/task_alt:", task=str(came.task_id))
    if _may_register(actor, line):
        st.button(
            _("Register a complaint from this"), key=f"register-{line.answer_id}", icon=":material/add_alert:",
            type="tertiary", on_click=_register, args=(line.answer_id,),
        )  # fmt: skip


def _may_register(actor: Actor, line: AnswerLine) -> bool:
    is_registered = line.follow.kind is ComplaintKind.COMPLAINT
    is_poor = line.follow.task_id is not None or (line.numbers.score or 5) <= 3 or (line.numbers.nps or 10) <= 6
    is_survey = line.purpose not in surveys.ABOUT_COMPLAINTS
    may = actor.may(Permission.COMPLAINT_OPEN)
    return is_survey and may and is_poor and not is_registered and line.answer_id is not None


def _register(answer_id: int) -> None:
    opened = perform(feedback.open_complaint, answer_id)
    if opened is not None:
        current.flash(_("Registered as {number}.").format(number=opened.number))
