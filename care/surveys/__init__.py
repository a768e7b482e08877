"""Surveys: is it solved, and how was it handled; asked by a link that works once, or on the phone."""

from care.surveys.answering import Form, answer, form
from care.surveys.invitations import Invited, invite, queue_handling, withdraw
from care.surveys.links import ADDRESS
from care.surveys.phoning import record_by_phone
from care.surveys.qr import qr_of
from care.surveys.queries import (
    Asked,
    ComplaintSurveys,
    Proposal,
    Said,
    confirmation_of,
    of_complaint,
    proposal_of,
)
from care.surveys.questions import LONGEST_COMMENT, SCORES, CustomerAnswer, SurveyPolicy, Wording, wording
from care.surveys.refusals import AlreadyAnswered, LinkExpired, LinkOver, LinkUnknown, LinkWithdrawn, MayNotAsk
from care.surveys.reminders import remind_due
from care.surveys.standing import Standing

__all__ = [
    "ADDRESS",
    "LONGEST_COMMENT",
    "SCORES",
    "AlreadyAnswered",
    "Asked",
    "ComplaintSurveys",
    "CustomerAnswer",
    "Form",
    "Invited",
    "LinkExpired",
    "LinkOver",
    "LinkUnknown",
    "LinkWithdrawn",
    "MayNotAsk",
    "Proposal",
    "Said",
    "Standing",
    "SurveyPolicy",
    "Wording",
    "answer",
    "confirmation_of",
    "form",
    "invite",
    "of_complaint",
    "proposal_of",
    "qr_of",
    "queue_handling",
    "record_by_phone",
    "remind_due",
    "withdraw",
    "wording",
]
