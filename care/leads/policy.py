"""How soon a lead is to be called, and who is told when it is not. Pure."""

from dataclasses import dataclass
from typing import ClassVar

from core.i18n import _
from db.models import ClockMode

_WEEK = 7 * 24


@dataclass(frozen=True)
class LeadPolicy:
    """R24: within twenty-four hours, by the wall clock unless the firm counts its working time."""

    policy: ClassVar[str] = "leads"

    target_hours: int = 24
    mode: ClockMode = ClockMode.NATURAL
    warn_percent: int = 75
    """From this share on it is at risk, and whoever has the lead is reminded."""
    owner_after_hours: int = 24
    """So long after the due moment, at which the manager is told, the owner of the firm is told too."""
    unassigned_minutes: int = 60
    """So long a lead may wait in the queue before managers are reminded of it."""

    def problems(self) -> dict[str, str]:
        found = {}
        for field in ("target_hours", "owner_after_hours"):
            if not 1 <= getattr(self, field) <= _WEEK:
                found[field] = _("Please choose a number of hours between {least} and {most}.").format(
                    least=1, most=_WEEK
                )
        if not 10 <= self.warn_percent <= 99:
            found["warn_percent"] = _("Please choose a share between {least} and {most}%.").format(least=10, most=99)
        if not 5 <= self.unassigned_minutes <= _WEEK * 60:
            found["unassigned_minutes"] = _("Please choose a number of minutes between {least} and {most}.").format(
                least=5, most=_WEEK * 60
            )
        return found
