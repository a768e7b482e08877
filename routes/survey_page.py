"""What a customer sees behind a survey's link: plain HTML that needs no script and says nothing personal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from babel.dates import format_date

from care import surveys
from care.surveys import CustomerAnswer
from core import i18n
from core.i18n import _
from db.models import InvitationPurpose
from routes.plain_page import filled, language_code, optional, page, wrong


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
    body = filled(
        "survey.html",
        opening=escape(words.opening),
        about=escape(about),
        code=language_code(),
        solved=_choices("is_solved", words.solved, _solved_choices(), entered),
        score=_choices("score", words.score, _score_choices(), entered, is_optional=_score_may_stay_out(form)),
        comment_label=escape(words.comment),
        comment_wrong=wrong("comment", entered.problems.get("comment")),
        comment=escape(entered.given.comment),
        optional=optional(),
        longest=str(surveys.LONGEST_COMMENT),
        send=escape(_("Send")),
        privacy=escape(_("Your answer goes to the company that serves you. This page stores nothing on your device.")),
    )
    return page(words.title, body)


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
    hint = f" {optional()}" if is_optional else ""
    described = f' aria-describedby="wrong-{name}"' if name in entered.problems else ""
    opening = f"<fieldset{described}>\n<legend>{escape(legend)}{hint}</legend>"
    return "\n".join([opening, wrong(name, entered.problems.get(name)), *rows, "</fieldset>"])


def _chosen(name: str, given: CustomerAnswer) -> str:
    """The value of the choice that was made; empty: none was."""
    if name == "score":
        return str(given.score or "")
    return "" if given.is_solved is None else "yes" if given.is_solved else "no"
