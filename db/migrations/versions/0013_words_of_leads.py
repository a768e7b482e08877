"""What was said of a lead can be erased with it: the words of its steps may be emptied, and nothing else changed."""

from alembic import op

from db import dialect

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_KEPT = ("id", "lead_id", "before", "after", "at", "since", "by_id")
_OF_THE_FORGOTTEN = """UPDATE lead_stage_changes SET words = '' WHERE words <> '' AND lead_id IN
    (SELECT id FROM leads WHERE name = '—' AND name_key = '')"""


def upgrade() -> None:
    for statement in (*dialect.may_be_emptied(op.get_bind(), "lead_stage_changes", "words", _KEPT), _OF_THE_FORGOTTEN):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
