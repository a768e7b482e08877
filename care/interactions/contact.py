"""One contact as it is written down, and what cannot be written down. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.i18n import _
from db.models import Direction, Interaction, Medium, Outcome

LENGTHS = {"summary": 4000, "next_step": 300}
TALKED_BY = (
    Medium.PHONE,
    Medium.WECHAT,
    Medium.WECOM,
    Medium.VISIT,
    Medium.EMAIL,
    Medium.SOCIAL_MEDIA,
    Medium.OTHER,
)
"""How one talks with a customer in daily work; complaints come in by more."""
_FURTHEST_BACK = timedelta(days=366)
_FURTHEST_AHEAD = timedelta(days=366)
_SAME_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class NewInteraction:
    medium: Medium
    direction: Direction
    outcome: Outcome
    summary: str
    at: datetime | None = None
    """None: just now."""
    next_step: str = ""
    next_on: date | None = None


def problems(contact: NewInteraction, *, now: datetime, today: date, since: datetime | None = None) -> dict[str, str]:
    """Field by field. `since`: the contact cannot be older than what it is about; forms know no seconds."""
    found = _of_texts(contact)
    at = contact.at or now
    if at > now:
        found["at"] = _("A contact cannot be of a moment to come.")
    elif at < now - _FURTHEST_BACK:
        found["at"] = _("A contact is written down within a year.")
    elif since is not None and at <= since - _SAME_MINUTE:
        found["at"] = _("This is before the customer came to us about it.")
    if contact.next_on is not None and not today <= contact.next_on <= today + _FURTHEST_AHEAD:
        found["next_on"] = _("Please choose a day from today on, within a year.")
    return found


def is_response(contact: NewInteraction | Interaction) -> bool:
    """Somebody spoke with the customer: an attempt that reached nobody is none."""
    return contact.outcome is Outcome.CONNECTED


def _of_texts(contact: NewInteraction) -> dict[str, str]:
    found: dict[str, str] = {}
    if is_response(contact) and not contact.summary.strip():
        found["summary"] = _("Please write down what was said.")
    for field, limit in LENGTHS.items():
        length = len(str(getattr(contact, field)).strip())
        if length > limit:
            found[field] = _("Please use at most {limit} characters; these are {length}.").format(
                limit=limit, length=length
            )
    return found
