"""Privacy: what people were told, and what they agreed to (R60, R61)."""

from care.privacy.agreement import agreed_to, has_agreed
from care.privacy.consents import (
    CHANNELS,
    Answer,
    Given,
    ShownNotice,
    carry_over,
    consents_of,
    notice_in_force,
    notice_shown,
    record_consent,
    version_in_force,
)

__all__ = [
    "CHANNELS",
    "Answer",
    "Given",
    "ShownNotice",
    "agreed_to",
    "carry_over",
    "consents_of",
    "has_agreed",
    "notice_in_force",
    "notice_shown",
    "record_consent",
    "version_in_force",
]
