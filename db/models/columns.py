"""The base that every table shares, and the columns that most of them have."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, String
from sqlalchemy.orm import declared_attr, registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from core import clock


class Base(SQLModel, registry=registry()):
    """Our own registry: models survive a hot reload, and Alembic sees nothing but them."""


class Stamped(Base):
    """When a row came to be and when it last changed, in UTC."""

    created_at: datetime = Field(default_factory=clock.now)
    updated_at: datetime = Field(default_factory=clock.now, sa_column_kwargs={"onupdate": clock.now})


class Versioned(Stamped):
    """A row that people edit: the version counts saves, so that a second writer is told."""

    row_version: int = Field(default=None, nullable=False)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.row_version}  # type: ignore[attr-defined]


class Code(TypeDecorator[StrEnum]):
    """An enumeration stored by its stable English code, as text on every database."""

    impl = String
    cache_ok = True

    def __init__(self, codes: type[StrEnum]) -> None:
        super().__init__(length=40)
        self.codes = codes

    def __repr__(self) -> str:
        return "String(length=40)"

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else self.codes(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        return None if value is None else self.codes(value)
