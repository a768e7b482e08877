"""What is said to a customer whose link does not work, and to a colleague who may not ask."""

from datetime import datetime

from babel.dates import format_date

from core import clock, i18n
from core.errors import Refusal
from core.i18n import _


class LinkUnknown(Refusal):
    """No such link was ever made, or it was mistyped."""

    def __init__(self) -> None:
        super().__init__(_("This link is not right. Please open the whole link from the message you received."))


class LinkOver(Refusal):
    """The link was right once."""


class AlreadyAnswered(LinkOver):
    def __init__(self) -> None:
        super().__init__(_("We have your answer already. Thank you!"))


class LinkExpired(LinkOver):
    def __init__(self) -> None:
        super().__init__(
            _("This link has expired. Please contact whoever serves you if you want to tell us something.")
        )


class LinkWithdrawn(LinkOver):
    def __init__(self) -> None:
        super().__init__(_("This link is no longer in use. If you received a newer message, please use its link."))


class MayNotAsk(Refusal):
    """The customer cannot be asked this by this person at this moment."""


class NotInUse(Refusal):
    """A draft, or one that was retired."""

    def __init__(self) -> None:
        super().__init__(_("This questionnaire is not in use. Put it in use first, or choose another one."))


def too_soon(asked_at: datetime | None) -> str:
    """Why a customer is not asked again yet; empty: they may be."""
    if asked_at is None:
        return ""
    day = format_date(clock.local(asked_at).date(), "medium", locale=i18n.language())
    return _("This customer was asked for an opinion on {day} already. Nobody is asked again so soon.").format(day=day)


class CampaignOver(Refusal):
    """Launched, closed or cancelled: it cannot be changed any more."""

    def __init__(self) -> None:
        super().__init__(_("This campaign has been launched or ended already. Look at it again."))


class LastDayPassed(Refusal):
    """Its links would be dead on arrival, and those who got them would not be asked again for weeks."""

    def __init__(self) -> None:
        super().__init__(_("The last day of this campaign has passed. Give it a later one, then launch it."))


class TakenByColleague(Refusal):
    def __init__(self, name: str) -> None:
        super().__init__(_("{name} is calling this customer already. Take the next one.").format(name=name))
