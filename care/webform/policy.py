"""What the firm decides about its public form."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from core.i18n import _

_A_NUMBER = re.compile(r"\d{5,}")
_LONGEST = 100


@dataclass(frozen=True)
class WebFormPolicy:
    policy: ClassVar[str] = "web_form"

    is_open: bool = False
    """Nobody sees the form before somebody has opened it."""
    reach: str = ""
    """Where people ask for their data, correct it, withdraw: a phone number or an e-mail address (PIPL, article 17)."""
    keep_months: int = 24
    """How long what was sent is kept when nothing comes of it."""
    joins_within: timedelta = timedelta(hours=72)
    """The same phone number within so long tells more about the same inquiry; later it is a new one."""

    def problems(self) -> dict[str, str]:
        found = {}
        if len(self.reach) > _LONGEST:
            found["reach"] = _("At most {n} characters.").format(n=_LONGEST)
        elif self.is_open and not is_reach(self.reach):
            found["reach"] = _("Please enter the phone number or the e-mail address under which people reach you.")
        if not 1 <= self.keep_months <= 120:
            found["keep_months"] = _("Between {low} and {high}.").format(low=1, high=120)
        if not timedelta(hours=1) <= self.joins_within <= timedelta(days=90):
            found["joins_within"] = _("Between {low} and {high}.").format(low=1, high=90 * 24)
        return found


def is_reach(text: str) -> bool:
    """Whether somebody could be reached by this: digits enough for a number, or an address."""
    return "@" in text.strip("@") or bool(_A_NUMBER.search(re.sub(r"[\s()（）+-]", "", text)))
