"""Who looks into a poor answer: the manager of whoever looks after the customer, never that person."""

from datetime import timedelta

from sqlmodel import Session

from auth.permissions import Permission
from care import casefile, notices, tasks
from care.notices import NoticeKind
from care.surveys import Taken
from care.tasks import TaskKind
from core import clock
from db.models import Customer, Subject


def give_task(session: Session, taken: Taken, *, within: timedelta) -> None:
    """Once for this answer."""
    customer = session.get_one(Customer, taken.invitation.customer_id)
    task = tasks.make(
        session,
        kind=TaskKind.FEEDBACK,
        assignee_id=_who(session, customer),
        due_at=clock.now() + within,
        subject=Subject.CUSTOMER,
        subject_id=customer.id,
        key=f"feedback:{taken.answer.id}",
    )
    taken.answer.task_id = task.id
    session.flush()


def tell_owner(session: Session, taken: Taken) -> None:
    customer = session.get_one(Customer, taken.invitation.customer_id)
    told = {customer.owner_id} - {None, taken.answer.collector_id}
    notices.tell(
        session,
        sorted(id_ for id_ in told if id_),
        NoticeKind.SURVEY_LOW,
        key=f"survey-low:{taken.answer.id}",
        subject=Subject.CUSTOMER,
        subject_id=customer.id,
        detail={"number": taken.answer.id},
    )


def _who(session: Session, customer: Customer) -> int | None:
    """A manager of the customer's team, else an owner of the firm; somebody other than who is judged, if there is."""
    managers = notices.who_may(session, Permission.SURVEY_DESIGN, team_id=customer.team_id) if customer.team_id else ()
    able = [*managers, *casefile.owners(session)]
    return next((id_ for id_ in able if id_ != customer.owner_id), next(iter(able), None))
