"""What runs when. Every job may run twice and does its work once; a line here is all that a new one needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial

from sqlmodel import Session

from auth import housekeeping
from care import casefile, causes, complaints, kpis, mail, notices, reports, surveys, tasks
from care.jobs.rhythm import Daily, Every, Monthly, Rhythm
from core.i18n import N_
from db import session as database


@dataclass(frozen=True)
class ScheduledJob:
    name: str
    label: str
    rhythm: Rhythm
    work: Callable[[], int]
    """In transactions of its own; answers how many things it did."""
    lease: timedelta = timedelta(minutes=15)
    """After so long, whoever runs it is taken for dead."""


def at_once(work: Callable[[Session], int]) -> Callable[[], int]:
    """All of it in one transaction."""
    return partial(database.attempt, work)


def _sweep(session: Session) -> int:
    sweeps = (housekeeping.sweep, notices.sweep, mail.sweep, casefile.sweep_attachments)
    return sum(sweep(session) for sweep in sweeps)


SMALL_HOURS, NIGHT, EARLY, MORNING, FORENOON = time(2, 20), time(3, 10), time(6), time(7, 30), time(10)
SCHEDULE = (
    ScheduledJob("escalate", N_("Escalate complaints that are late"), Every(1), at_once(complaints.escalate_due)),
    ScheduledJob(
        "escalate_recurring",
        N_("Tell the owner of causes that keep coming back"),
        Every(10),
        at_once(complaints.escalate_recurring),
    ),
    ScheduledJob(
        "chase_customers",
        N_("Remind handlers of customers who have not answered"),
        Every(10),
        at_once(complaints.chase_due),
    ),
    ScheduledJob(
        "recount_clocks",
        N_("Count due times anew by the work calendar"),
        Every(30),
        complaints.recount_running,
    ),
    ScheduledJob("send_mail", N_("Send e-mail that waits"), Every(1), mail.send_waiting),
    ScheduledJob(
        "remind_surveys",
        N_("Ask customers again who have not answered a survey"),
        Daily(FORENOON),
        at_once(surveys.remind_due),
    ),
    ScheduledJob("remind_tasks", N_("Remind people of tasks that are due"), Every(5), at_once(tasks.remind_due)),
    ScheduledJob(
        "check_effects",
        N_("Count whether corrective actions have helped"),
        Daily(MORNING),
        at_once(causes.check_effects),
    ),
    ScheduledJob(
        "remind_actions", N_("Tell of corrective actions that are late"), Daily(MORNING), at_once(causes.remind_late)
    ),
    ScheduledJob(
        "propose_improvements",
        N_("Propose improvements for causes that recur"),
        Daily(MORNING),
        at_once(causes.propose_improvements),
    ),
    ScheduledJob("add_up_numbers", N_("Add up the numbers of what has changed"), Every(1), kpis.absorb_all),
    ScheduledJob("recount_numbers", N_("Count every number anew"), Daily(SMALL_HOURS), kpis.recount_all),
    ScheduledJob(
        "make_reports",
        N_("Make the reports of the month and quarter that are over"),
        Monthly(1, EARLY),
        at_once(reports.make_due),
    ),
    ScheduledJob("clear_away", N_("Clear away old sessions, links and notices"), Daily(NIGHT), at_once(_sweep)),
)
