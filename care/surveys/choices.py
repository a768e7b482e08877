"""What the forms of surveys let one choose from."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission, Scope
from auth.visibility import stewards_within
from care.surveys.sheet import Words
from db.models import Questionnaire, QuestionnaireState, Tag, Team, User


@dataclass(frozen=True)
class SurveyChoices:
    questionnaires: dict[int, Words]
    """Those in use."""
    owners: dict[int, str]
    teams: dict[int, str]
    """Empty for whoever asks the customers of one team alone."""
    tags: tuple[str, ...]


def survey_choices(session: Session, actor: Actor) -> SurveyChoices:
    actor.require(Permission.SURVEY_DESIGN)
    in_use = select(Questionnaire).where(col(Questionnaire.state) == QuestionnaireState.IN_USE)
    people = select(User.id, User.name).where(stewards_within(actor, Permission.SURVEY_DESIGN))
    owners: Any = session.exec(people.order_by(col(User.name))).all()
    teams: Any = session.exec(select(Team.id, Team.name).order_by(col(Team.name))).all()
    return SurveyChoices(
        questionnaires={
            row.id: Words(row.name_zh, row.name_en) for row in session.exec(in_use.order_by(col(Questionnaire.id)))
        },
        owners=dict(owners),
        teams=dict(teams) if actor.scope(Permission.SURVEY_DESIGN) is Scope.ALL else {},
        tags=tuple(session.exec(select(Tag.name).order_by(col(Tag.name)))),
    )
