"""visits that come due by themselves, their moves and plans; what they found."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from db import dialect

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "revisit_plans",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("cycle_days", sa.Integer(), nullable=True),
        sa.Column("reason", AutoString(length=300), nullable=False),
        sa.Column("paused_reason", AutoString(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("customer_id"),
    )
    op.create_table(
        "revisits",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("latest_on", sa.Date(), nullable=False),
        sa.Column("since_at", UTCDateTime(), nullable=False),
        sa.Column("cycle_days", sa.Integer(), nullable=False),
        sa.Column("is_fixed", sa.Boolean(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_attempt_on", sa.Date(), nullable=True),
        sa.Column("is_unreached", sa.Boolean(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("need_change", AutoString(length=1000), nullable=False),
        sa.Column("problem", AutoString(length=1000), nullable=False),
        sa.Column("skip_reason", AutoString(length=300), nullable=False),
        sa.Column("ended_for", sa.String(length=40), nullable=True),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("about_complaint_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["about_complaint_id"],
            ["complaints.id"],
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interactions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["teams.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("revisits", schema=None) as batch_op:
        batch_op.create_index("ix_revisits_about_complaint", ["about_complaint_id"], unique=False)
        batch_op.create_index("ix_revisits_complaint", ["complaint_id"], unique=False)
        batch_op.create_index("ix_revisits_customer", ["customer_id", "done_on"], unique=False)
        batch_op.create_index("ix_revisits_done_at", ["done_at"], unique=False)
        batch_op.create_index(
            "ix_revisits_due",
            ["due_on", "state", "done_on", "latest_on", "team_id", "assignee_id", "customer_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_revisits_open_day",
            ["planned_on", "customer_id", "assignee_id", "team_id"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            "ix_revisits_open_mine",
            ["assignee_id", "planned_on", "customer_id"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(
            "ix_revisits_open_team",
            ["team_id", "planned_on", "customer_id"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index("ix_revisits_state_planned", ["state", "planned_on"], unique=False)
        batch_op.create_index(
            "ux_revisits_open",
            ["customer_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "opportunities",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("revisit_id", sa.Integer(), nullable=True),
        sa.Column("words", AutoString(length=500), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revisit_id"],
            ["revisits.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("opportunities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opportunities_customer_id"), ["customer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opportunities_revisit_id"), ["revisit_id"], unique=False)

    op.create_table(
        "revisit_demands",
        sa.Column("revisit_id", sa.Integer(), nullable=False),
        sa.Column("demand", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["revisit_id"],
            ["revisits.id"],
        ),
        sa.PrimaryKeyConstraint("revisit_id", "demand"),
    )
    op.create_table(
        "revisit_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revisit_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.Date(), nullable=False),
        sa.Column("after", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", AutoString(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revisit_id"],
            ["revisits.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("revisit_moves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revisit_moves_revisit_id"), ["revisit_id"], unique=False)

    # With its foreign key in one statement, which both databases take; SQLite would otherwise copy the table.
    op.execute("ALTER TABLE interactions ADD COLUMN revisit_id INTEGER REFERENCES revisits (id)")
    op.create_index("ix_interactions_revisit_id", "interactions", ["revisit_id"])
    for statement in dialect.append_only(op.get_bind(), "revisit_moves"):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
