"""What the product says when it will not do something: sentences for the user, never traces."""

from core.i18n import _


class Refusal(Exception):
    """A request that is turned down with one translated sentence."""

    @property
    def sentence(self) -> str:
        return str(self)


class NotAllowed(Refusal):
    """The actor's role does not permit this."""

    def __init__(self) -> None:
        super().__init__(_("Your role does not allow this. Ask an administrator if you need it."))


class NotFound(Refusal):
    """Not there, or not the actor's to see: both look alike, so that ids leak nothing."""

    def __init__(self) -> None:
        super().__init__(_("This entry does not exist, or you may not see it."))


class Invalid(Refusal):
    """Input that cannot be saved: a sentence for each field, shown beside it."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


class Conflict(Refusal):
    """Somebody else saved the same entry first.

    `theirs` and `yours` hold the fields on which the two versions differ, as stored values.
    """

    def __init__(self, *, version: int, theirs: dict[str, object], yours: dict[str, object]) -> None:
        self.version = version
        self.theirs = theirs
        self.yours = yours
        super().__init__(_("Somebody else saved this entry while you were editing it. Nothing of yours is lost."))
