"""What happened with a customer, told line by line."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import streamlit as st

from care.customers import Event, Timeline
from core.i18n import N_, _
from ui import current, event_labels, formats, greeting_labels, labels, survey_labels
from ui.complaint_labels import word
from ui.safe import esc

_TOLD = {
    "customer.created": N_("Added to the customers"),
    "customer.verified": N_("Confirmed that the file is up to date"),
    "customer.verification_undone": N_("Took the confirmation back"),
    "customer.assigned": N_("Handed to another owner"),
    "customer.tagged": N_("Changed the tags"),
    "customer.contact_added": N_("Added a contact"),
    "customer.contact_changed": N_("Changed a contact"),
    "customer.contact_removed": N_("Removed a contact"),
    "customer.restored": N_("Brought back"),
}
_ICONS = {
    "complaint": ":material/report:",
    "answer": ":material/reviews:",
    "survey": ":material/reviews:",
    "contact": ":material/forum:",
    "lead": ":material/person_raised_hand:",
    "greeting": ":material/cake:",
    "event": ":material/event:",
    "left_out": ":material/event_busy:",
    "order": ":material/receipt_long:",
    "consent": ":material/handshake:",
    "tier": ":material/star:",
    "customer.created": ":material/person_add:",
    "customer.verified": ":material/task_alt:",
}


def story(events: Timeline, pages_key: str) -> None:
    """One line an event, with its day and who did it."""
    if not events.events:
        st.caption(_("Nothing has happened here yet."))
    with st.container(gap="xsmall"):
        for event in events.events:
            icon = _ICONS.get(event.kind, ":material/edit:")
            by = f" · {esc(event.by)}" if event.by else ""
            shown_at = formats.local_day(event.at) if event.kind == "order" else formats.moment(event.at)
            st.markdown(f"{icon} {_sentence(event)}  \n:small[:gray[{shown_at}{by}]]")
    if events.has_more:
        st.button(_("Show earlier ones"), key=f"more_{pages_key}", type="tertiary", on_click=_more, args=(pages_key,))


def pages_shown(pages_key: str) -> int:
    return int(current.remembered(pages_key, 1))


def _more(pages_key: str) -> None:
    current.remember(pages_key, pages_shown(pages_key) + 1)


def _sentence(event: Event) -> str:
    said = _LINES.get(event.kind)
    return said(event.facts) if said else _(_TOLD.get(event.kind, event.kind))


def _order_line(facts: Mapping[str, Any]) -> str:
    money, status = formats.money(facts["cents"], currency=facts["currency"]), labels.order_status(facts["status"])
    return _("Order {number}: {money}, {status}").format(number=esc(facts["number"]), money=esc(money), status=status)


def _consent_line(facts: Mapping[str, Any]) -> str:
    return _("Consent · {purpose}: {answer}").format(
        purpose=labels.purpose(facts["purpose"]), answer=labels.consent(facts["status"])
    )


def _tier_line(facts: Mapping[str, Any]) -> str:
    return _("Tier {before} became {after}: {reason}").format(
        before=facts["before"].value, after=facts["after"].value, reason=esc(facts["reason"])
    )


def _change_line(facts: Mapping[str, Any]) -> str:
    changed = [labels.customer_field(name) for name in facts if name in labels.CUSTOMER_FIELDS]
    return _("Changed: {fields}").format(fields=_(", ").join(changed) or formats.NOTHING)


def _complaint_line(facts: Mapping[str, Any]) -> str:
    sentence = _("{kind} [{number}]({address}): {category}, {state}")
    return sentence.format(
        kind=word(facts["kind"]),
        number=esc(facts["number"]),
        address=f"/complaint?complaint={facts['id']}",
        category=word(facts["category"]),
        state=word(facts["state"]),
    )


def _contact_line(facts: Mapping[str, Any]) -> str:
    how = _("{medium}, {outcome}").format(medium=word(facts["medium"]), outcome=word(facts["outcome"]))
    if facts.get("revisit_id"):
        how = _("Revisit · {how}").format(how=how)
    said = _("{field}: {value}").format(field=how, value=esc(facts["summary"])) if facts["summary"] else how
    told = [next_step_words(facts["next_step"], facts["next_on"]), " · ".join(_visit_words(facts))]
    return "  \n".join([said, *(f":small[{words}]" for words in told if words)])


def _visit_words(facts: Mapping[str, Any]) -> Iterator[str]:
    """What a revisit found, if it was one."""
    if facts.get("satisfaction"):
        yield _("satisfaction {score} of 5").format(score=facts["satisfaction"])
    for name in ("problem", "need_change"):
        if facts.get(name):
            yield esc(facts[name])
    if facts.get("complaint_id"):
        yield _("[a complaint was registered]({address})").format(
            address=f"/complaint?complaint={facts['complaint_id']}"
        )


def _greeting_line(facts: Mapping[str, Any]) -> str:
    what = greeting_labels.what(facts["occasion"], facts["about"], facts["years"])
    return _("Greeted by {medium}: {what}").format(medium=word(facts["medium"]), what=esc(what))


def _event_line(facts: Mapping[str, Any]) -> str:
    return _("Event [{name}]({address}), {day}: {state}").format(
        name=esc(facts["name"]), address=f"/event?event={facts['id']}", day=formats.local_day(facts["starts_at"]),
        state=event_labels.word(facts["state"]),
    )  # fmt: skip


def next_step_words(words: str, on: date | None) -> str:
    """What was said to come next, and when; empty for nothing."""
    told = " · ".join(filter(None, [formats.day(on) if on else "", esc(words)]))
    return _("Next: {step}").format(step=told) if told else ""


def _answer_line(facts: Mapping[str, Any]) -> str:
    """What the customer said of how a complaint was handled."""
    said = []
    if facts["score"] is not None:
        said.append(_("{score} of 5").format(score=facts["score"]))
    if facts["is_solved"] is not None:
        said.append(_("solved") if facts["is_solved"] else _("not solved"))
    if facts["comment"]:
        said.append(esc(facts["comment"]))
    sentence = _("Answered about [{number}]({address}): {answer}")
    return sentence.format(
        number=esc(facts["number"]),
        address=f"/complaint?complaint={facts['complaint_id']}",
        answer=" · ".join(said) or formats.NOTHING,
    )


def _survey_line(facts: Mapping[str, Any]) -> str:
    about = survey_labels.purpose(facts["purpose"])
    if facts["answer_id"] is None:
        return _("Asked in a survey ({about}), {mode}").format(about=about, mode=survey_labels.mode(facts["mode"]))
    scales = (("score", _("{n} of 5")), ("nps", _("{n} of 10")), ("ces", _("{n} of 7")))
    said = [words.format(n=facts[name]) for name, words in scales if facts[name] is not None]
    said += [esc(facts["comment"])] if facts["comment"] else []
    return _("Answered a survey ({about}): {answer}").format(about=about, answer=" · ".join(said) or formats.NOTHING)


def _lead_line(facts: Mapping[str, Any]) -> str:
    sentence = _("Was lead [{number}]({address}), since {day}")
    address = f"/leads?lead={facts['id']}"
    return sentence.format(number=esc(facts["number"]), address=address, day=formats.local_day(facts["since"]))


def _left_out_line(facts: Mapping[str, Any]) -> str:
    return _("Revisit left out: {reason}").format(reason=esc(facts["reason"]))


_LINES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "order": _order_line,
    "complaint": _complaint_line,
    "contact": _contact_line,
    "greeting": _greeting_line,
    "event": _event_line,
    "lead": _lead_line,
    "left_out": _left_out_line,
    "answer": _answer_line,
    "survey": _survey_line,
    "consent": _consent_line,
    "tier": _tier_line,
    "customer.changed": _change_line,
}
