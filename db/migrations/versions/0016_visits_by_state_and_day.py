"""The few visits that are open and too late are found without walking past all that were ever made."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_revisits_due", "revisits")
    columns = ["state", "due_on", "latest_on", "done_on", "import_job_id", "team_id", "assignee_id", "customer_id"]
    op.create_index("ix_revisits_due", "revisits", columns)


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
