"""What is said to a customer whose link does not work, and to a colleague who may not ask."""

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
