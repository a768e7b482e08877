"""Answers as an Excel file: a deed of its own, with a reason, counted in the log (R85)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlmodel import Session, col, select

from auth import downloads
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to, invitations_visible_to
from care.customers import reason_problem
from care.surveys.questions import ABOUT_COMPLAINTS
from care.surveys.scales import value_words
from care.surveys.sheet import Question, QuestionType, questions_of
from care.surveys.slices import Slice, within
from care.surveys.tally import merged
from core import clock
from core.errors import Invalid
from core.i18n import N_, _
from db.models import Answer, Customer, Invitation, QuestionnaireVersion, User

_FIRST = (N_("Answered on"), N_("Customer number"), N_("Customer"), N_("In charge"), N_("Tier"), N_("Language"))


@dataclass(frozen=True)
class AnswerExport:
    """Made and not yet handed out: nobody knows its name, and it is swept away when nobody takes it."""

    path: Path
    count: int


def export_file(session: Session, actor: Actor, *, of: Slice) -> AnswerExport:
    """Every answer of the slice whose customer the actor may export, a column for each question."""
    actor.require(Permission.SURVEY_EXPORT)
    questions, path = _questions(session, of), downloads.new_file()
    return AnswerExport(path, _write(path, questions, _rows(session, actor, of)))


def hand_out_export(session: Session, actor: Actor, *, made: AnswerExport, reason: str) -> str:
    """The address that hands the file out once; the log keeps who and why."""
    actor.require(Permission.SURVEY_EXPORT)
    if problem := reason_problem(reason):
        raise Invalid({"reason": problem})
    return downloads.offer(
        session,
        actor,
        name=_("Survey answers {day}.xlsx").format(day=clock.today().isoformat()),
        content=made.path,
        action="survey.exported",
        count=made.count,
        detail={"reason": reason.strip()[:300]},
    )


def _questions(session: Session, of: Slice) -> tuple[Question, ...]:
    asked = select(Invitation.questionnaire_version_id).where(within(of, col(Invitation.sent_at))).distinct()
    versions = select(QuestionnaireVersion).where(col(QuestionnaireVersion.id).in_(asked))
    rows = session.exec(versions.order_by(col(QuestionnaireVersion.id)))
    return merged([questions_of(row.questions) for row in rows])


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
            col(Invitation.purpose).not_in(ABOUT_COMPLAINTS),
        )
        .order_by(col(Answer.at), col(Answer.id))
    )
    return (tuple(row) for row in session.exec(query).yield_per(1000))


def _write(path: Path, questions: Sequence[Question], rows: Iterator[tuple[Answer, Customer, str]]) -> int:
    # Strings stay strings: no cell becomes a formula or a link, whatever a customer wrote.
    book = xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    sheet = book.add_worksheet(_("Survey answers"))
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    titles = [*(_(title) for title in _FIRST), *(one.words.said() for one in questions)]
    for place, title in enumerate(titles):
        sheet.write_string(0, place, title, bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(titles) - 1, 18)
    count = 0
    for count, (answer, customer, owner) in enumerate(rows, start=1):
        first = (answer.at, customer.number, customer.name, owner or "", customer.tier.value, answer.language)
        for place, value in enumerate((*first, *_said(questions, answer))):
            _cell(sheet, (count, place), value, moment)
    book.close()
    return count


def _said(questions: Sequence[Question], answer: Answer) -> list[Any]:
    """A number on a scale as a number, everything else in words."""
    values, texts = json.loads(answer.values), json.loads(answer.texts)
    found: list[Any] = []
    for one in questions:
        value = values.get(one.code)
        if one.type is QuestionType.TEXT:
            found.append(texts.get(one.code, ""))
        elif one.code in values and not isinstance(value, int):
            found.append(value_words(one, value))
        else:
            found.append(value)
    return found


def _cell(sheet: Any, at: tuple[int, int], value: Any, moment: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(*at, clock.local(value).replace(tzinfo=None), moment)
    elif isinstance(value, str):
        sheet.write_string(*at, value[:32_000])
    else:
        sheet.write_number(*at, value)
