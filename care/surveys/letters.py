"""The message that carries the link. Chinese first, English below: we do not know which the customer reads."""

from collections.abc import Callable
from contextvars import copy_context

from core import i18n
from core.i18n import N_, _
from db.models import InvitationPurpose

_LANGUAGES = ("zh_CN", "en")


def letter(purpose: InvitationPurpose, address: str, *, days: int, is_reminder: bool) -> tuple[str, str]:
    """Subject and body; without a name or a word of the complaint, since mail is read by others too."""
    subjects = [_in(language, lambda: _subject(purpose)) for language in _LANGUAGES]
    bodies = [_in(language, lambda: _body(purpose, address, days, is_reminder)) for language in _LANGUAGES]
    return " / ".join(subjects), "\n\n----\n\n".join(bodies) + "\n"


_SUBJECTS = {
    InvitationPurpose.CONFIRMATION: N_("Is what you told us about solved?"),
    InvitationPurpose.HANDLING: N_("How did we handle what you told us about?"),
    InvitationPurpose.TRANSACTION: N_("How was your purchase?"),
    InvitationPurpose.RELATIONSHIP: N_("How are we doing? A minute for your opinion"),
}
_ASKS = {
    InvitationPurpose.CONFIRMATION: N_(
        "You told us about a problem, and we have answered with a solution. Is it solved now?"
    ),
    InvitationPurpose.HANDLING: N_("You told us about a problem, and we have finished our work on it. How did we do?"),
    InvitationPurpose.TRANSACTION: N_("You bought from us recently. How was it?"),
    InvitationPurpose.RELATIONSHIP: N_("You are a customer of ours. We would like to know how satisfied you are."),
}


def _subject(purpose: InvitationPurpose) -> str:
    return _(_SUBJECTS[purpose])


def _body(purpose: InvitationPurpose, address: str, days: int, is_reminder: bool) -> str:
    opening = _("Hello,")
    again = [_("We asked you a few days ago; this is our only reminder.")] if is_reminder else []
    how = _("Please open this link. It takes less than a minute, needs no account and works for {days} days:")
    no_more = _("If you do not want to be asked again, tell whoever serves you; we will keep to it.")
    end = [] if purpose is InvitationPurpose.CONFIRMATION else [no_more]
    return "\n\n".join([opening, _(_ASKS[purpose]), *again, how.format(days=days), address, *end])


def _in(language: str, words: Callable[[], str]) -> str:
    """Said in this language, whatever the one in force is."""
    aside = copy_context()
    aside.run(i18n.use, language)
    return aside.run(words)
