"""Surveys: what customers are asked, by a link that works once or on the phone, and what they say.

About a complaint there are two fixed questions; everything else is a questionnaire, asked after an order or by a
campaign. What an answer calls for beyond being kept lies above complaints: see care.feedback.
"""

from care.surveys.after_orders import ask_after_order, ask_all, ask_due
from care.surveys.answering import Taken, answer, take, taken_before
from care.surveys.asking import AskingPolicy, is_low
from care.surveys.audience import Audience
from care.surveys.calling import Call, does_not_want, not_reached, take_by_phone, take_call
from care.surveys.campaign_queries import CampaignFile, CampaignLine, campaign, campaigns
from care.surveys.campaigns import (
    NewCampaign,
    cancel_campaign,
    change_campaign,
    close_campaign,
    close_ended,
    create_campaign,
)
from care.surveys.choices import SurveyChoices, survey_choices
from care.surveys.choosing import ASKED, Preview, Way, preview
from care.surveys.collecting import hand_over
from care.surveys.drafting import Draft, change_questionnaire, create_questionnaire, put_in_use, retire
from care.surveys.due import DueLine, ToCollect, due_lines, to_collect
from care.surveys.exporting import export_file, hand_out_export
from care.surveys.formulas import SMALL_SAMPLE, TOO_FEW, Index, Mean, Nps, Share
from care.surveys.given import LONGEST_COMMENT, NOT_APPLICABLE, CustomerAnswer, Value, headline, read
from care.surveys.invitations import Invited, invite, queue_handling, withdraw
from care.surveys.launching import launch
from care.surveys.links import ADDRESS
from care.surveys.opening import Form, form
from care.surveys.opinions import Sheets, index_across, judging, sheets, sides, weighs
from care.surveys.phoning import record_by_phone
from care.surveys.posting import can_mail
from care.surveys.printing import sheet_to_print
from care.surveys.qr import qr_of
from care.surveys.quarterly import open_quarterly_survey
from care.surveys.quarters import quarter_named, quarter_of, quarter_words
from care.surveys.queries import Asked, ComplaintSurveys, Proposal, Said, confirmation_of, of_complaint
from care.surveys.questions import ABOUT_COMPLAINTS, SurveyPolicy, wording
from care.surveys.refusals import (
    AlreadyAnswered,
    CampaignOver,
    LinkExpired,
    LinkOver,
    LinkUnknown,
    LinkWithdrawn,
    MayNotAsk,
    NotInUse,
)
from care.surveys.reminders import remind_all, remind_due
from care.surveys.results import By, Results, Scores, results
from care.surveys.rows import AnswerLine, Which, answer_count, answer_lines, of_customer
from care.surveys.scales import DOES_NOT_APPLY, SCORES, ends, value_words
from care.surveys.script import Script, script
from care.surveys.sheet import CHOICES, SCALES, TYPES, Option, Question, QuestionType, Words, free_code, moved
from care.surveys.shelf import OnShelf, Sheet, questionnaire, questionnaires
from care.surveys.shipped import ship
from care.surveys.slices import Slice
from care.surveys.standing import Standing
from care.surveys.tally import Tally, csat_of, judgements
from care.surveys.undelivered import note_undelivered

__all__ = [
    "ABOUT_COMPLAINTS",
    "ADDRESS",
    "ASKED",
    "CHOICES",
    "DOES_NOT_APPLY",
    "LONGEST_COMMENT",
    "NOT_APPLICABLE",
    "SCALES",
    "SCORES",
    "SMALL_SAMPLE",
    "TOO_FEW",
    "TYPES",
    "AlreadyAnswered",
    "AnswerLine",
    "Asked",
    "AskingPolicy",
    "Audience",
    "By",
    "Call",
    "CampaignFile",
    "CampaignLine",
    "CampaignOver",
    "ComplaintSurveys",
    "CustomerAnswer",
    "Draft",
    "DueLine",
    "Form",
    "Index",
    "Invited",
    "LinkExpired",
    "LinkOver",
    "LinkUnknown",
    "LinkWithdrawn",
    "MayNotAsk",
    "Mean",
    "NewCampaign",
    "NotInUse",
    "Nps",
    "OnShelf",
    "Option",
    "Preview",
    "Proposal",
    "Question",
    "QuestionType",
    "Results",
    "Said",
    "Scores",
    "Script",
    "Share",
    "Sheet",
    "Slice",
    "Standing",
    "SurveyChoices",
    "SurveyPolicy",
    "Taken",
    "Tally",
    "Value",
    "ToCollect",
    "Way",
    "Which",
    "Words",
    "answer",
    "answer_count",
    "answer_lines",
    "ask_after_order",
    "ask_all",
    "ask_due",
    "campaign",
    "campaigns",
    "can_mail",
    "cancel_campaign",
    "change_campaign",
    "change_questionnaire",
    "close_campaign",
    "close_ended",
    "confirmation_of",
    "create_campaign",
    "create_questionnaire",
    "csat_of",
    "does_not_want",
    "due_lines",
    "ends",
    "export_file",
    "form",
    "free_code",
    "hand_out_export",
    "hand_over",
    "headline",
    "invite",
    "is_low",
    "launch",
    "moved",
    "not_reached",
    "note_undelivered",
    "of_complaint",
    "of_customer",
    "open_quarterly_survey",
    "Sheets",
    "index_across",
    "judgements",
    "judging",
    "sheets",
    "sides",
    "weighs",
    "preview",
    "put_in_use",
    "qr_of",
    "quarter_named",
    "quarter_of",
    "quarter_words",
    "questionnaire",
    "questionnaires",
    "queue_handling",
    "read",
    "record_by_phone",
    "remind_all",
    "remind_due",
    "results",
    "retire",
    "script",
    "sheet_to_print",
    "ship",
    "survey_choices",
    "take",
    "take_by_phone",
    "taken_before",
    "take_call",
    "to_collect",
    "value_words",
    "withdraw",
    "wording",
]
