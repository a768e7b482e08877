"""What a customer is asked about a complaint, which answers count, and which of them call for somebody. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from care.surveys.given import LONGEST_COMMENT, CustomerAnswer, tidied
from care.surveys.scales import SCORES
from care.surveys.sheet import Question, QuestionType, Words
from core.errors import Invalid
from core.i18n import _
from db.models import ComplaintState, InvitationPurpose

CONFIRMATION, HANDLING = InvitationPurpose.CONFIRMATION, InvitationPurpose.HANDLING
ABOUT_COMPLAINTS = (CONFIRMATION, HANDLING)
"""These two are fixed; every other purpose has a questionnaire."""

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


def fixed(purpose: InvitationPurpose) -> tuple[Question, ...]:
    """The questions about a complaint as a questionnaire has them, in the language in force."""
    words = wording(purpose)
    may_stay_out = purpose is CONFIRMATION
    return (
        Question("is_solved", QuestionType.YES_NO, Words(words.solved)),
        Question("score", QuestionType.SCORE, Words(words.score), is_required=not may_stay_out),
        Question("comment", QuestionType.TEXT, Words(words.comment), is_required=False),
    )


def clean(purpose: InvitationPurpose, given: CustomerAnswer) -> CustomerAnswer:
    """The answer about a complaint as it is stored; says of each field what is missing."""
    problems = {}
    if given.is_solved is None:
        problems["is_solved"] = _("Please choose yes or no.")
    may_be_left_out = (None,) if purpose is CONFIRMATION else ()
    if given.score not in (*SCORES, *may_be_left_out):
        problems["score"] = _("Please choose one of the five.")
    comment = tidied(given.comment)
    if len(comment) > LONGEST_COMMENT:
        problems["comment"] = _("Please keep it to {n} characters.").format(n=LONGEST_COMMENT)
    if problems:
        raise Invalid(problems)
    return CustomerAnswer(given.is_solved, given.score, comment)


def is_poor(answer: CustomerAnswer, policy: SurveyPolicy) -> bool:
    """Whether somebody above the handler has to look into it."""
    return answer.is_solved is False or (answer.score is not None and answer.score <= policy.poor_score)
