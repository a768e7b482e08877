"""What makes a root cause found, and how far the analysis of a complaint has come. Pure."""

from dataclasses import dataclass, replace

from core.i18n import _
from db.models import CauseCategory, EscapeCause

MOST_WHYS = 7
_LONGEST = 1000


@dataclass(frozen=True)
class NewCause:
    """Why it happened, and why it reached the customer."""

    category: CauseCategory | None
    words: str = ""
    whys: tuple[str, ...] = ()
    """The answers, the first why first."""
    escape: EscapeCause | None = None

    def tidy(self) -> "NewCause":
        """Without blanks around the texts and without empty answers."""
        return replace(self, words=self.words.strip(), whys=tuple(why.strip() for why in self.whys if why.strip()))


@dataclass(frozen=True)
class CauseStanding:
    """How far a complaint's analysis has come."""

    has_cause: bool
    has_action: bool
    """Somebody has a deed to do, or has done it; one that was found not to help does not count."""


def problems_of(cause: NewCause, *, whys_needed: int) -> dict[str, str]:
    """By field; empty: it can be recorded."""
    problems: dict[str, str] = {}
    if cause.category is None:
        problems["category"] = _("Please choose the kind of cause.")
    if not is_found(cause, whys_needed=whys_needed):
        sentence = _("Answer “why?” at least {n} times, or describe the cause in your own words.")
        problems["whys"] = sentence.format(n=whys_needed)
    if len(cause.whys) > MOST_WHYS:
        problems["whys"] = _("Please use at most {limit} answers.").format(limit=MOST_WHYS)
    if any(len(text) > _LONGEST for text in (cause.words, *cause.whys)):
        problems["words"] = _("Please use at most {limit} characters.").format(limit=_LONGEST)
    return problems


def is_found(cause: NewCause, *, whys_needed: int) -> bool:
    """Five-Why with enough answers, or a category with a text (complaints.md 5.2)."""
    return bool(cause.words) or len(cause.whys) >= whys_needed
