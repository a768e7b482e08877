"""Why a lead does not move, or is not taken: each its sentence."""

from datetime import datetime

from care.leads.words import stage_word
from core import clock
from core.errors import Refusal
from core.i18n import _
from db.models import LeadStage


class IllegalMove(Refusal):
    """Not in the table."""

    def __init__(self, stage: LeadStage) -> None:
        sentence = _("This lead stands at “{stage}”. That step cannot be taken from there.")
        super().__init__(sentence.format(stage=stage_word(stage)))


class OnlyByContact(Refusal):
    def __init__(self) -> None:
        super().__init__(_("A lead counts as contacted when somebody has spoken with them: log that contact."))


class OnlyAsCustomer(Refusal):
    def __init__(self) -> None:
        super().__init__(_("A lead becomes a customer by making a file for them, or by joining the one they have."))


class Ended(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This lead has ended. Take it up again first."))


class NotYours(Refusal):
    """The actor may read it, and no more."""

    def __init__(self) -> None:
        super().__init__(_("This lead is not in your hands. Take it first if it waits in the queue."))


class AlreadyTaken(Refusal):
    def __init__(self, name: str) -> None:
        super().__init__(_("{name} was quicker and has this lead already.").format(name=name or _("A colleague")))


class AlreadyConverted(Refusal):
    def __init__(self, number: str) -> None:
        super().__init__(_("This lead is a customer already: {number}.").format(number=number))


class StaleMove(Refusal):
    """Somebody saved the lead since it was shown."""

    def __init__(self, *, by: str, at: datetime | None, stage: LeadStage) -> None:
        sentence = _("{name} changed this lead at {time}; it stands at “{stage}” now. Look again, then decide.")
        time = f"{clock.local(at):%H:%M}" if at else "—"
        super().__init__(sentence.format(name=by or _("A colleague"), time=time, stage=stage_word(stage)))
