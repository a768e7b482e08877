"""One thing that happened with a customer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Event:
    """`kind`: complaint, answer, contact, left_out, order, consent, tier, or an action of the log.

    `facts`: what its sentence is filled with.
    """

    at: datetime
    kind: str
    by: str
    facts: dict[str, Any] = field(default_factory=dict)
