"""Why something cannot be done with an event or with somebody on its list."""

from core.errors import Refusal
from core.i18n import _
from db.models import EventState


class EventOver(Refusal):
    """Nobody plans or invites any more."""

    def __init__(self, state: EventState) -> None:
        if state is EventState.CANCELLED:
            super().__init__(_("This event was called off."))
        else:
            super().__init__(_("This event was held already."))


class NotYetHeld(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This event has not begun yet: nobody can have come."))


class NoConsent(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This customer has agreed neither to care nor to marketing: we do not invite them."))


class NotThere(Refusal):
    """Only who came is asked how it was."""

    def __init__(self) -> None:
        super().__init__(_("This customer did not come to the event."))


class SpokenWith(Refusal):
    """Somebody was quicker."""

    def __init__(self, name: str) -> None:
        super().__init__(_("{name} has already talked with this customer about the event.").format(name=name or "—"))


class AlreadyAnswered(Refusal):
    """Who answered or came stays on the list."""

    def __init__(self) -> None:
        super().__init__(_("This customer has answered or come: they stay on the list."))
