"""Which next step of a customer or a lead is open: that of the newest contact, if it names one."""

from sqlmodel import Session, col, select

from db.models import Interaction


def settle_steps(session: Session, *, customer_id: int | None = None, lead_id: int | None = None) -> None:
    """After contacts of this customer or lead came, or went: a later contact takes the place of what was planned
    before it. Once a lead is a customer, its contacts are the customer's."""
    session.flush()
    if customer_id is not None:
        whose = col(Interaction.customer_id) == customer_id
    elif lead_id is not None:
        whose = col(Interaction.lead_id) == lead_id
    else:
        return
    theirs = select(Interaction).where(whose)
    newest = session.exec(theirs.order_by(col(Interaction.at).desc(), col(Interaction.id).desc()).limit(1)).first()
    for row in session.exec(theirs.where(col(Interaction.is_open_step))).all():
        row.is_open_step = row is newest
    if newest is not None:
        newest.is_open_step = newest.next_on is not None or bool(newest.next_step)
    session.flush()
