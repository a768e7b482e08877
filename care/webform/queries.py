"""The form as strangers see it."""

import re
import secrets
from dataclasses import dataclass

from sqlmodel import Session

from auth import keys
from care import privacy, rulebook
from care.leads import LeadPolicy
from care.webform.policy import WebFormPolicy
from care.webform.refusals import NotOpen
from care.webform.seal import Seal, sealed
from core import clock
from core.settings import settings
from db.models import ClockMode

ADDRESS = "/contact"
KEY = "web-form"
_VIA = re.compile(r"[\w-]{1,30}")


@dataclass(frozen=True)
class Form:
    """What has to be said before somebody agrees (PIPL, article 17): who, how to reach them, for how long, what for."""

    company: str
    reach: str
    keep_months: int
    within_hours: int
    """How soon we call back, as the firm promises it."""
    is_working_time: bool
    """These are hours of work, not of the clock on the wall."""
    notice: str
    notice_version: str
    seal: str


def form(session: Session) -> Form:
    """The form, opened now; NotOpen while it is closed or nobody has said whose it is."""
    policy = rulebook.in_force(session, WebFormPolicy)
    if not policy.is_open or not settings().company:
        raise NotOpen
    notice, promised = privacy.notice_shown(session), rulebook.in_force(session, LeadPolicy)
    opened_now = Seal(clock.now(), secrets.token_hex(8), notice.version)
    return Form(
        company=settings().company,
        reach=policy.reach,
        keep_months=policy.keep_months,
        within_hours=promised.target_hours,
        is_working_time=promised.mode is ClockMode.WORKING,
        notice=notice.text,
        notice_version=notice.version,
        seal=sealed(opened_now, keys.key(KEY)),
    )


def is_via(text: str) -> bool:
    """Whether this may stand in the address to tell one poster from another."""
    return bool(_VIA.fullmatch(text))
