"""The few visits that are too late, and the few complaints whose solution was declined, are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_revisits_due", "revisits")
    columns = ["state", "due_on", "latest_on", "done_on", "import_job_id", "team_id", "assignee_id", "customer_id"]
    op.create_index("ix_revisits_due", "revisits", columns)
    declined = sa.text("refusal_count > 0 OR confirmation = 'not_accepted'")
    op.create_index(
        "ix_complaints_declined",
        "complaints",
        ["received_at", "customer_id"],
        sqlite_where=declined,
        postgresql_where=declined,
    )


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
