"""Mail on its way out: kept in the database with what caused it, sent later by a job of its own."""

from care.mail.outbox import BadAddress, Letter, can_reach, is_configured, post, post_many, sweep
from care.mail.sending import ATTEMPTS, MailServerDown, send_waiting

__all__ = [
    "ATTEMPTS",
    "BadAddress",
    "Letter",
    "MailServerDown",
    "can_reach",
    "is_configured",
    "post",
    "post_many",
    "send_waiting",
    "sweep",
]
