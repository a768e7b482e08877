"""Why a task cannot be done, handed on or called off."""

from core.errors import Refusal
from core.i18n import _


class TaskOver(Refusal):
    """Somebody was quicker. Nothing is done twice."""

    def __init__(self, *, name: str, outcome: str, cancelled: bool) -> None:
        if cancelled:
            super().__init__(_("This task was called off meanwhile. There is nothing left to do."))
        elif name:
            super().__init__(_("{name} has already done this task: {outcome}").format(name=name, outcome=outcome))
        else:
            super().__init__(_("This task is already done: {outcome}").format(outcome=outcome))
