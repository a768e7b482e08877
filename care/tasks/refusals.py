"""Why a task cannot be done, handed on or called off."""

from care.tasks.kinds import elsewhere
from core.errors import Refusal
from core.i18n import _


class DoneElsewhere(Refusal):
    """What is to be done has its own place, and is not done by saying so here."""

    def __init__(self, kind: str) -> None:
        super().__init__(elsewhere(kind))


class TaskOver(Refusal):
    """Somebody was quicker. Nothing is done twice."""

    def __init__(self, *, name: str, outcome: str, cancelled: bool) -> None:
        if cancelled:
            super().__init__(_("This task was called off meanwhile. There is nothing left to do."))
        elif name:
            super().__init__(_("{name} has already done this task: {outcome}").format(name=name, outcome=outcome))
        else:
            super().__init__(_("This task is already done: {outcome}").format(outcome=outcome))
