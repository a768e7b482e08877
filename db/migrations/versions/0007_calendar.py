"""calendar addresses; indexes of the visits that are over."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", AutoString(length=64), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("fetched_at", UTCDateTime(), nullable=True),
        sa.Column("fetched_by", AutoString(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
        sa.UniqueConstraint("user_id"),
    )
    over = sa.text("done_on IS NOT NULL")
    for name, columns in {"mine": ["assignee_id"], "team": ["team_id"], "day": []}.items():
        op.create_index(
            f"ix_revisits_over_{name}",
            "revisits",
            [*columns, "done_on", "state", "customer_id"],
            sqlite_where=over,
            postgresql_where=over,
        )


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
