"""Causes in words, for what is written down and told; screens translate them."""

from core.i18n import N_
from db.models import CauseCategory

CAUSES = {
    CauseCategory.SKILL: N_("People: skill"),
    CauseCategory.ATTITUDE: N_("People: attitude"),
    CauseCategory.PROCESS: N_("Process and rules"),
    CauseCategory.DESIGN: N_("Product design"),
    CauseCategory.SUPPLIER: N_("Material and suppliers"),
    CauseCategory.EQUIPMENT: N_("Equipment and systems"),
    CauseCategory.COMMUNICATION: N_("Communication"),
    CauseCategory.ENVIRONMENT: N_("Environment, force majeure"),
    CauseCategory.MISUSE: N_("Used wrongly by the customer"),
    CauseCategory.UNKNOWN: N_("Unknown"),
}
