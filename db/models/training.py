"""Who was taught which rules, and what whoever looks after the rules has found."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.models.columns import Base, Stamped, Versioned


class Training(Versioned, table=True):
    """A session in which rules are taught."""

    __tablename__ = "trainings"

    id: int = Field(default=None, primary_key=True)
    title: str = Field(max_length=120)
    held_on: date = Field(index=True)
    trainer: str = Field(default="", max_length=60)
    material: str = ""
    """What was taught, or where it is found."""
    pass_score: int = 80
    by_id: int | None = Field(default=None, foreign_key="users.id")


class TrainingRule(Base, table=True):
    """Which version of which rule a session was about."""

    __tablename__ = "training_rules"

    training_id: int = Field(foreign_key="trainings.id", primary_key=True)
    rule_version_id: int = Field(foreign_key="handbook_rule_versions.id", primary_key=True, index=True)


class TrainingPlace(Base, table=True):
    """One person at one session."""

    __tablename__ = "training_places"

    id: int = Field(default=None, primary_key=True)
    training_id: int = Field(foreign_key="trainings.id")
    user_id: int = Field(foreign_key="users.id", index=True)
    was_there: bool = False
    score: int | None = None
    """0 to 100; empty: no test was taken."""
    is_passed: bool = False
    """There, and with the score that this session asks for."""
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="users.id")

    __table_args__ = (UniqueConstraint("training_id", "user_id"),)


class Inspection(Stamped, table=True):
    """A supervisor looked whether a rule is kept (R77)."""

    __tablename__ = "inspections"

    id: int = Field(default=None, primary_key=True)
    rule_id: int = Field(foreign_key="handbook_rules.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="teams.id")
    on: date
    finding: str
    is_kept: bool
    task_id: int | None = Field(default=None, foreign_key="tasks.id")
    """What is to be put right."""
    by_id: int | None = Field(default=None, foreign_key="users.id")
