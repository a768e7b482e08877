"""Contacts with customers: what was said, when, by which channel, with what outcome."""

from care.interactions.commands import write
from care.interactions.contact import LENGTHS, NewInteraction, is_response, problems

__all__ = ["LENGTHS", "NewInteraction", "is_response", "problems", "write"]
