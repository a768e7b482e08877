"""The complaint's case file: what happened, in the order it happened, and who is to be told about it."""

from care.casefile.attachment_store import sweep_attachments
from care.casefile.attachment_types import ENDINGS, LARGEST, MOST
from care.casefile.attachments import FileRow, NewFile, attach, attachments, detach, hand_out_attachment
from care.casefile.events import Entry, entries_of, note
from care.casefile.people import department_heads, handler_of, managers_of, owners

__all__ = [
    "ENDINGS",
    "LARGEST",
    "MOST",
    "Entry",
    "FileRow",
    "NewFile",
    "attach",
    "attachments",
    "department_heads",
    "detach",
    "entries_of",
    "hand_out_attachment",
    "handler_of",
    "managers_of",
    "note",
    "owners",
    "sweep_attachments",
]
