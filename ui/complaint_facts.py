"""What the file of a complaint says, beside its story: facts, outcome, links to other complaints."""

from collections.abc import Sequence

import streamlit as st

from care.complaints import ComplaintFile, Related
from care.revisits import STATES
from core.i18n import _
from ui import complaint_address as address
from ui import complaint_labels as words
from ui import complaint_signs as signs
from ui import formats, links
from ui.safe import esc


def facts_panel(file: ComplaintFile) -> None:
    facts = file.facts
    st.subheader(_("Facts"), anchor=False)
    _list(
        [
            (_("Kind"), words.word(facts.kind)),
            (_("What it is about"), words.word(facts.category)),
            (_("Product or service"), esc(facts.product)),
            (_("Impact"), words.word(facts.impact) if facts.impact else ""),
            (_("Complexity"), words.word(facts.complexity) if facts.complexity else ""),
            (_("What had to be done at once"), esc(facts.immediate_action)),
            (_("Accepted at"), _moment(facts.accepted_at)),
            (_("First response at"), _moment(facts.responded_at)),
            (_("Solution communicated at"), _moment(facts.proposed_at)),
            (_("Closed at"), _moment(facts.closed_at)),
        ]
    )
    if file.order_number:
        _order(file)
    if facts.is_historical:
        st.caption(_("Imported as it was: no clock runs."))
    if file.waits_since is not None:
        asked = _("Waiting since {moment} for: {what}")
        st.caption(asked.format(moment=formats.moment(file.waits_since), what=esc(file.waits_for)))


def _order(file: ComplaintFile) -> None:
    number = _("Order {number}").format(number=esc(file.order_number))
    if file.party.id is None:
        st.markdown(number)
        return
    customer, order = str(file.party.id), str(file.facts.order_id)
    links.link_to("customers/profile.py", number, icon=":material/receipt_long:", customer=customer, order=order)


def extension_panel(file: ComplaintFile) -> None:
    """More time that was asked for; whoever may decides right here."""
    asked = file.extension
    if asked is None:
        return
    st.subheader(_("More time"), anchor=False)
    line = _("Until {moment}, asked for by {name}: {reason}")
    st.markdown(line.format(moment=formats.moment(asked.until), name=esc(asked.asked_by), reason=esc(asked.reason)))
    if asked.is_approved is not None:
        verdict = _("Approved") if asked.is_approved else _("Declined")
        st.caption(" · ".join(filter(None, [verdict, esc(asked.words)])))
    elif asked.may_decide:
        st.button(_("Decide"), key="decide_extension", on_click=address.begin_deed, args=("decide",))
    else:
        st.caption(_("It waits for somebody who decides."))


def outcome_panel(file: ComplaintFile) -> None:
    """What was found and given, once there is any."""
    facts = file.facts
    lines = [
        (_("What we found"), esc(facts.facts)),
        (_("Decision"), words.word(facts.decision) if facts.decision else ""),
        (_("Remedy"), words.word(facts.remedy) if facts.remedy else ""),
        (_("What the customer gets"), esc(facts.remedy_given)),
        (_("What it costs us"), esc(formats.money(facts.cost_cents)) if facts.cost_cents else ""),
        (_("What stops it for now"), esc(facts.interim_measure)),
        (_("Answer expected by"), formats.day(facts.confirm_by) if facts.confirm_by else ""),
        (_("What the customer says"), words.word(facts.confirmation) if facts.confirmation else ""),
        (_("Who confirmed"), esc(facts.confirmed_by)),
        (_("How"), esc(facts.confirmed_how)),
    ]
    if any(value for _label, value in lines):
        st.subheader(_("Outcome"), anchor=False)
        _list(lines)


def visits_panel(file: ComplaintFile) -> None:
    """The revisit it was heard on, and the one that asks how it went."""
    if not file.visits:
        return
    st.subheader(_("Revisits"), anchor=False)
    with st.container(gap="xxsmall"):
        for visit in file.visits:
            told = " · ".join(filter(None, [formats.day(visit.on), _(STATES[visit.state]), esc(visit.by)]))
            label = _("Heard on") if visit.is_source else _("Asks how it went")
            score = _("satisfaction {score} of 5").format(score=visit.satisfaction) if visit.satisfaction else ""
            st.markdown(f":small[:gray[{label}]]&ensp;{' · '.join(filter(None, [told, score]))}")


def links_panel(file: ComplaintFile) -> None:
    kept = file.links
    groups = (
        (_("Duplicate of"), [kept.duplicate_of] if kept.duplicate_of else []),
        (_("Its duplicates"), kept.duplicates),
        (_("Repeats"), [kept.repeat_of] if kept.repeat_of else []),
        (_("Follows"), [kept.follows] if kept.follows else []),
        (_("Followed by"), kept.followed_by),
        (_("Others of this customer"), kept.earlier),
        (_("Others with the same cause"), kept.same_cause),
    )
    if any(group for _label, group in groups):
        st.subheader(_("Other complaints"), anchor=False)
        for label, group in groups:
            _related(label, group)


def _related(label: str, group: Sequence[Related]) -> None:
    if not group:
        return
    st.caption(esc(label))
    with st.container(gap="xxsmall"):
        for other in group:
            told = " · ".join(
                [
                    other.number,
                    words.word(other.category),
                    words.word(other.state),
                    formats.local_day(other.received_at),
                ]
            )
            links.link_to(
                "complaints/complaint.py", esc(told), icon=signs.STATE_ICONS[other.state], complaint=str(other.id)
            )


def _list(lines: Sequence[tuple[str, str]]) -> None:
    with st.container(gap="xxsmall"):
        for label, value in lines:
            if value:
                st.markdown(f":small[:gray[{label}]]&ensp;{value}")


def _moment(value: object) -> str:
    return formats.moment(value) if value is not None else ""  # type: ignore[arg-type]
