"""The words of surveys: what they are about, how customers are asked, how far a campaign is."""

from collections.abc import Mapping

from care.surveys import By, Way, Which
from core.i18n import N_, _
from db.models import CampaignState, InvitationMode, InvitationPurpose, QuestionnaireKind, QuestionnaireState

KINDS = {
    QuestionnaireKind.TRANSACTION: N_("After a purchase"),
    QuestionnaireKind.RELATIONSHIP: N_("Customers at large"),
    QuestionnaireKind.COMPLAINT: N_("About a complaint"),
    QuestionnaireKind.OTHER: N_("Something else"),
}
STATES: Mapping[QuestionnaireState, tuple[str, str]] = {
    QuestionnaireState.DRAFT: (N_("draft"), "grey"),
    QuestionnaireState.IN_USE: (N_("in use"), "green"),
    QuestionnaireState.RETIRED: (N_("retired"), "grey"),
}
CAMPAIGN_STATES: Mapping[CampaignState, tuple[str, str]] = {
    CampaignState.DRAFT: (N_("draft"), "orange"),
    CampaignState.RUNNING: (N_("running"), "green"),
    CampaignState.CLOSED: (N_("closed"), "grey"),
    CampaignState.CANCELLED: (N_("cancelled"), "grey"),
}
MODES = {
    InvitationMode.MAIL: N_("E-mail; a link handed over where e-mail is not possible"),
    InvitationMode.LINK: N_("Links handed over by whoever looks after the customer"),
    InvitationMode.PHONE: N_("On the phone, by a colleague"),
}
SHORT_MODES = {
    InvitationMode.MAIL: N_("E-mail"),
    InvitationMode.LINK: N_("Link"),
    InvitationMode.PHONE: N_("Phone"),
}
PURPOSES = {
    InvitationPurpose.TRANSACTION: N_("After purchases"),
    InvitationPurpose.RELATIONSHIP: N_("Customers at large"),
    InvitationPurpose.HANDLING: N_("How complaints were handled"),
    InvitationPurpose.CONFIRMATION: N_("Whether complaints are solved"),
}
WAYS = {
    Way.MAIL: N_("by e-mail"),
    Way.HAND_OVER: N_("a link is handed over"),
    Way.CALL: N_("by phone"),
    Way.DECLINED: N_("do not want to be asked"),
    Way.LATELY: N_("were asked not long ago"),
    Way.NO_CONSENT: N_("never agreed to be asked unasked"),
    Way.NO_CHANNEL: N_("no way to reach them, or nobody in charge"),
}
PARTS = {
    Which.ANSWERED: N_("All answers"),
    Which.COMMENTED: N_("With words"),
    Which.DISSATISFIED: N_("Dissatisfied"),
    Which.SATISFIED: N_("Satisfied"),
    Which.DETRACTORS: N_("Detractors (0 to 6)"),
    Which.PROMOTERS: N_("Promoters (9, 10)"),
    Which.LOOKED_INTO: N_("Looked into"),
    Which.SILENT: N_("Did not answer"),
}
BY = {By.OWNER: N_("In charge"), By.TEAM: N_("Team"), By.TIER: N_("Tier")}


def mode(code: InvitationMode) -> str:
    return _(SHORT_MODES[code])


def way(code: Way) -> str:
    return _(WAYS[code])


def purpose(code: InvitationPurpose) -> str:
    return _(PURPOSES[code])
