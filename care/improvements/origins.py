"""Where an improvement comes from, in words."""

from core.i18n import N_
from db.models import ImprovementOrigin

ORIGINS = {
    ImprovementOrigin.CAUSE: N_("a cause that recurs"),
    ImprovementOrigin.BREACH: N_("a rule that was not kept"),
    ImprovementOrigin.SUGGESTION: N_("a suggestion"),
    ImprovementOrigin.REVIEW: N_("a review"),
    ImprovementOrigin.INSPECTION: N_("a check by a supervisor"),
    ImprovementOrigin.IDEA: N_("an idea"),
}
