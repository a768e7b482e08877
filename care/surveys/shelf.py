"""Which questionnaires there are, and what one of them asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care.surveys.sheet import Question, Words, questions_of
from core.errors import NotFound
from db.models import Campaign, Questionnaire, QuestionnaireKind, QuestionnaireState, QuestionnaireVersion, User


@dataclass(frozen=True)
class OnShelf:
    id: int
    name: Words
    kind: QuestionnaireKind
    state: QuestionnaireState
    version: int
    questions: int
    campaigns: int


@dataclass(frozen=True)
class VersionLine:
    number: int
    note: str
    by: str
    """Empty: it came with the product."""
    at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Sheet:
    """A questionnaire with the questions of its newest version."""

    id: int
    name: Words
    kind: QuestionnaireKind
    state: QuestionnaireState
    row_version: int
    questions: tuple[Question, ...]
    versions: tuple[VersionLine, ...]
    """The newest first."""
    taken: Mapping[str, frozenset[str]]
    """Codes of the questions of every version, each with those of its choices: no other question gets them again,
    or what was answered to a removed one would be counted as an answer to it."""

    @property
    def is_used(self) -> bool:
        """A change makes the next version."""
        return self.versions[0].used_at is not None


def questionnaires(session: Session, actor: Actor) -> tuple[OnShelf, ...]:
    """Those in use first, then drafts, then what is retired."""
    actor.require(Permission.SURVEY_READ)
    asked = select(func.count()).select_from(Campaign).where(col(Campaign.questionnaire_id) == col(Questionnaire.id))
    newer = select(func.max(col(QuestionnaireVersion.number)))
    newest = newer.where(col(QuestionnaireVersion.questionnaire_id) == col(Questionnaire.id))
    rows = session.exec(
        select(Questionnaire, QuestionnaireVersion, asked.correlate(Questionnaire).scalar_subquery())
        .join(QuestionnaireVersion, col(QuestionnaireVersion.questionnaire_id) == col(Questionnaire.id))
        .where(col(QuestionnaireVersion.number) == newest.correlate(Questionnaire).scalar_subquery())
        .order_by(col(Questionnaire.id))
        .limit(200)
    )
    found = [
        OnShelf(
            row.id, Words(row.name_zh, row.name_en), row.kind, row.state,
            version.number, len(questions_of(version.questions)), campaigns,
        )
        for row, version, campaigns in rows
    ]  # fmt: skip
    order = (QuestionnaireState.IN_USE, QuestionnaireState.DRAFT, QuestionnaireState.RETIRED)
    return tuple(sorted(found, key=lambda one: (order.index(one.state), one.id)))


def questionnaire(session: Session, actor: Actor, questionnaire_id: int) -> Sheet:
    actor.require(Permission.SURVEY_READ)
    row = session.get(Questionnaire, questionnaire_id)
    if row is None:
        raise NotFound
    versions = session.exec(
        select(QuestionnaireVersion, User.name)
        .outerjoin(User, col(User.id) == col(QuestionnaireVersion.by_id))
        .where(col(QuestionnaireVersion.questionnaire_id) == questionnaire_id)
        .order_by(col(QuestionnaireVersion.number).desc())
    ).all()
    return Sheet(
        id=row.id,
        name=Words(row.name_zh, row.name_en),
        kind=row.kind,
        state=row.state,
        row_version=row.row_version,
        questions=questions_of(versions[0][0].questions),
        taken=_taken(questions_of(v.questions) for v, _by in versions),
        versions=tuple(VersionLine(v.number, v.note, by or "", v.updated_at, v.used_at) for v, by in versions),
    )


def _taken(versions: Iterable[Sequence[Question]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one in chain.from_iterable(versions):
        found[one.code] = found.get(one.code, frozenset()) | {option.code for option in one.options}
    return found
