"""The demo world: a small tea firm with people one remembers and two years of history, to look around in."""

from care.demo.cast import CAST, PASSWORD, Colleague
from care.demo.commands import AlreadyInUse, Demo, create_demo
from care.demo.queries import existing_demo, has_customers, is_demo

__all__ = [
    "CAST",
    "PASSWORD",
    "AlreadyInUse",
    "Colleague",
    "Demo",
    "create_demo",
    "existing_demo",
    "has_customers",
    "is_demo",
]
