"""Promises kept, campaigns, calls and who can be called are counted from an index alone."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_complaint_clocks_stopped", "complaint_clocks")
    stopped = ["kind", "stopped_at", "verdict", "extended_verdict", "complaint_id", "handler_id"]
    op.create_index("ix_complaint_clocks_stopped", "complaint_clocks", stopped)
    op.drop_index("ix_invitations_campaign", "invitations")
    counted = ["campaign_id", "mode", "owner_id", "team_id", "tier", "asked_at"]
    op.create_index("ix_invitations_campaign", "invitations", counted)
    op.drop_index("ix_interactions_mix", "interactions")
    op.create_index("ix_interactions_mix", "interactions", ["at", "medium", "outcome", "customer_id", "direction"])
    op.drop_index("ix_channels_customer_id", "channels")
    op.create_index("ix_channels_customer", "channels", ["customer_id", "type"])


def downgrade() -> None:
    raise RuntimeError("An older version is reached by restoring its backup.")
