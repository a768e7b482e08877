"""questionnaires with their versions, campaigns, surveys after orders."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _questionnaires()
    _campaigns()
    # SQLite makes a table anew to change it, and deletes what points to its rows meanwhile.
    op.execute("CREATE TABLE answers_kept AS SELECT * FROM answers")
    op.execute("DELETE FROM answers")
    _invitations()
    op.execute("INSERT INTO answers SELECT * FROM answers_kept")
    op.execute("DROP TABLE answers_kept")
    _answers()
    op.create_index("ix_consents_purpose", "consents", ["purpose", "customer_id", "at", "id", "status"])


def _questionnaires() -> None:
    op.create_table(
        "questionnaires",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", AutoString(length=40), nullable=True),
        sa.Column("name_zh", AutoString(length=80), nullable=False),
        sa.Column("name_en", AutoString(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "questionnaire_versions",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("questions", AutoString(), nullable=False),
        sa.Column("note", AutoString(length=300), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"]),
        sa.ForeignKeyConstraint(["questionnaire_id"], ["questionnaires.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("questionnaire_id", "number"),
    )


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", AutoString(length=60), nullable=True),
        sa.Column("name", AutoString(length=120), nullable=False),
        sa.Column("period", AutoString(length=10), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("audience", AutoString(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("launched_at", UTCDateTime(), nullable=True),
        sa.Column("launched_by_id", sa.Integer(), nullable=True),
        sa.Column("left_out", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"]),
        sa.ForeignKeyConstraint(["launched_by_id"], ["users.id"]),
        sa.ForeignKeyConstraint(["questionnaire_id"], ["questionnaires.id"]),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"]),
        sa.ForeignKeyConstraint(["version_id"], ["questionnaire_versions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_campaigns_period"), "campaigns", ["period"])
    op.create_index(op.f("ix_campaigns_questionnaire_id"), "campaigns", ["questionnaire_id"])
    op.create_table(
        "order_surveys",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=True),
        sa.Column("outcome", AutoString(length=40), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
        sa.PrimaryKeyConstraint("order_id"),
    )
    unsettled = sa.text("settled_at IS NULL")
    op.create_index(
        "ix_order_surveys_due", "order_surveys", ["due_at"], sqlite_where=unsettled, postgresql_where=unsettled
    )


def _invitations() -> None:
    with op.batch_alter_table("invitations") as batch:
        batch.alter_column("complaint_id", existing_type=sa.Integer(), nullable=True)
        batch.alter_column("cycle", existing_type=sa.Integer(), nullable=True)
        batch.add_column(_pointing("order_id", "orders"))
        batch.add_column(_pointing("campaign_id", "campaigns"))
        batch.add_column(_pointing("questionnaire_version_id", "questionnaire_versions"))
        batch.add_column(_pointing("owner_id", "users"))
        batch.add_column(_pointing("team_id", "teams"))
        batch.add_column(sa.Column("tier", sa.String(length=40), nullable=True))
        batch.add_column(_pointing("assignee_id", "users"))
        batch.add_column(sa.Column("asked_at", UTCDateTime(), nullable=True))
        batch.add_column(sa.Column("to_do_since", UTCDateTime(), nullable=True))
        batch.add_column(sa.Column("dials", sa.Integer(), nullable=False, server_default="0"))
        batch.drop_index("ix_invitations_customer_id")
    counted = ["asked_at", "mode", "owner_id", "team_id", "tier"]
    op.create_index("ix_invitations_campaign", "invitations", ["campaign_id", *counted])
    op.create_index("ix_invitations_purpose", "invitations", ["purpose", *counted])
    op.create_index("ix_invitations_customer", "invitations", ["customer_id", "sent_at", "purpose"])
    op.create_index(op.f("ix_invitations_order_id"), "invitations", ["order_id"])
    op.create_index(op.f("ix_invitations_questionnaire_version_id"), "invitations", ["questionnaire_version_id"])
    to_do = sa.text("to_do_since IS NOT NULL")
    columns = ["customer_id", "mode", "campaign_id"]
    op.create_index("ix_invitations_to_do", "invitations", columns, sqlite_where=to_do, postgresql_where=to_do)
    theirs = "(SELECT {0} FROM customers WHERE customers.id = invitations.customer_id)"
    copied = ", ".join(f"{name} = {theirs.format(name)}" for name in ("owner_id", "team_id", "tier"))
    op.execute(f"UPDATE invitations SET asked_at = sent_at, {copied}")


def _answers() -> None:
    with op.batch_alter_table("answers") as batch:
        batch.add_column(_pointing("campaign_id", "campaigns"))
        batch.add_column(sa.Column("nps", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("ces", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("values", AutoString(), nullable=False, server_default="{}"))
        batch.add_column(sa.Column("texts", AutoString(), nullable=False, server_default="{}"))
        batch.add_column(sa.Column("language", AutoString(length=10), nullable=False, server_default=""))
        batch.add_column(_pointing("led_to_id", "complaints"))
        batch.add_column(_pointing("task_id", "tasks"))
        batch.add_column(_pointing("import_job_id", "import_jobs"))
    op.create_index("ix_answers_campaign", "answers", ["campaign_id", "at"])
    op.create_index(op.f("ix_answers_led_to_id"), "answers", ["led_to_id"])
    op.create_index(op.f("ix_answers_task_id"), "answers", ["task_id"])
    op.create_index(op.f("ix_answers_import_job_id"), "answers", ["import_job_id"])


def _pointing(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id", name=f"fk_{name}"), nullable=True)


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
