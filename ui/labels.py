"""Every stored code as the word people read."""

from core.i18n import N_, _
from db.models import Source, Tier

SOURCES = {
    Source.VISIT: N_("Visit"),
    Source.EXHIBITION: N_("Exhibition"),
    Source.REFERRAL: N_("Referral"),
    Source.WEBSITE: N_("Website"),
    Source.SOCIAL_MEDIA: N_("Social media"),
    Source.EMAIL: N_("E-mail"),
    Source.PHONE: N_("Phone"),
    Source.STORE: N_("Store"),
    Source.IMPORT: N_("Imported"),
    Source.OTHER: N_("Other"),
}


def source(code: Source) -> str:
    return _(SOURCES[code])


def tier(code: Tier) -> str:
    return _("Tier {letter}").format(letter=code.value)
