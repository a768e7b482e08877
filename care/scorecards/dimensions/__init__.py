"""Every file here adds a DIMENSION; a new one is found because it is there."""

import pkgutil
from functools import cache
from importlib import import_module

from care.scorecards.dimension import Dimension


@cache
def dimensions() -> dict[str, Dimension]:
    """By their codes, in the order of their files."""
    found = (import_module(f"{__name__}.{module.name}").DIMENSION for module in pkgutil.iter_modules(__path__))
    return {one.code: one for one in found}
