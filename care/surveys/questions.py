"""What a customer is asked, which answers count, and which of them call for somebody. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from core.errors import Invalid
from core.i18n import N_, _
from db.models import ComplaintState, InvitationPurpose

CONFIRMATION, HANDLING = InvitationPurpose.CONFIRMATION, InvitationPurpose.HANDLING
LONGEST_COMMENT = 500
"""Five hundred Chinese characters fit into the eight kilobytes that a form may send."""

SCORES = {
    5: N_("Very satisfied"),
    4: N_("Satisfied"),
    3: N_("Neither"),
    2: N_("Dissatisfied"),
    1: N_("Very dissatisfied"),
}
"""ISO 10002: satisfaction with how the complaint was handled, not with what came of it."""

ASKED_IN = {
    CONFIRMATION: (ComplaintState.PROPOSED,),
    HANDLING: (ComplaintState.CLOSED, ComplaintState.REJECTED),
}
"""The states in which each question makes sense."""


@dataclass(frozen=True)
class SurveyPolicy:
    """How long a link works, and which answer somebody has to look into."""

    policy: ClassVar[str] = "surveys"

    valid_for: timedelta = timedelta(days=14)
    remind_after: timedelta = timedelta(days=3)
    poor_score: int = 2
    """This score and below."""
    review_within: timedelta = timedelta(days=1)

    def problems(self) -> dict[str, str]:
        """What cannot be, field by field."""
        found = {}
        if not timedelta(days=1) <= self.valid_for <= timedelta(days=90):
            found["valid_for"] = _("A link works for 1 to 90 days.")
        if not timedelta(days=1) <= self.remind_after < self.valid_for:
            found["remind_after"] = _("The reminder comes after at least a day and before the link expires.")
        if self.poor_score not in SCORES:
            found["poor_score"] = _("A score is 1 to 5.")
        if self.review_within <= timedelta():
            found["review_within"] = _("A time to look into it is needed.")
        return found


@dataclass(frozen=True)
class CustomerAnswer:
    """What the customer chose and wrote."""

    is_solved: bool | None = None
    score: int | None = None
    comment: str = ""


@dataclass(frozen=True)
class Wording:
    """The same words on the customer's page and in a colleague's ear."""

    title: str
    opening: str
    solved: str
    score: str
    comment: str
    closing: str


def wording(purpose: InvitationPurpose) -> Wording:
    """What is asked, in the language in force."""
    if purpose is CONFIRMATION:
        title, solved = _("Is it solved?"), _("Is what you told us about solved?")
        opening = _(
            "You told us about a problem, and we have answered with a solution. Please tell us whether it works."
        )
    else:
        title, solved = _("How did we do?"), _("Is what you told us about solved in the end?")
        opening = _("You told us about a problem, and we have finished our work on it. Two questions about that.")
    return Wording(
        title=title,
        opening=opening,
        solved=solved,
        score=_("How satisfied are you with the way we handled it?"),
        comment=_("What else should we know?"),
        closing=_("Thank you. Your answer has reached us."),
    )


def clean(purpose: InvitationPurpose, given: CustomerAnswer) -> CustomerAnswer:
    """The answer as it is stored; says of each field what is missing."""
    problems = {}
    if given.is_solved is None:
        problems["is_solved"] = _("Please choose yes or no.")
    may_be_left_out = (None,) if purpose is CONFIRMATION else ()
    if given.score not in (*SCORES, *may_be_left_out):
        problems["score"] = _("Please choose one of the five.")
    comment = "\n".join(line.rstrip() for line in given.comment.replace("\0", "").splitlines()).strip()
    if len(comment) > LONGEST_COMMENT:
        problems["comment"] = _("Please keep it to {n} characters.").format(n=LONGEST_COMMENT)
    if problems:
        raise Invalid(problems)
    return CustomerAnswer(given.is_solved, given.score, comment)


def is_poor(answer: CustomerAnswer, policy: SurveyPolicy) -> bool:
    """Whether somebody above the handler has to look into it."""
    return answer.is_solved is False or (answer.score is not None and answer.score <= policy.poor_score)
