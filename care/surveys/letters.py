"""The message that carries the link. Chinese first, English below: we do not know which the customer reads."""

from collections.abc import Callable
from contextvars import copy_context

from core import i18n
from core.i18n import _
from db.models import InvitationPurpose

_LANGUAGES = ("zh_CN", "en")


def letter(purpose: InvitationPurpose, address: str, *, days: int, is_reminder: bool) -> tuple[str, str]:
    """Subject and body; without a name or a word of the complaint, since mail is read by others too."""
    subjects = [_in(language, lambda: _subject(purpose)) for language in _LANGUAGES]
    bodies = [_in(language, lambda: _body(purpose, address, days, is_reminder)) for language in _LANGUAGES]
    return " / ".join(subjects), "\n\n----\n\n".join(bodies) + "\n"


def _subject(purpose: InvitationPurpose) -> str:
    if purpose is InvitationPurpose.CONFIRMATION:
        return _("Is what you told us about solved?")
    return _("How did we handle what you told us about?")


def _body(purpose: InvitationPurpose, address: str, days: int, is_reminder: bool) -> str:
    opening = _("Hello,")
    if purpose is InvitationPurpose.CONFIRMATION:
        asks = _("You told us about a problem, and we have answered with a solution. Is it solved now?")
    else:
        asks = _("You told us about a problem, and we have finished our work on it. How did we do?")
    again = [_("We asked you a few days ago; this is our only reminder.")] if is_reminder else []
    how = _("Please open this link. It takes less than a minute, needs no account and works for {days} days:")
    return "\n\n".join([opening, asks, *again, how.format(days=days), address])


def _in(language: str, words: Callable[[], str]) -> str:
    """Said in this language, whatever the one in force is."""
    aside = copy_context()
    aside.run(i18n.use, language)
    return aside.run(words)
