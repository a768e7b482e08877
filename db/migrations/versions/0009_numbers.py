"""Numbers added up ahead, targets of numbers, frozen baselines."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from db import dialect

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kpi_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(length=10), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_kpi_marks_subject", "kpi_marks", ["kind", "subject_id"], unique=False)
    op.create_table(
        "kpi_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("formula_version", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "kpi_tallies",
        sa.Column("cut", AutoString(length=10), nullable=False),
        sa.Column("key", AutoString(length=60), nullable=False),
        sa.Column("measure", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("days", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("cut", "key", "measure", "month"),
    )
    op.create_table(
        "kpi_traces",
        sa.Column("kind", AutoString(length=10), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("cuts", AutoString(), nullable=False),
        sa.Column("amounts", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject_id"),
    )
    op.create_table(
        "kpi_snapshots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", AutoString(length=120), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("formula_version", sa.Integer(), nullable=False),
        sa.Column("content", AutoString(), nullable=False),
        sa.Column("checksum", AutoString(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "kpi_targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi", AutoString(length=40), nullable=False),
        sa.Column("span", AutoString(length=10), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("red_from", sa.Float(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_kpi_targets_kpi", "kpi_targets", ["kpi", "span", "holds_from"], unique=False)
    for table in ("kpi_snapshots", "kpi_targets"):
        for statement in dialect.append_only(op.get_bind(), table):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
