"""The ways on which people talk, in the words of sentences and tables. Pure."""

from core.i18n import N_
from db.models import Medium

MEDIA = {
    Medium.PHONE: N_("Phone"),
    Medium.VISIT: N_("In person"),
    Medium.WECHAT: N_("WeChat message"),
    Medium.WECOM: N_("WeCom"),
    Medium.EMAIL: N_("Mail"),
    Medium.WEBSITE: N_("Website form"),
    Medium.SOCIAL_MEDIA: N_("Social media"),
    Medium.LETTER: N_("Letter"),
    Medium.AUTHORITY: N_("Passed on by an authority"),
    Medium.OTHER: N_("Other"),
}
