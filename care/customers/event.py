"""One thing that happened with a customer, as the story of the file tells it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Event:
    """`kind`: complaint, answer, survey, contact, lead, greeting, event, order, consent, tier; or an action of the log,
    by its own name."""

    at: datetime
    kind: str
    by: str
    facts: dict[str, Any] = field(default_factory=dict)
