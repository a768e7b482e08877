"""The complaint's case file: what happened, in the order it happened, and who is to be told about it."""

from care.casefile.events import Entry, entries_of, note
from care.casefile.people import department_heads, managers_of, owners

__all__ = ["Entry", "department_heads", "entries_of", "managers_of", "note", "owners"]
