"""For whoever plans a festival: which customers to greet, counted before they are put on the list."""

from datetime import date

import streamlit as st

from auth.permissions import Permission
from care import customers, greetings
from care.greetings import Segment, SegmentCount, Target
from core.i18n import _, ngettext
from db.models import Tier
from ui import current, formats, greeting_labels, labels, links
from ui.actions import ask, perform
from ui.current import signed_in
from ui.dialog_parts import told
from ui.safe import esc


def page() -> None:
    signed_in(Permission.GREETING_SEND)
    with st.container(horizontal=True, vertical_alignment="center", key="many-title"):
        st.title(_("Choose customers to greet"), anchor=False, width="content")
        links.link_to("greetings/greetings.py", _("Greetings"), icon=":material/cake:")
    target = choose_target()
    segment = choose_segment()
    counted = ask(greetings.segment_count, target=target, segment=segment)

    numbers(counted)
    st.button(
        ngettext("Put {n} greeting on the list", "Put {n} greetings on the list", counted.new).format(
            n=formats.number(counted.new)
        ),
        key="plan-segment", type="primary", icon=":material/playlist_add:", disabled=not counted.new, on_click=plan,
        args=(target, segment),
    )  # fmt: skip
    told("segment")


def choose_target() -> Target:
    targets = {one.code: one for one in ask(greetings.targets)}
    code = st.selectbox(
        _("For which day?"), list(targets), format_func=lambda code: named(targets[code]), key="many-target"
    )
    return targets[code or next(iter(targets))]


def named(target: Target) -> str:
    name = greeting_labels.festival(target.about)
    return _("{name}, {day}").format(name=name, day=shown(target.day))


def shown(day: date) -> str:
    return f"{formats.day(day)} ({greeting_labels.when(day).split(' · ')[0]})"


def choose_segment() -> Segment:
    with st.container(horizontal=True, key="many-choices"):
        tiers = st.multiselect(_("Tier"), list(Tier), format_func=labels.tier, key="many-tiers", placeholder=_("All"))
        regions = st.multiselect(_("Region"), ask(customers.regions), format_func=esc, key="many-regions",
                                 placeholder=_("All"))  # fmt: skip
        tags = st.multiselect(_("Tag"), ask(customers.tag_names), format_func=esc, key="many-tags",
                              placeholder=_("All"))  # fmt: skip
    return Segment(tuple(tiers), tuple(regions), tuple(tags))


def numbers(counted: SegmentCount) -> None:
    """In the order in which they fall away."""
    shown_numbers = (
        (_("Customers chosen"), counted.chosen, _("Of those whom you may greet.")),
        (_("Agreed to greetings"), counted.agreed, _("The others are not greeted, whatever is chosen.")),
        (_("On the list already"), counted.planned, _("They stay as they are.")),
        (_("With an e-mail address"), counted.with_mailbox, _("The others are greeted by WeChat or on the phone.")),
    )
    for place, (label, value, why) in zip(st.columns(4), shown_numbers, strict=True):
        with place:
            st.metric(label, formats.number(value), help=why)


def plan(target: Target, segment: Segment) -> None:
    number = perform(greetings.plan_segment, target=target, segment=segment)
    if number is not None:
        words = ngettext("{n} greeting is on the list.", "{n} greetings are on the list.", number)
        current.flash(words.format(n=formats.number(number)))


page()
