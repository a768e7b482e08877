"""What a customer sees behind a survey's link: plain HTML that needs no script and says nothing personal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from babel.dates import format_date

from care import surveys
from care.surveys import CustomerAnswer
from core import i18n
from core.i18n import _
from core.settings import settings
from db.models import InvitationPurpose

_FOLDER = Path(__file__).resolve().parent / "templates"
_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_CODES = {"zh_CN": "zh", "en": "en"}
_NAMES = {"zh_CN": "中文", "en": "English"}


@dataclass(frozen=True)
class Entered:
    """What was sent with the form, shown again when something is missing."""

    given: CustomerAnswer = field(default_factory=CustomerAnswer)
    problems: Mapping[str, str] = field(default_factory=dict)


def form_page(form: surveys.Form, entered: Entered) -> str:
    words = surveys.wording(form.purpose)
    received = format_date(form.received_on, "long", locale=i18n.language())
    about = _("It is about what you told us on {day} (number ending in {number}).").format(
        day=received, number=form.number
    )
    body = _filled(
        "survey.html",
        opening=escape(words.opening),
        about=escape(about),
        code=_CODES[i18n.language()],
        solved=_choices("is_solved", words.solved, _solved_choices(), entered),
        score=_choices("score", words.score, _score_choices(), entered, is_optional=_score_may_stay_out(form)),
        comment_label=escape(words.comment),
        comment_wrong=_wrong("comment", entered),
        comment=escape(entered.given.comment),
        optional=escape(_("(optional)")),
        longest=str(surveys.LONGEST_COMMENT),
        send=escape(_("Send")),
        privacy=escape(_("Your answer goes to the company that serves you. This page stores nothing on your device.")),
    )
    return _page(words.title, body)


def sentence_page(title: str, *sentences: str) -> str:
    """One thing to say and nothing to fill in."""
    return _page(title, "\n".join(f"<p>{escape(sentence)}</p>" for sentence in sentences))


def _solved_choices() -> dict[str, str]:
    return {"yes": _("Yes, it is solved"), "no": _("No, it is not solved")}


def _score_choices() -> dict[str, str]:
    return {str(score): _(words) for score, words in surveys.SCORES.items()}


def _score_may_stay_out(form: surveys.Form) -> bool:
    return form.purpose is InvitationPurpose.CONFIRMATION


def _choices(name: str, legend: str, options: Mapping[str, str], entered: Entered, *, is_optional: bool = False) -> str:
    chosen = _chosen(name, entered.given)
    need = "" if is_optional else " required"
    rows = [
        f'<label class="choice"><input type="radio" name="{name}" value="{value}"'
        f"{' checked' if value == chosen else ''}{need}><span>{escape(words)}</span></label>"
        for value, words in options.items()
    ]
    hint = f' <span class="optional">{escape(_("(optional)"))}</span>' if is_optional else ""
    described = f' aria-describedby="wrong-{name}"' if name in entered.problems else ""
    opening = f"<fieldset{described}>\n<legend>{escape(legend)}{hint}</legend>"
    return "\n".join([opening, _wrong(name, entered), *rows, "</fieldset>"])


def _chosen(name: str, given: CustomerAnswer) -> str:
    """The value of the choice that was made; empty: none was."""
    if name == "score":
        return str(given.score or "")
    return "" if given.is_solved is None else "yes" if given.is_solved else "no"


def _wrong(name: str, entered: Entered) -> str:
    problem = entered.problems.get(name)
    return f'<p class="wrong" id="wrong-{name}" role="alert">{escape(problem)}</p>' if problem else ""


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
