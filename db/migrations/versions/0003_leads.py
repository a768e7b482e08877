"""leads: what they are, how far they got, who was told of them; contacts with a lead; who is away."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from db import dialect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lead_turns",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("user_id"),
    )
    op.create_table(
        "leads",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", AutoString(length=20), nullable=False),
        sa.Column("name", AutoString(length=200), nullable=False),
        sa.Column("name_key", AutoString(length=200), nullable=False),
        sa.Column("company", AutoString(length=200), nullable=False),
        sa.Column("phone", AutoString(length=40), nullable=False),
        sa.Column("email", AutoString(length=254), nullable=False),
        sa.Column("wechat", AutoString(length=100), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("region", AutoString(length=60), nullable=False),
        sa.Column("need", AutoString(), nullable=False),
        sa.Column("note", AutoString(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("assigned_at", UTCDateTime(), nullable=True),
        sa.Column("registered_by_id", sa.Integer(), nullable=True),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("target_minutes", sa.Integer(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("first_contact_at", UTCDateTime(), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("alarm_at", UTCDateTime(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("lost_reason", sa.String(length=40), nullable=True),
        sa.Column("invalid_reason", sa.String(length=40), nullable=True),
        sa.Column("end_words", AutoString(length=300), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("converted_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("is_historical", sa.Boolean(), nullable=False),
        sa.Column("import_job_id", sa.Integer(), nullable=True),
        sa.Column("notice_version", AutoString(length=20), nullable=False),
        sa.Column("consents", AutoString(), nullable=False),
        sa.Column("search_text", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["import_job_id"],
            ["import_jobs.id"],
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["registered_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["teams.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(
        "ix_leads_alarm",
        "leads",
        ["alarm_at"],
        unique=False,
        sqlite_where=sa.text("alarm_at IS NOT NULL"),
        postgresql_where=sa.text("alarm_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_leads_customer_id"), "leads", ["customer_id"], unique=False)
    op.create_index(op.f("ix_leads_email"), "leads", ["email"], unique=False)
    op.create_index(
        "ix_leads_ended",
        "leads",
        ["ended_at", "stage", "lost_reason", "owner_id", "team_id", "received_at"],
        unique=False,
    )
    op.create_index(op.f("ix_leads_import_job_id"), "leads", ["import_job_id"], unique=False)
    op.create_index(op.f("ix_leads_name_key"), "leads", ["name_key"], unique=False)
    op.create_index(
        "ix_leads_open_version",
        "leads",
        ["row_version"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "ix_leads_open_of",
        "leads",
        ["owner_id", "due_at", "first_contact_at"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(op.f("ix_leads_phone"), "leads", ["phone"], unique=False)
    op.create_index(
        "ix_leads_received",
        "leads",
        ["received_at", "stage", "owner_id", "team_id", "source", "region", "is_historical", "verdict", "due_at"],
        unique=False,
    )
    op.create_index(op.f("ix_leads_registered_by_id"), "leads", ["registered_by_id"], unique=False)
    op.create_index(op.f("ix_leads_team_id"), "leads", ["team_id"], unique=False)
    op.create_table(
        "lead_escalations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("cause", AutoString(length=20), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("fired_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"],
            ["leads.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("lead_id", "cause", "level"),
    )
    op.create_table(
        "lead_stage_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=True),
        sa.Column("after", sa.String(length=40), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words", AutoString(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"],
            ["leads.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_lead_stage_changes_at", "lead_stage_changes", ["at", "after", "before", "since", "lead_id"], unique=False
    )
    op.create_index(op.f("ix_lead_stage_changes_lead_id"), "lead_stage_changes", ["lead_id"], unique=False)
    # Inline: SQLite adds no constraint to a table that is there.
    op.execute("ALTER TABLE interactions ADD COLUMN lead_id INTEGER REFERENCES leads (id)")
    op.create_index(op.f("ix_interactions_lead_id"), "interactions", ["lead_id"], unique=False)
    op.add_column("users", sa.Column("away_until", sa.Date(), nullable=True))
    for statement in dialect.append_only(op.get_bind(), "lead_stage_changes"):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
