"""Why something is not taken from the public form: sentences for whoever sent it."""

from core.errors import Refusal
from core.i18n import _


class NotOpen(Refusal):
    """Nobody has opened the form, or it was closed again."""

    def __init__(self) -> None:
        super().__init__(_("There is no form here at the moment."))


class LooksAutomatic(Refusal):
    """What a program does: it fills in what nobody sees, or answers sooner than anybody can read."""


class FilledTheTrap(LooksAutomatic):
    def __init__(self) -> None:
        super().__init__(_("A field that nobody sees was filled in, as programs do. Please look again and send."))


class TooFast(LooksAutomatic):
    def __init__(self) -> None:
        super().__init__(_("That was faster than anybody reads. Please look again and send."))


class Advertising(LooksAutomatic):
    def __init__(self) -> None:
        super().__init__(_("This looks like advertising. Please leave web addresses out, or call us."))


class OpenTooLong(Refusal):
    """What stood on the page, its notice above all, may have changed meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("This page was open for long. Please read it again and send: nothing you typed is lost."))
