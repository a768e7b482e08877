"""What runs when. Every job may run twice and does its work once; a line here is all that a new one needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial

from sqlmodel import Session

from auth import housekeeping
from care import (
    casefile,
    causes,
    complaints,
    greetings,
    handbook,
    improvements,
    kpis,
    leads,
    mail,
    notices,
    reports,
    revisits,
    scorecards,
    surveys,
    tasks,
    webform,
)
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


def _surveys_of_the_quarter(session: Session) -> int:
    steps = (surveys.note_undelivered, surveys.close_ended, surveys.open_quarterly_survey)
    return sum(step(session) for step in steps)


SMALL_HOURS, NIGHT, BEFORE_WORK, EARLY = time(2, 20), time(3, 10), time(4), time(4, 30)
DAWN, MORNING, FORENOON = time(6), time(7, 30), time(10)
SCHEDULE = (
    ScheduledJob("escalate", N_("Escalate complaints that are late"), Every(1), at_once(complaints.escalate_due)),
    ScheduledJob(
        "escalate_leads", N_("Escalate leads that nobody called in time"), Every(1), at_once(leads.escalate_due)
    ),
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
    ScheduledJob(
        "plan_revisits",
        N_("Plan revisits of the coming cycle"),
        Daily(BEFORE_WORK),
        revisits.plan_all,
        timedelta(hours=1),
    ),
    ScheduledJob(
        "follow_revisits",
        N_("Let revisits follow tier, owner and consent"),
        Every(10),
        revisits.plan_all,
        timedelta(hours=1),
    ),
    ScheduledJob(
        "recount_leads", N_("Count anew until when leads are to be called"), Every(30), at_once(leads.recount_running)
    ),
    ScheduledJob(
        "forget_web_leads",
        N_("Erase what strangers left on the public form and nothing came of"),
        Daily(NIGHT),
        at_once(webform.forget_old),
    ),
    ScheduledJob("send_mail", N_("Send e-mail that waits"), Every(1), mail.send_waiting),
    ScheduledJob(
        "remind_surveys",
        N_("Ask customers again who have not answered a survey"),
        Daily(FORENOON),
        surveys.remind_all,
    ),
    ScheduledJob("survey_orders", N_("Ask customers about what they bought"), Daily(FORENOON), surveys.ask_all),
    ScheduledJob(
        "survey_quarter",
        N_("Open and close the surveys of the quarter"),
        Daily(MORNING),
        at_once(_surveys_of_the_quarter),
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
    ScheduledJob(
        "count_improvements",
        N_("Count whether improvements have helped"),
        Daily(MORNING),
        at_once(improvements.count_effects),
    ),
    ScheduledJob(
        "freeze_scores",
        N_("Freeze last month's scores"),
        Daily(NIGHT),
        at_once(scorecards.freeze_last_month),
    ),
    ScheduledJob(
        "keep_rulebook",
        N_("Look after the rulebook: what becomes valid, reminders, monthly readings"),
        Every(60),
        at_once(handbook.keep_up),
    ),
    ScheduledJob(
        "plan_greetings",
        N_("Plan greetings for birthdays, festivals and anniversaries"),
        Daily(EARLY),
        at_once(greetings.plan_due),
    ),
    ScheduledJob("add_up_numbers", N_("Add up the numbers of what has changed"), Every(1), kpis.absorb_all),
    ScheduledJob("recount_numbers", N_("Count every number anew"), Daily(SMALL_HOURS), kpis.recount_all),
    ScheduledJob(
        "make_reports",
        N_("Make the reports of the month and quarter that are over"),
        Monthly(1, DAWN),
        at_once(reports.make_due),
    ),
    ScheduledJob("clear_away", N_("Clear away old sessions, links and notices"), Daily(NIGHT), at_once(_sweep)),
)
