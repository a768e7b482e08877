"""greetings, their templates, days and gifts; lunar birthdays."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "greeting_templates",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("about", AutoString(length=40), nullable=False),
        sa.Column("medium", sa.String(length=40), nullable=False),
        sa.Column("language", AutoString(length=10), nullable=False),
        sa.Column("title", AutoString(length=200), nullable=False),
        sa.Column("words", AutoString(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("occasion", "about", "medium", "language"),
    )
    op.create_table(
        "service_intervals",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sku", AutoString(length=60), nullable=False),
        sa.Column("name", AutoString(length=60), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sku"),
    )
    op.create_table(
        "greetings",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", AutoString(length=100), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("about", AutoString(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("planned_by_id", sa.Integer(), nullable=True),
        sa.Column("medium", sa.String(length=40), nullable=True),
        sa.Column("words", AutoString(), nullable=False),
        sa.Column("reason", AutoString(length=300), nullable=False),
        sa.Column("cancelled_for", sa.String(length=40), nullable=True),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["planned_by_id"],
            ["users.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_greetings_customer_id", "greetings", ["customer_id"], unique=False)
    op.create_index(
        "ix_greetings_open",
        "greetings",
        ["day", "customer_id"],
        unique=False,
        sqlite_where=sa.text("state = 'planned'"),
        postgresql_where=sa.text("state = 'planned'"),
    )

    op.create_table(
        "named_days",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(length=60), nullable=False),
        sa.Column("code", AutoString(length=8), nullable=False),
        sa.Column("is_lunar", sa.Boolean(), nullable=False),
        sa.Column("since_year", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("industry", AutoString(length=60), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_named_days_customer_id", "named_days", ["customer_id"], unique=False)

    op.create_table(
        "gifts",
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("greeting_id", sa.Integer(), nullable=True),
        sa.Column("what", AutoString(length=120), nullable=False),
        sa.Column("cost_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", AutoString(length=300), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decision", AutoString(length=300), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["users.id"],
        ),
        sa.ForeignKeyConstraint(
            ["greeting_id"],
            ["greetings.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_gifts_customer_id", "gifts", ["customer_id"], unique=False)
    op.create_index("ix_gifts_greeting_id", "gifts", ["greeting_id"], unique=False)
    op.create_index("ix_gifts_state_year", "gifts", ["state", "year"], unique=False)

    # Added as they are: a table made anew would lose its triggers and its search index.
    op.add_column("contacts", sa.Column("birthday", sa.Date(), nullable=True))
    op.add_column("contacts", sa.Column("birthday_lunar", AutoString(length=8), server_default="", nullable=False))
    op.add_column("customers", sa.Column("birthday_lunar", AutoString(length=8), server_default="", nullable=False))
    op.create_index(
        "ix_customers_birthday_lunar",
        "customers",
        ["birthday_lunar"],
        unique=False,
        sqlite_where=sa.text("birthday_lunar <> ''"),
        postgresql_where=sa.text("birthday_lunar <> ''"),
    )
    op.add_column("import_rows", sa.Column("birthday_lunar", AutoString(length=8), nullable=True))


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
