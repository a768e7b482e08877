"""Imports: spreadsheets read, understood, checked row by row, and brought in whole or not at all."""

from care.imports.choices import Choices, Column, Findings, Match, Mode, Unknown
from care.imports.dates import DateOrder
from care.imports.jobs import NothingToImport, NotNow, Upload, begin, cancel, confirm, receive, recheck
from care.imports.kinds import CASES, FIELDS, REQUIRED, Field, Kind, field_of
from care.imports.mapping import recognised
from care.imports.problems import Problem
from care.imports.queries import (
    PAGE,
    PastImport,
    Preview,
    PreviewRow,
    Progress,
    errors,
    held_back,
    history,
    preview,
    progress,
)
from care.imports.refusals import FileRefused
from care.imports.settling import Counts
from care.imports.turn import turn
from care.imports.workbooks import failed_rows, template
from care.imports.worker import clear_up, start_worker, sweep, work

__all__ = [
    "CASES",
    "FIELDS",
    "PAGE",
    "REQUIRED",
    "Choices",
    "Column",
    "Counts",
    "DateOrder",
    "Field",
    "FileRefused",
    "Findings",
    "Kind",
    "Match",
    "Mode",
    "NotNow",
    "NothingToImport",
    "PastImport",
    "Preview",
    "PreviewRow",
    "Problem",
    "Progress",
    "Unknown",
    "Upload",
    "begin",
    "cancel",
    "clear_up",
    "confirm",
    "errors",
    "failed_rows",
    "field_of",
    "held_back",
    "history",
    "preview",
    "progress",
    "receive",
    "recheck",
    "recognised",
    "start_worker",
    "sweep",
    "template",
    "turn",
    "work",
]
