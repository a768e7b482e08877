"""What runs by itself has run, and e-mail has left."""

import zlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, literal_column, or_
from sqlmodel import Session, col, select

from care import rulebook
from care.handbook.check import Asked, Case, Cases, Check
from care.handbook.episodes import day_of, number_since
from care.handbook.number import Number, NumberUnit
from care.handbook.policy import HandbookPolicy
from core.i18n import N_
from db.dialect import SecondsBetween
from db.models import Job, Mail, MailState, Subject

_HOUR = 3600


def _ran(session: Session, asked: Asked) -> Sequence[Case]:
    before = asked.now - timedelta(hours=rulebook.in_force(session, HandbookPolicy).jobs_hours)
    return [
        Case(
            number_since(zlib.crc32(job.name.encode()), day_of(job.succeeded_at)), None, None, None,
            not job.error and (job.succeeded_at is None or job.succeeded_at >= before or job.next_at > asked.now),
            done_at=job.succeeded_at,
        )
        for job in session.exec(select(Job))
    ]  # fmt: skip


def _sent(_session: Session, asked: Asked) -> tuple[Cases]:
    made, left = col(Mail.created_at), col(Mail.sent_at)
    soon = and_(left.is_not(None), SecondsBetween(made, left) <= _HOUR)
    ours = or_(col(Mail.state) != MailState.WAITING, made < asked.now - timedelta(seconds=_HOUR))
    nobody: Any = literal_column("NULL")
    return (
        Cases(
            Mail.__table__, (ours,), col(Mail.id), col(Mail.id), nobody, nobody, soon, made,  # type: ignore[attr-defined]
            made, left,
        ),
    )  # fmt: skip


CHECKS = (
    Check(
        "jobs_ran",
        N_("What runs by itself has run"),
        N_("Every job of the schedule as it stands; met when it last went well and is not overdue."),
        N_("It last went well: {done}."),
        Subject.JOB,
        _ran,
        numbers=(
            Number(
                "handbook.jobs_hours",
                N_("What runs each night has run within"),
                HandbookPolicy,
                ("jobs_hours",),
                NumberUnit.HOURS,
            ),
        ),
        is_snapshot=True,
    ),
    Check(
        "mail_sent",
        N_("E-mail sent within the hour"),
        N_("Every e-mail by the day it was written; met when a mail server took it within an hour."),
        N_("Written {due}; taken: {done}."),
        None,
        _sent,
    ),
)
