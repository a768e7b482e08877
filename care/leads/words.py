"""Stages of leads, and why they end, as people read them."""

from core.i18n import N_, _
from db.models import InvalidReason, LeadStage, LostReason

STAGES = {
    LeadStage.NEW: N_("New lead"),
    LeadStage.CONTACTED: N_("Contacted"),
    LeadStage.QUALIFIED: N_("Qualified"),
    LeadStage.CONVERTED: N_("Became a customer"),
    LeadStage.LOST: N_("Lost lead"),
    LeadStage.INVALID: N_("Invalid"),
}
LOST_REASONS = {
    LostReason.PRICE: N_("Too expensive"),
    LostReason.COMPETITOR: N_("Chose a competitor"),
    LostReason.NO_NEED: N_("Has no need"),
    LostReason.NO_BUDGET: N_("Has no budget"),
    LostReason.NO_ANSWER: N_("Never answers"),
    LostReason.TIMING: N_("Not at this time"),
    LostReason.OTHER: N_("Another reason"),
}
INVALID_REASONS = {
    InvalidReason.DUPLICATE: N_("Is here already"),
    InvalidReason.SPAM: N_("Advertising or nonsense"),
    InvalidReason.WRONG_NUMBER: N_("The number is wrong"),
}


def stage_word(stage: LeadStage) -> str:
    return _(STAGES[stage])
