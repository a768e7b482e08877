"""What strangers see at /contact: a few fields, what becomes of what they say, and a tick for each consent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from babel.dates import format_datetime

from care import webform
from care.webform import Entry
from core import clock, i18n
from core.i18n import _, ngettext
from db.models import ConsentPurpose
from routes.plain_page import filled, language_code, optional, page, wrong

_KINDS = {"phone": "tel", "email": "email"}
_AUTOCOMPLETE = {
    "name": "name",
    "phone": "tel",
    "email": "email",
    "company": "organization",
    "region": "address-level2",
}
_NEEDED = frozenset({"name", "phone"})


@dataclass(frozen=True)
class Entered:
    """What was sent, shown again when something is missing."""

    entry: Entry = field(default_factory=Entry)
    problems: Mapping[str, str] = field(default_factory=dict)
    told: str = ""
    keeps_seal: bool = False
    """The page counts as opened when it was opened first."""

    @property
    def is_refused(self) -> bool:
        return bool(self.problems or self.told)


def form_page(form: webform.Form, entered: Entered) -> str:
    entry = entered.entry
    via = f"&amp;via={escape(entry.via)}" if entry.via else ""
    body = filled(
        "contact.html",
        opening=escape(_opening(form)),
        told=wrong("form", entered.told),
        code=language_code() + via,
        seal=escape(entry.seal if entered.keeps_seal else form.seal),
        fields="\n".join(_field(name, label, entered) for name, label in _labels().items()),
        words_label=escape(_("What can we do for you?")),
        words_wrong=wrong("words", entered.problems.get("words")),
        words_described=_described("words", entered),
        words=escape(entry.words),
        longest=str(webform.LENGTHS["words"]),
        trap_label=escape(_("Leave this field empty")),
        about=escape(_about(form)),
        notice_title=escape(_("The whole privacy notice, version {version}").format(version=form.notice_version)),
        notice=escape(form.notice),
        consents_title=escape(_("You agree")),
        consents="\n".join(_consents(entered)),
        send=escape(_("Send")),
        nothing_stored=escape(_("This page stores nothing on your device.")),
    )
    return page(_("Talk to us"), body, query=via)


def thanks_page(received: webform.Received) -> str:
    """When we call back, in the firm's own time."""
    told = [_("Your message has reached us.")]
    if received.due_at:
        at = format_datetime(clock.local(received.due_at), _("EEEE d MMMM, HH:mm"), locale=i18n.language())
        told.append(_("We call you back by {moment} at the latest.").format(moment=at))
    told.append(_("If you would rather we did not, or want your data deleted: {reach}").format(reach=received.reach))
    return page(_("Thank you"), "\n".join(f"<p>{escape(sentence)}</p>" for sentence in told))


def _opening(form: webform.Form) -> str:
    n = form.within_hours
    by_the_clock = ngettext(
        "Leave us your number. We call you back within {n} hour.",
        "Leave us your number. We call you back within {n} hours.",
        n,
    )
    at_work = ngettext(
        "Leave us your number. We call you back within {n} working hour.",
        "Leave us your number. We call you back within {n} working hours.",
        n,
    )
    return (at_work if form.is_working_time else by_the_clock).format(n=n)


def _labels() -> dict[str, str]:
    return {
        "name": _("Your name"),
        "phone": _("Your phone number"),
        "company": _("Company"),
        "region": _("City"),
        "email": _("E-mail"),
    }


def _field(name: str, label: str, entered: Entered) -> str:
    is_needed = name in _NEEDED
    attributes = [
        f'id="{name}" name="{name}" type="{_KINDS.get(name, "text")}"',
        f'maxlength="{webform.LENGTHS[name]}" autocomplete="{_AUTOCOMPLETE[name]}"',
        f'value="{escape(getattr(entered.entry, name))}"',
        *(["required"] if is_needed else []),
    ]
    hint = "" if is_needed else f" {optional()}"
    return "\n".join([
        f'<div class="field"><label class="label" for="{name}">{escape(label)}{hint}</label>',
        wrong(name, entered.problems.get(name)),
        f"<input {' '.join(attributes)}{_described(name, entered)}></div>",
    ])  # fmt: skip


def _described(name: str, entered: Entered) -> str:
    return f' aria-invalid="true" aria-describedby="wrong-{name}"' if name in entered.problems else ""


def _about(form: webform.Form) -> str:
    """Who, what for, how long, how to change one's mind."""
    kept = ngettext(
        "If nothing comes of it, we erase it after {n} month.",
        "If nothing comes of it, we erase it after {n} months.",
        form.keep_months,
    ).format(n=form.keep_months)
    who = _("{company} uses what you enter here to answer your inquiry, and for nothing else that you do not tick.")
    withdraw = _("You may see, correct or delete your data and withdraw what you agreed to at any time: {reach}")
    return "\n".join([who.format(company=form.company), kept, withdraw.format(reach=form.reach)])


def _consents(entered: Entered) -> list[str]:
    """Nothing is ticked before somebody ticks it."""
    words = {
        ConsentPurpose.SERVICE: _("to be called or written to about this inquiry, and to our keeping it for that"),
        ConsentPurpose.MARKETING: _("to hear of products and offers"),
        ConsentPurpose.CARE: _("to greetings on birthdays and festivals"),
        ConsentPurpose.SURVEY: _("to be asked how we did"),
    }
    return [_consent(purpose, said, entered) for purpose, said in words.items()]


def _consent(purpose: ConsentPurpose, words: str, entered: Entered) -> str:
    is_needed = purpose is ConsentPurpose.SERVICE
    is_ticked = entered.entry.may_contact if is_needed else purpose in entered.entry.agreed
    problem = wrong("may_contact", entered.problems.get("may_contact")) if is_needed else ""
    marks = (" checked" if is_ticked else "") + (" required" if is_needed else "")
    hint = "" if is_needed else f" {optional()}"
    box = f'<input type="checkbox" name="{purpose.value}" value="yes"{marks}>'
    return f'{problem}<label class="choice">{box}<span>{escape(words)}{hint}</span></label>'
