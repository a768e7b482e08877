"""The public form: what strangers leave there, what they were told and agreed to, and what keeps robots out."""

from care.webform.commands import Received, submit
from care.webform.entry import ASKED_FOR, LENGTHS, Entry, cleaned
from care.webform.keeping import forget_old
from care.webform.policy import WebFormPolicy
from care.webform.queries import ADDRESS, Form, form, is_via
from care.webform.refusals import Advertising, FilledTheTrap, LooksAutomatic, NotOpen, OpenTooLong, TooFast
from care.webform.seal import TOO_FAST, TOO_OLD

__all__ = [
    "ADDRESS",
    "ASKED_FOR",
    "LENGTHS",
    "TOO_FAST",
    "TOO_OLD",
    "Advertising",
    "Entry",
    "FilledTheTrap",
    "Form",
    "LooksAutomatic",
    "NotOpen",
    "OpenTooLong",
    "Received",
    "TooFast",
    "WebFormPolicy",
    "cleaned",
    "forget_old",
    "form",
    "is_via",
    "submit",
]
