"""Why a greeting cannot be sent, skipped or taken back, and why a gift cannot be given."""

from core.errors import Refusal
from core.i18n import _


class AlreadyOver(Refusal):
    """Somebody, or a rule, was quicker. Nobody is greeted twice."""

    def __init__(self, *, name: str, is_cancelled: bool) -> None:
        if is_cancelled:
            super().__init__(_("This greeting was called off meanwhile."))
        elif name:
            super().__init__(_("{name} has done this already.").format(name=name))
        else:
            super().__init__(_("This has been done already."))


class NoConsent(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This customer has not agreed to be greeted, or has taken it back. Nothing was sent."))


class TooLate(Refusal):
    def __init__(self, *, days: int) -> None:
        super().__init__(_("The day was more than {days} days ago. A greeting that late does harm.").format(days=days))


class TooEarly(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Its day is still to come. Of many at once a mail goes out on the day itself."))


class NoMailbox(Refusal):
    def __init__(self, *, has_server: bool) -> None:
        if has_server:
            super().__init__(_("There is no e-mail address of this person on file."))
        else:
            super().__init__(
                _("No mail server is set up, so that nothing can be sent from here. Copy the text instead.")
            )


class CannotTakeBack(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This cannot be taken back: the mail is on its way, or nothing was done yet."))


class OwnGift(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Somebody else decides on a gift that you asked for."))


class GiftMoved(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This gift has moved on meanwhile. Look at it again."))
