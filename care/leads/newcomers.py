"""A lead as somebody types it, and what cannot be taken down. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from care import customers, privacy
from care.customers import Reach
from care.leads.agreed import Agreed
from core.errors import Invalid
from core.i18n import N_, _
from db.models import ChannelType, LeadOrigin, Source

LENGTHS = {
    "name": 200, "company": 200, "phone": 100, "email": 254, "wechat": 100, "region": 60, "need": 2000, "note": 2000,
}  # fmt: skip
_FURTHEST_BACK = timedelta(days=20 * 366)
_TYPED = {ChannelType.MOBILE: "phone", ChannelType.EMAIL: "email", ChannelType.WECHAT: "wechat"}
_WORDS = {"phone": N_("Phone"), "email": N_("E-mail"), "wechat": N_("WeChat")}


@dataclass(frozen=True)
class NewLead:
    """As typed: a phone may stand there in any spelling."""

    name: str
    phone: str = ""
    company: str = ""
    email: str = ""
    wechat: str = ""
    source: Source = Source.OTHER
    region: str = ""
    need: str = ""
    note: str = ""
    origin: LeadOrigin = LeadOrigin.FORM
    received_at: datetime | None = None
    """None: just now."""
    consents: tuple[Agreed, ...] = ()


@dataclass(frozen=True)
class Checked:
    """The fields as they are stored, and the ways to reach the person."""

    values: Mapping[str, Any]
    reaches: tuple[Reach, ...]


def checked(lead: NewLead, now: datetime) -> Checked:
    """Invalid says what is wrong with which field, all of it at once."""
    values = {field: str(getattr(lead, field)).strip() for field in LENGTHS}
    problems = too_long(values)
    reaches = reaches_of(values, problems)
    if not values["name"]:
        problems["name"] = _("Please enter a name.")
    if not reaches and not problems:
        problems["phone"] = _("Please enter a way to reach them: a phone number, an e-mail address or WeChat.")
    if lead.received_at is not None and not now - _FURTHEST_BACK <= lead.received_at <= now:
        problems["received_at"] = _("They cannot have come to us at this moment.")
    if any(agreed.channel not in privacy.CHANNELS or not agreed.evidence.strip() for agreed in lead.consents):
        problems["consents"] = _("Please say where the proof is: a form, a recording, a message.")
    if problems:
        raise Invalid(problems)
    values["note"] = with_lines(values["note"], beyond(reaches))
    if problems := too_long(values):
        raise Invalid(problems)
    return Checked(values | stored(reaches), reaches)


def too_long(values: Mapping[str, str]) -> dict[str, str]:
    told = _("Please use at most {limit} characters; these are {length}.")
    return {
        field: told.format(limit=LENGTHS[field], length=len(value))
        for field, value in values.items()
        if len(value) > LENGTHS[field]
    }


def reaches_of(values: Mapping[str, str], problems: dict[str, str]) -> tuple[Reach, ...]:
    """The phone, e-mail address and WeChat in these fields; what cannot be read is told in `problems`."""
    faults: dict[str, str] = {}
    typed = {type_: values.get(field, "") for type_, field in _TYPED.items()}
    found = customers.read_reaches(typed, faults)
    problems |= {_TYPED.get(ChannelType(type_), type_): told for type_, told in faults.items()}
    return found


def stored(reaches: tuple[Reach, ...]) -> dict[str, str]:
    """The first of each kind, in the spelling that is compared."""
    found = dict.fromkeys(_TYPED.values(), "")
    for reach in reversed(reaches):
        field = _TYPED.get(reach.type, "phone")
        found[field] = reach.value[: LENGTHS[field]]
    return found


def beyond(reaches: tuple[Reach, ...]) -> tuple[str, ...]:
    """The second number and every further one, which have no field of their own: a line for each kind."""
    found: dict[str, list[str]] = {}
    for reach in reaches:
        found.setdefault(_TYPED.get(reach.type, "phone"), []).append(reach.value)
    return tuple(
        _("{field}: {value}").format(field=_(_WORDS[field]), value=" ".join(further))
        for field, (_first, *further) in found.items()
        if further
    )


def with_lines(note: str, lines: Iterable[str]) -> str:
    return "\n".join(filter(None, (note, *[line for line in lines if line not in note])))
