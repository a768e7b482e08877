"""Greeting many at once: which lane, by what, and what that will do, in numbers, before it is done."""

import streamlit as st

from auth.actor import Actor
from auth.permissions import Permission
from care import greetings
from care.greetings import Batch, Calendar, Lane, Outcome
from core.i18n import _, ngettext
from db.models import Medium, Occasion
from ui import current, formats, greeting_labels
from ui.actions import ask, perform
from ui.complaint_labels import word
from ui.dialog_parts import told
from ui.greeting_parts import Filter
from ui.safe import esc

_SKIP = "skip"
_OUTCOME = "greeting-outcome"


def offer(actor: Actor, found: Calendar, *, only_own: bool, chosen: Filter) -> None:
    """Folded away; who may not send is not offered it."""
    if not actor.may(Permission.GREETING_SEND):
        return
    with st.expander(_("Greet many at once"), icon=":material/groups:", key="greeting-batch", on_change="rerun") as box:
        if box.open:
            _form(found, only_own=only_own, chosen=chosen)


def _form(found: Calendar, *, only_own: bool, chosen: Filter) -> None:
    lanes = [lane for lane, lines in found.lanes.items() if lines.total]
    with st.container(horizontal=True, key="greeting-batch-choices"):
        lane = st.segmented_control(_("Of which days"), lanes, default=lanes[0], required=True, key="batch-lane",
                                    format_func=lambda one: _(greeting_labels.LANES[one]))  # fmt: skip
        lane, (occasion, about) = lane or lanes[0], chosen
        how = st.segmented_control(_("What is done"), [*_media(lane, occasion), _SKIP], default=Medium.WECHAT,
                                   required=True, format_func=_deed, key=f"batch-how-{lane}")  # fmt: skip
    how = how or Medium.WECHAT
    medium = None if how == _SKIP else Medium(how)
    batch = ask(greetings.batch, lane=lane, only_own=only_own, occasion=occasion, about=about, medium=medium)
    st.markdown(esc(_sentence(batch, how)))
    if how == _SKIP:
        st.text_input(_("Why?"), key="batch-reason", max_chars=300)
        told("reason")
    able = len(batch.ids)
    is_sure = st.checkbox(_("Yes, do it"), key=f"batch-sure-{lane}-{how}")
    label = _("Skip {n}") if how == _SKIP else _("Send {n}") if how == Medium.EMAIL else _("Mark {n} as sent")
    st.button(label.format(n=formats.number(able)), key="batch-do", type="primary", disabled=not (is_sure and able),
              on_click=_do, args=(batch, how))  # fmt: skip


def _media(lane: Lane, occasion: Occasion | None) -> list[Medium]:
    """Nobody is congratulated by mail before the day; what is due for service may be told before."""
    may_mail = lane in (Lane.OVERDUE, Lane.TODAY) or occasion is Occasion.SERVICE
    return [Medium.WECHAT, Medium.EMAIL] if may_mail else [Medium.WECHAT]


def _deed(how: str) -> str:
    if how == _SKIP:
        return _("Skip")
    return _("Sent by {medium}").format(medium=word(Medium(how)))


def _sentence(batch: Batch, how: str) -> str:
    total, once = formats.number(batch.total), formats.number(len(batch.ids))
    words = ngettext("{total} greeting.", "{total} greetings.", batch.total).format(total=total)
    if how == Medium.EMAIL:
        reach = _(
            "{n} have an e-mail address and get a mail in the words of the template; the others stay on the list."
        )
        words += " " + reach.format(n=formats.number(batch.able))
    if len(batch.ids) < batch.able:
        words += " " + _("The first {n} are done now.").format(n=once)
    if how == Medium.WECHAT:
        words += " " + _("Each is noted as sent by you, in the words of the template.")
    return words


def _do(batch: Batch, how: str) -> None:
    if how == _SKIP:
        done = perform(greetings.skip_many, batch.ids, reason=current.remembered("batch-reason") or "")
    else:
        done = perform(greetings.send_many, batch.ids, medium=Medium(how), language="zh_CN")
    if isinstance(done, Outcome):
        current.remember(_OUTCOME, done)


def tell_outcome() -> None:
    """What came of the last one, also when nothing is left on the list."""
    done = current.remembered(_OUTCOME)
    if done is None:
        return
    current.forget(_OUTCOME)
    words = ngettext("{n} greeting is done.", "{n} greetings are done.", done.done).format(n=formats.number(done.done))
    st.success(esc(words), icon=":material/check:")
    for reason, number in done.held_back.items():
        st.caption(esc(f"{formats.number(number)} × {reason}"))
