"""Why a complaint does not move: each its sentence."""

from datetime import datetime

from care.complaints.words import state_word
from core import clock
from core.errors import Refusal
from core.i18n import _
from db.models import ComplaintState


class IllegalMove(Refusal):
    """Not in the table."""

    def __init__(self, state: ComplaintState) -> None:
        sentence = _("This complaint stands at “{state}”. That step cannot be taken from there.")
        super().__init__(sentence.format(state=state_word(state)))


class WrongKind(Refusal):
    def __init__(self) -> None:
        super().__init__(
            _("A complaint is investigated before it is closed; only inquiries and the like are answered.")
        )


class NotYours(Refusal):
    """The actor may read it, and no more."""

    def __init__(self) -> None:
        super().__init__(_("This complaint is in the hands of others. You may read it, but not work on it."))


class ForTheHandler(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Only the handler can do this, or somebody who decides on this complaint."))


class FourEyes(Refusal):
    """Serious complaints are closed by somebody else."""

    def __init__(self) -> None:
        super().__init__(_("You handled this serious complaint, so somebody else who may decide has to close it."))


class ForADecider(Refusal):
    def __init__(self) -> None:
        super().__init__(
            _("A serious complaint is closed by a manager of its team, a critical one by the firm's owner.")
        )


class StaleMove(Refusal):
    """Somebody else was there first; nothing of theirs is lost, nothing of yours was written."""

    def __init__(self, *, by: str, at: datetime | None, state: ComplaintState, has_moved: bool) -> None:
        when = f"{clock.local(at):%Y-%m-%d %H:%M}" if at else "—"
        sentence = (
            _("{name} moved this complaint to “{state}” at {when}. Please look again: nothing of yours was saved.")
            if has_moved
            else _("{name} changed this complaint at {when}. Please look again: nothing of yours was saved.")
        )
        super().__init__(sentence.format(name=by or _("A colleague"), state=state_word(state), when=when))


class NotReady(Refusal):
    """Something has to exist first."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))


class Ended(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This complaint is closed. Take it up again first."))
