"""intake: who it was, as a file tells it; visits that were imported."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("interactions", sa.Column("author", AutoString(length=60), nullable=False, server_default=""))
    op.execute("ALTER TABLE revisits ADD COLUMN import_job_id INTEGER REFERENCES import_jobs (id)")
    op.create_index("ix_revisits_import_job_id", "revisits", ["import_job_id"])
