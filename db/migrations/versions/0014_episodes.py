"""A breach is of one time and not for ever; a rule without months of its own is reviewed as the policy says."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from core import clock

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_APART, _OWED, _FIRST = 100_000, 1_000_000_000, date(1970, 1, 1)
_BREACHES = sa.table(
    "handbook_breaches", sa.column("id", sa.Integer), sa.column("check_code", sa.String),
    sa.column("case_id", sa.BigInteger), sa.column("at", UTCDateTime()), sa.column("created_at", UTCDateTime()),
)  # fmt: skip
_REVIEWS = sa.table(
    "handbook_reviews", sa.column("id", sa.Integer), sa.column("rule_id", sa.Integer), sa.column("due_on", sa.Date)
)
_FILES = sa.table(
    "customers", sa.column("id", sa.Integer), sa.column("last_verified_at", UTCDateTime()),
    sa.column("created_at", UTCDateTime()),
)  # fmt: skip
_RULES = sa.table("handbook_rules", sa.column("review_months", sa.Integer))
_LAPSING = ("jobs_ran", "key_customer_owned", "trained")


def upgrade() -> None:
    op.execute(_RULES.update().where(_RULES.c.review_months == 3).values(review_months=0))
    taken = set()
    for id_, check, number in [*_of_reviews(), *_of_files(), *_of_others()]:
        if (check, number) not in taken:  # of one that was owed and then held late, the first remains
            taken.add((check, number))
            op.execute(_BREACHES.update().where(_BREACHES.c.id == id_).values(case_id=number))


def _of(*checks: str) -> sa.Select[Any]:
    """The largest number first: none is moved onto one that still waits."""
    found = sa.select(_BREACHES.c.id, _BREACHES.c.check_code, _BREACHES.c.case_id, _BREACHES.c.at)
    return found.where(_BREACHES.c.check_code.in_(checks)).order_by(_BREACHES.c.case_id.desc())


def _of_reviews() -> Iterator[tuple[int, str, int]]:
    held = {one.id: one for one in op.get_bind().execute(sa.select(_REVIEWS))}
    for id_, check, case_id, at in op.get_bind().execute(_of("rules_reviewed")).all():
        if case_id >= _OWED and at is not None:
            yield id_, check, (case_id - _OWED) * _APART + _day(clock.local(at).date())
        elif case_id in held:
            yield id_, check, held[case_id].rule_id * _APART + _day(held[case_id].due_on)


def _of_files() -> Iterator[tuple[int, str, int]]:
    """One that was verified since: its breach is of a time before that."""
    since = sa.func.coalesce(_FILES.c.last_verified_at, _FILES.c.created_at, type_=UTCDateTime())
    query = _of("file_verified").add_columns(_BREACHES.c.created_at, since)
    for id_, check, case_id, _at, written, confirmed in (
        op.get_bind().execute(query.join(_FILES, _FILES.c.id == _BREACHES.c.case_id)).all()
    ):
        yield id_, check, case_id * _APART + (_day(confirmed.date()) if confirmed <= written else 0)


def _of_others() -> Iterator[tuple[int, str, int]]:
    """Since when they stood as they stood is not known: they remain to be read and excuse nothing any more."""
    for id_, check, case_id, _at in op.get_bind().execute(_of(*_LAPSING)).all():
        yield id_, check, case_id * _APART


def _day(day: date) -> int:
    return (day - _FIRST).days


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
