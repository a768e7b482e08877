"""Answers as an Excel file: a deed of its own, with a reason, counted in the log (R85)."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to, invitations_visible_to
from care import sheets
from care.sheets import SheetFile
from care.surveys.questions import ABOUT_COMPLAINTS
from care.surveys.results import questions_asked
from care.surveys.scales import value_words
from care.surveys.sheet import Question, QuestionType
from care.surveys.slices import Slice, within
from core import clock
from core.i18n import N_, _
from db.models import Answer, Customer, Invitation, User

_FIRST = {
    "at": N_("Answered on"),
    "number": N_("Customer number"),
    "customer": N_("Customer"),
    "owner": N_("In charge"),
    "tier": N_("Tier"),
    "language": N_("Language"),
    "score": N_("Satisfaction (1 to 5)"),
    "nps": N_("Recommendation (0 to 10)"),
    "ces": N_("How easy it was (1 to 7)"),
    "comment": N_("What they wrote"),
}


def export_file(session: Session, actor: Actor, *, of: Slice) -> SheetFile:
    """Every answer of the slice whose customer the actor may export, a column for each question."""
    actor.require(Permission.SURVEY_EXPORT)
    questions = _questions(session, of)
    columns = {**_FIRST, **{f"question {one.code}": one.words.said() for one in questions}}
    rows = (_row(questions, *found) for found in _rows(session, actor, of))
    return sheets.write(columns, rows, title=_("Survey answers"), word=str, filtered=True)


def hand_out_export(session: Session, actor: Actor, *, made: SheetFile, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.SURVEY_EXPORT)
    name = _("Survey answers {day}.xlsx").format(day=clock.today().isoformat())
    return sheets.hand_out(session, actor, made=made, reason=reason, name=name, action="survey.exported")


def _questions(session: Session, of: Slice) -> tuple[Question, ...]:
    found = questions_asked(session, of)
    # About a complaint the score and what they wrote have columns of their own already.
    return found[:1] if of.purpose in ABOUT_COMPLAINTS else found


def _rows(session: Session, actor: Actor, of: Slice) -> Iterator[tuple[Answer, Customer, str]]:
    wanted: Any = (Answer, Customer, User.name)
    query = (
        select(*wanted)
        .join(Invitation, col(Invitation.id) == col(Answer.invitation_id))
        .join(Customer, col(Customer.id) == col(Invitation.customer_id))
        .outerjoin(User, col(User.id) == col(Customer.owner_id))
        .where(
            invitations_visible_to(actor, Permission.SURVEY_EXPORT),
            customers_visible_to(actor, Permission.SURVEY_EXPORT),
            within(of, col(Answer.at)),
            _wanted(of),
        )
        .order_by(col(Answer.at), col(Answer.id))
    )
    return (tuple(row) for row in session.exec(query).yield_per(1000))


def _wanted(of: Slice) -> ColumnElement[bool]:
    """Answers about complaints are of another kind: they leave by themselves or not at all."""
    return true() if of.purpose in ABOUT_COMPLAINTS else col(Invitation.purpose).not_in(ABOUT_COMPLAINTS)


def _row(questions: Sequence[Question], answer: Answer, customer: Customer, owner: str) -> dict[str, Any]:
    said = zip(questions, _said(questions, answer), strict=True)
    return {
        **{name: getattr(answer, name) for name in ("at", "language", "score", "nps", "ces", "comment")},
        "number": customer.number,
        "customer": customer.name,
        "owner": owner,
        "tier": customer.tier.value,
        **{f"question {one.code}": value for one, value in said},
    }


def _said(questions: Sequence[Question], answer: Answer) -> list[Any]:
    """A number on a scale as a number, everything else in words."""
    values, texts = json.loads(answer.values), json.loads(answer.texts)
    if answer.is_solved is not None:
        values["is_solved"] = answer.is_solved
    found: list[Any] = []
    for one in questions:
        value = values.get(one.code)
        if one.type is QuestionType.TEXT:
            found.append(texts.get(one.code, ""))
        elif one.code in values and (isinstance(value, bool) or not isinstance(value, int)):
            found.append(value_words(one, value))
        else:
            found.append(value)
    return found
