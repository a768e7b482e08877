"""Two small traps for programs that fill in forms: a field nobody sees, and an instant in which nobody answers.

The address itself is the secret; this only keeps scanners of mail, which open every link and try every form, from
answering for the customer. Whoever is caught by mistake is shown what they typed and sends it again.
"""

from collections.abc import Mapping, Sequence

from auth import keys, seals
from core import clock

HIDDEN, SHOWN_AT = "website", "shown"
_KEY = "forms"
TOO_QUICK = 0.1
"""Nobody reads and answers a question sooner."""


def seal() -> str:
    """When the form was shown, signed: nobody else makes one."""
    return seals.sealed(f"{clock.now().timestamp():.3f}", keys.key(_KEY))


def is_caught(fields: Mapping[str, Sequence[str]]) -> bool:
    """A form without a seal was kept or sent by hand, and is taken."""
    if any(word.strip() for word in fields.get(HIDDEN, [])):
        return True
    at = seals.opened((fields.get(SHOWN_AT) or [""])[0], keys.key(_KEY))
    return at is not None and clock.now().timestamp() - float(at) < TOO_QUICK
