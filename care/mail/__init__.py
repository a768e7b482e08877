"""Mail on its way out: kept in the database with what caused it, sent later by a job of its own."""

from care.mail.outbox import BadAddress, can_reach, is_configured, post, sweep
from care.mail.sending import ATTEMPTS, MailServerDown, send_waiting

__all__ = ["ATTEMPTS", "BadAddress", "MailServerDown", "can_reach", "is_configured", "post", "send_waiting", "sweep"]
