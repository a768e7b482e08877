"""What the filters of the numbers offer, and the few leads that wait beyond their time, are read off an index."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_WIDER = {
    "ix_customers_owner_id": ("ix_customers_of_owner", ["owner_id", "deleted_at", "region", "team_id"]),
    "ix_customers_backup_owner_id": (
        "ix_customers_of_backup",
        ["backup_owner_id", "deleted_at", "region", "team_id", "owner_id"],
    ),
    "ix_customers_team_id": ("ix_customers_of_team", ["team_id", "deleted_at", "region", "owner_id"]),
}


def upgrade() -> None:
    for narrow, (wide, columns) in _WIDER.items():
        op.create_index(wide, "customers", columns)
        op.drop_index(narrow, "customers")
    undecided = sa.text("verdict IS NULL AND due_at IS NOT NULL")
    op.create_index("ix_leads_undecided", "leads", ["due_at"], sqlite_where=undecided, postgresql_where=undecided)


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
