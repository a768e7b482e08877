"""Where customers come from, in the words of sentences and tables. Pure."""

from core.i18n import N_
from db.models import Source

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
