"""What stays for good is not looked through for garbage again and again.

Python looks for garbage among all that is there. With every module of the product loaded that is a quarter of a second
in which nobody is answered, and it comes round every few seconds when many people work.
"""

import gc
import sys

_THRESHOLD = 10_000
"""Objects that were made and not given back since the last small look; Python's own 700 is a look or two for each
click, and what a click has in hand then passes for old."""


class Settling:
    """Sets aside all that a full look leaves, whenever modules have come since the last time.

    Pages load what they need when they are first opened: there is no moment at the start after which all is there.
    What people had open at those few moments stays too, and is little.
    """

    def __init__(self) -> None:
        self._modules = 0

    def __call__(self, phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2 and len(sys.modules) > self._modules:
            self._modules = len(sys.modules)
            gc.freeze()


def settle() -> None:
    _, middle, old = gc.get_threshold()
    gc.set_threshold(_THRESHOLD, middle, old)
    gc.callbacks.append(Settling())
