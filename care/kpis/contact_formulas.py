"""What the numbers about speaking with customers mean."""

from enum import StrEnum

from care.kpis.formulas import Formula, Group, Unit
from core.i18n import N_


class SpokenKpi(StrEnum):
    COVERED = "revisit_coverage"
    CONNECTED = "calls_connected"


FORMULAS = (
    Formula(
        SpokenKpi.COVERED,
        N_("Revisit coverage"),
        N_(
            "Active customers with whom somebody spoke at least once within the cycle of their tier, counted back from "
            "the end of the period ÷ active customers at the end of the period."
        ),
        N_(
            "By the tier they have today. Every contact that reached them counts, whoever began it and whatever it was "
            "about; a try that reached nobody does not. Nobody active: “—”."
        ),
        Unit.SHARE,
        N_("Contacts written down with customers, and valid orders"),
        group=Group.FOLLOW_UP,
    ),
    Formula(
        SpokenKpi.CONNECTED,
        N_("Calls that reached somebody"),
        N_("Calls we made to customers in the period that reached somebody ÷ all calls we made to customers in it."),
        N_(
            "Every try is a call, however often the same customer was dialled. Calls from customers, other channels "
            "and calls to leads are left out."
        ),
        Unit.SHARE,
        N_("Calls written down with customers, by the day of the call"),
        group=Group.FOLLOW_UP,
    ),
)
