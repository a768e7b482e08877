"""Two small traps for programs that fill in forms: a field nobody sees, and an instant in which nobody answers.

The address itself is the secret; this only keeps scanners of mail, which open every link and try every form, from
answering for the customer. Whoever is caught by mistake is shown what they typed and sends it again.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence

from auth import keys
from core import clock

HIDDEN, SHOWN_AT = "website", "shown"
TOO_QUICK = 0.1
"""Nobody reads and answers a question sooner."""


def seal() -> str:
    """When the form was shown, signed: nobody else makes one."""
    at = f"{clock.now().timestamp():.3f}"
    return f"{at}-{_signed(at)}"


def is_caught(fields: Mapping[str, Sequence[str]]) -> bool:
    """A form without a seal was kept or sent by hand, and is taken."""
    if any(word.strip() for word in fields.get(HIDDEN, [])):
        return True
    at, _dash, signature = (fields.get(SHOWN_AT) or [""])[0].partition("-")
    if not at or not hmac.compare_digest(signature, _signed(at)):
        return False
    return clock.now().timestamp() - float(at) < TOO_QUICK


def _signed(at: str) -> str:
    return hmac.new(keys.key("forms"), at.encode(), hashlib.sha256).hexdigest()[:32]
