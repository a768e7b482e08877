"""What a customer sees behind a survey's link: plain HTML that needs no script and says nothing personal."""

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from babel.dates import format_date

from care import surveys
from core import i18n
from core.i18n import N_, _
from core.settings import settings
from db.models import InvitationPurpose
from routes.survey_fields import Entered, fields, summary
from routes.survey_trap import seal

_FOLDER = Path(__file__).resolve().parent / "templates"
_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_CODES = {"zh_CN": "zh", "en": "en"}
_NAMES = {"zh_CN": "中文", "en": "English"}
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
    body = _filled(
        "survey.html",
        opening=escape(opening),
        about=_about(form),
        code=_CODES[i18n.language()],
        missing=summary(form.questions, entered),
        fields=fields(form.questions, entered),
        trap=seal(),
        trap_label=escape(_("Please leave this field empty")),
        send=escape(_("Send")),
        privacy=escape(_("Your answer goes to the company that serves you. This page stores nothing on your device.")),
    )
    return _page(title, body)


def sentence_page(title: str, *sentences: str) -> str:
    """One thing to say and nothing to fill in."""
    return _page(title, "\n".join(f"<p>{escape(sentence)}</p>" for sentence in sentences))


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


def _page(title: str, body: str) -> str:
    language = i18n.language()
    other = "en" if language == "zh_CN" else "zh_CN"
    return _filled(
        "page.html",
        lang=_TAGS[language],
        title=escape(title),
        company=_company(),
        style=_text("survey.css"),
        other_code=_CODES[other],
        other_lang=_TAGS[other],
        other_name=_NAMES[other],
        body=body,
    )


def _company() -> str:
    """Who asks: a customer should know whose page this is."""
    name = settings().company
    return f'<p class="company">{escape(name)}</p>' if name else ""


def _filled(template: str, **values: str) -> str:
    """Each value is HTML already: text from anywhere has gone through escape()."""
    return Template(_text(template)).substitute(values)


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf8")
