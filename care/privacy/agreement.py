"""Whether customers agree to something: their newest answer for that purpose is yes."""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlmodel import Session, col, select

from db.models import Consent, ConsentPurpose, ConsentStatus, Customer


def agreed_to(purpose: ConsentPurpose) -> ColumnElement[bool]:
    """A WHERE clause on customers, asked of each row that the others have left."""
    later = Consent.__table__.alias("later")  # type: ignore[attr-defined]
    answer = Consent.__table__.alias("answer")  # type: ignore[attr-defined]
    newer = exists().where(
        later.c.customer_id == answer.c.customer_id,
        later.c.purpose == purpose,
        or_(later.c.at > answer.c.at, and_(later.c.at == answer.c.at, later.c.id > answer.c.id)),
    )
    given = exists().where(
        answer.c.customer_id == col(Customer.id),
        answer.c.purpose == purpose,
        answer.c.status == ConsentStatus.GIVEN,
        ~newer,
    )
    return and_(col(Customer.has_consent), given)


def has_agreed(session: Session, customer_id: int, purpose: ConsentPurpose) -> bool:
    return (
        session.exec(select(col(Customer.id)).where(col(Customer.id) == customer_id, agreed_to(purpose))).first()
        is not None
    )
