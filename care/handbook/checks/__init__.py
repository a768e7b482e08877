"""The catalogue: every file here says in CHECKS what it can check. A new one is found because it is there."""

import pkgutil
from functools import cache
from importlib import import_module

from care.handbook.check import Check
from care.handbook.number import Number


@cache
def catalogue() -> dict[str, Check]:
    """Every check by its code, in the order of their files."""
    found: dict[str, Check] = {}
    for module in pkgutil.iter_modules(__path__):
        found |= {check.code: check for check in import_module(f"{__name__}.{module.name}").CHECKS}
    return found


@cache
def numbers() -> dict[str, Number]:
    """Every number that a text may hold, by its name."""
    return {number.name: number for check in catalogue().values() for number in check.numbers}
