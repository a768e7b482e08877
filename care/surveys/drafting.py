"""Making and changing questionnaires. What a customer was asked stays as it was: a change makes the next version."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.surveys import sheet
from care.surveys.refusals import NotInUse
from care.surveys.sheet import Question
from core import clock
from core.errors import Conflict, Invalid, NotFound
from core.i18n import _
from db.models import Questionnaire, QuestionnaireKind, QuestionnaireState, QuestionnaireVersion

LONGEST_NAME = 80


@dataclass(frozen=True)
class Draft:
    """A questionnaire as somebody wrote it."""

    name_zh: str
    name_en: str
    kind: QuestionnaireKind
    questions: tuple[Question, ...]
    note: str = ""
    """What is different from the version before."""


def create_questionnaire(session: Session, actor: Actor, *, draft: Draft) -> Questionnaire:
    """A draft; it asks nobody until it is put in use."""
    actor.require(Permission.SURVEY_DESIGN)
    questions = _checked(draft)
    row = Questionnaire(name_zh=draft.name_zh.strip(), name_en=draft.name_en.strip(), kind=draft.kind)
    session.add(row)
    session.flush()
    _add_version(session, actor, row, questions, number=1, note="")
    audit.record(session, actor, "questionnaire.created", row, detail={"questions": len(questions)})
    return row


def change_questionnaire(
    session: Session, actor: Actor, questionnaire_id: int, *, draft: Draft, seen_version: int
) -> QuestionnaireVersion:
    """Its names and questions. Answers that were given stay with the questions that were asked."""
    actor.require(Permission.SURVEY_DESIGN)
    row = _hold(session, questionnaire_id)
    questions = _checked(draft)
    newest = newest_version(session, row.id)
    if row.row_version != seen_version:
        raise _conflict(row, newest, draft)
    row.name_zh, row.name_en, row.kind = draft.name_zh.strip(), draft.name_en.strip(), draft.kind
    flag_modified(row, "updated_at")
    if sheet.text_of(questions) == newest.questions:
        version = newest
    elif newest.used_at is None:
        newest.questions, newest.note, newest.by_id = sheet.text_of(questions), draft.note.strip()[:300], actor.id
        version = newest
    else:
        version = _add_version(session, actor, row, questions, number=newest.number + 1, note=draft.note.strip()[:300])
    detail = {"version": version.number, "questions": len(questions)}
    audit.record(session, actor, "questionnaire.changed", row, detail=detail)
    return version


def put_in_use(session: Session, actor: Actor, questionnaire_id: int) -> Questionnaire:
    """From now on campaigns may ask it."""
    return _to(session, actor, questionnaire_id, QuestionnaireState.IN_USE, "questionnaire.put_in_use")


def retire(session: Session, actor: Actor, questionnaire_id: int) -> Questionnaire:
    """No campaign can be made with it any more; what runs with it runs on."""
    return _to(session, actor, questionnaire_id, QuestionnaireState.RETIRED, "questionnaire.retired")


def newest_version(session: Session, questionnaire_id: int) -> QuestionnaireVersion:
    newest = select(QuestionnaireVersion).where(col(QuestionnaireVersion.questionnaire_id) == questionnaire_id)
    return session.exec(newest.order_by(col(QuestionnaireVersion.number).desc()).limit(1)).one()


def version_to_ask(session: Session, questionnaire_id: int) -> QuestionnaireVersion:
    """The newest version of one that is in use, marked as asked: from now on its questions stay as they are."""
    row = _hold(session, questionnaire_id)
    if row.state is not QuestionnaireState.IN_USE:
        raise NotInUse
    version = newest_version(session, row.id)
    if version.used_at is None:
        version.used_at = clock.now()
        flag_modified(row, "updated_at")  # a save of its own: whoever is editing it is told
        session.flush()
    return version


def _to(session: Session, actor: Actor, id_: int, state: QuestionnaireState, action: str) -> Questionnaire:
    actor.require(Permission.SURVEY_DESIGN)
    row = _hold(session, id_)
    row.state = state
    audit.record(session, actor, action, row)
    return row


def _hold(session: Session, questionnaire_id: int) -> Questionnaire:
    query = select(Questionnaire).where(col(Questionnaire.id) == questionnaire_id)
    found = session.exec(query.with_for_update().execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound
    return found


def _checked(draft: Draft) -> tuple[Question, ...]:
    questions = tuple(sheet.tidied(one) for one in draft.questions)
    problems = sheet.problems(questions)
    for field in ("name_zh", "name_en"):
        name = getattr(draft, field).strip()
        if not name:
            problems[field] = _("Please give it a name in both languages.")
        elif len(name) > LONGEST_NAME:
            problems[field] = _("Please keep it to {n} characters.").format(n=LONGEST_NAME)
    if problems:
        raise Invalid(problems)
    return questions


def _conflict(row: Questionnaire, newest: QuestionnaireVersion, draft: Draft) -> Conflict:
    theirs: dict[str, object] = {"name_zh": row.name_zh, "name_en": row.name_en, "questions": newest.questions}
    yours: dict[str, object] = {
        "name_zh": draft.name_zh,
        "name_en": draft.name_en,
        "questions": sheet.text_of(draft.questions),
    }
    return Conflict(version=row.row_version, theirs=theirs, yours=yours)


def _add_version(
    session: Session, actor: Actor, row: Questionnaire, questions: Sequence[Question], *, number: int, note: str
) -> QuestionnaireVersion:
    version = QuestionnaireVersion(
        questionnaire_id=row.id, number=number, questions=sheet.text_of(questions), note=note, by_id=actor.id
    )
    session.add(version)
    session.flush()
    return version
