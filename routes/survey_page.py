"""What a customer sees behind a survey's link: plain HTML that needs no script and says nothing personal."""

from html import escape

from babel.dates import format_date

from care import surveys
from core import i18n
from core.i18n import N_, _
from db.models import InvitationPurpose
from routes.plain_page import filled, language_code, page
from routes.survey_fields import Entered, fields, summary
from routes.survey_trap import seal

_TITLES = {
    InvitationPurpose.TRANSACTION: (N_("How was your purchase?"), N_("Your opinion helps us to do better next time.")),
    InvitationPurpose.RELATIONSHIP: (N_("How are we doing?"), N_("Your opinion helps us to do better next time.")),
}
_ABOUT = {
    InvitationPurpose.TRANSACTION: N_("It is about what you bought on {day} (order number ending in {number})."),
    InvitationPurpose.CONFIRMATION: N_("It is about what you told us on {day} (number ending in {number})."),
    InvitationPurpose.HANDLING: N_("It is about what you told us on {day} (number ending in {number})."),
}


def form_page(form: surveys.Form, entered: Entered) -> str:
    title, opening = _headed(form.purpose)
    body = filled(
        "survey.html",
        opening=escape(opening),
        about=_about(form),
        code=language_code(),
        missing=summary(form.questions, entered),
        fields=fields(form.questions, entered),
        trap=seal(),
        trap_label=escape(_("Please leave this field empty")),
        send=escape(_("Send")),
        privacy=escape(_("Your answer goes to the company that serves you. This page stores nothing on your device.")),
    )
    return page(title, body)


def _headed(purpose: InvitationPurpose) -> tuple[str, str]:
    if purpose in _TITLES:
        title, opening = _TITLES[purpose]
        return _(title), _(opening)
    words = surveys.wording(purpose)
    return words.title, words.opening


def _about(form: surveys.Form) -> str:
    if form.about_on is None or form.purpose not in _ABOUT:
        return ""
    day = format_date(form.about_on, "long", locale=i18n.language())
    told = _(_ABOUT[form.purpose]).format(day=day, number=form.number)
    return f'<p class="muted">{escape(told)}</p>'
