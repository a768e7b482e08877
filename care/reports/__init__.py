"""Reports of a month or quarter: frozen with their numbers, read on the screen, taken along as a file."""

from care.reports.blocks import Block, Card, Cards, Chart, Charts, Document, Dot, Heading, Points, Table, Tick, Words
from care.reports.commands import MadeMeanwhile, NotOver, make, make_due
from care.reports.document import document
from care.reports.handing_out import Form, ReportFile, Tampered, file_of, hand_out, report_file
from care.reports.naming import period_name
from care.reports.queries import Report, ReportLine, report, report_of, reports

__all__ = [
    "Block",
    "Card",
    "Cards",
    "Chart",
    "Charts",
    "Document",
    "Dot",
    "Form",
    "Heading",
    "MadeMeanwhile",
    "NotOver",
    "Points",
    "Report",
    "ReportFile",
    "ReportLine",
    "Table",
    "Tampered",
    "Tick",
    "Words",
    "document",
    "file_of",
    "hand_out",
    "make",
    "make_due",
    "period_name",
    "report",
    "report_file",
    "report_of",
    "reports",
]
