"""The numbers the business may change, versioned: any frozen dataclass of them, its defaults in code."""

from care.rulebook.commands import NothingChanged, change
from care.rulebook.content import Change
from care.rulebook.queries import PolicyChange, at_version, history, in_force, present, version_in_force

__all__ = [
    "Change",
    "NothingChanged",
    "PolicyChange",
    "at_version",
    "change",
    "history",
    "in_force",
    "present",
    "version_in_force",
]
