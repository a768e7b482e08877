"""The rulebook with its versions, receipts and reviews; training; scorecards; what improvements come to."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from db import dialect

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handbook_chapters",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", AutoString(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title_zh", AutoString(length=100), nullable=False),
        sa.Column("title_en", AutoString(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "handbook_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measured", AutoString(length=120), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("measured", "month"),
    )
    op.create_table(
        "awards",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("words", AutoString(length=1000), nullable=False),
        sa.Column("evidence", sa.String(length=40), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reply", AutoString(length=1000), nullable=False),
        sa.Column("replied_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_words", AutoString(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["teams.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("awards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_awards_team_id"), ["team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_awards_user_id"), ["user_id"], unique=False)

    op.create_table(
        "handbook_rules",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", AutoString(length=40), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("review_months", sa.Integer(), nullable=False),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chapter_id"],
            ["handbook_chapters.id"],
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    with op.batch_alter_table("handbook_rules", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handbook_rules_chapter_id"), ["chapter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handbook_rules_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "score_months",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", AutoString(length=60), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("inputs", AutoString(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("frozen_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["teams.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    with op.batch_alter_table("score_months", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_months_month"), ["month"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_months_team_id"), ["team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_months_user_id"), ["user_id"], unique=False)

    op.create_table(
        "trainings",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", AutoString(length=120), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("trainer", AutoString(length=60), nullable=False),
        sa.Column("material", AutoString(), nullable=False),
        sa.Column("pass_score", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("trainings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trainings_held_on"), ["held_on"], unique=False)

    op.create_table(
        "handbook_breaches",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_code", AutoString(length=40), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("explanation", AutoString(length=1000), nullable=False),
        sa.Column("explained_at", UTCDateTime(), nullable=True),
        sa.Column("explained_by_id", sa.Integer(), nullable=True),
        sa.Column("decision", AutoString(length=1000), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["explained_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["handbook_rules.id"],
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["teams.id"],
        ),
        sa.ForeignKeyConstraint(
            ["who_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("check_code", "case_id"),
    )
    with op.batch_alter_table("handbook_breaches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handbook_breaches_rule_id"), ["rule_id"], unique=False)
        batch_op.create_index("ix_handbook_breaches_state", ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_handbook_breaches_who_id"), ["who_id"], unique=False)

    op.create_table(
        "handbook_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("words", AutoString(), nullable=False),
        sa.Column("members", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["handbook_rules.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("handbook_reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handbook_reviews_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_handbook_reviews_rule_id"), ["rule_id"], unique=False)

    op.create_table(
        "handbook_rule_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title_zh", AutoString(length=120), nullable=False),
        sa.Column("title_en", AutoString(length=120), nullable=False),
        sa.Column("text_zh", AutoString(), nullable=False),
        sa.Column("text_en", AutoString(), nullable=False),
        sa.Column("check_code", AutoString(length=40), nullable=False),
        sa.Column("parameters", AutoString(), nullable=False),
        sa.Column("reason", AutoString(length=300), nullable=False),
        sa.Column("drafted_at", UTCDateTime(), nullable=False),
        sa.Column("drafted_by_id", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("in_force_at", UTCDateTime(), nullable=True),
        sa.Column("in_force_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["in_force_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["handbook_rules.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("rule_id", "version"),
    )
    op.create_table(
        "inspections",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("finding", AutoString(), nullable=False),
        sa.Column("is_kept", sa.Boolean(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["handbook_rules.id"],
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["teams.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("inspections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspections_rule_id"), ["rule_id"], unique=False)

    op.create_table(
        "training_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("was_there", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("is_passed", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["trainings.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("training_id", "user_id"),
    )
    with op.batch_alter_table("training_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_places_user_id"), ["user_id"], unique=False)

    op.create_table(
        "handbook_receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_version_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_version_id"],
            ["handbook_rule_versions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("rule_version_id", "user_id"),
    )
    with op.batch_alter_table("handbook_receipts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handbook_receipts_user_id"), ["user_id"], unique=False)

    op.create_table(
        "training_rules",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("rule_version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_version_id"],
            ["handbook_rule_versions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["trainings.id"],
        ),
        sa.PrimaryKeyConstraint("training_id", "rule_version_id"),
    )
    with op.batch_alter_table("training_rules", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_rules_rule_version_id"), ["rule_version_id"], unique=False)

    with op.batch_alter_table("improvements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=40), server_default="cause", nullable=False))
        batch_op.add_column(sa.Column("origin_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("team_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("proposed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("measure", AutoString(length=60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("done_at", UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("done_words", AutoString(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("effect_due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("before", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("before_n", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("after", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("after_n", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("fk_improvements_proposed_by_id", "users", ["proposed_by_id"], ["id"])
        batch_op.create_foreign_key("fk_improvements_owner_id", "users", ["owner_id"], ["id"])
        batch_op.create_foreign_key("fk_improvements_team_id", "teams", ["team_id"], ["id"])

    frozen = dialect.frozen_once(op.get_bind(), "handbook_rule_versions", "in_force_at")
    for statement in (*frozen, *dialect.append_only(op.get_bind(), "handbook_reviews")):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
