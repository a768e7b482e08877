"""What needs me today: files to confirm, people to greet, customers about to be lost; and the office."""

from care.today.day_queries import my_day, stamp
from care.today.items import Day, Item, Kind, Lane
from care.today.office_queries import FirstSteps, Office, OpenImport, first_steps, office

__all__ = [
    "Day",
    "FirstSteps",
    "Item",
    "Kind",
    "Lane",
    "Office",
    "OpenImport",
    "first_steps",
    "my_day",
    "office",
    "stamp",
]
