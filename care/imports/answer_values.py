"""What a row says of a survey's answer: when, how it was asked, the scores, what the customer wrote."""

import json
from dataclasses import asdict, dataclass

from care.imports.complaint_words import meaning
from care.imports.fields import Parser
from care.imports.kinds import Kind
from care.imports.problems import Fault
from care.imports.said import FirmClock, Notes, Said, a_score, joined, points
from db.models import InvitationMode


@dataclass
class OldAnswer:
    """As one row has it. `at` is an ISO text in UTC."""

    at: str | None = None
    mode: str = InvitationMode.LINK.value
    score: int | None = None
    nps: int | None = None
    ces: int | None = None
    comment: str = ""
    author: str = ""
    author_id: int | None = None
    order_id: int | None = None

    @property
    def shown(self) -> str:
        return self.comment

    def identity(self) -> str:
        """What makes two answers of one customer the same."""
        return f"{self.at}|{self.score}|{self.nps}|{self.ces}|{self.comment}"

    def dump(self) -> str:
        return json.dumps({name: value for name, value in asdict(self).items() if value not in (None, "")},
                          ensure_ascii=False)  # fmt: skip


def load(text: str) -> OldAnswer:
    return OldAnswer(**json.loads(text))


@dataclass(frozen=True)
class AnswerReader:
    clock: FirmClock

    def read(self, said: Said) -> tuple[OldAnswer, Notes]:
        notes, at = Notes(Kind.SURVEYS), said["at"]
        answer = OldAnswer(at=self.clock.instant(at), author=said["collector"] or "")
        if at is None:
            notes.fail("", Fault.WHEN_MISSING)
        elif self.clock.is_to_come(at):
            notes.fail(f"{at:%Y-%m-%d %H:%M}", Fault.IN_THE_FUTURE)
        answer.mode = self._mode(said, notes)
        answer.score, words = a_score(notes, said["score"])
        answer.nps = points(notes, said["nps"], 0, 10, Fault.NOT_ZERO_TO_TEN)
        answer.ces = points(notes, said["ces"], 1, 7, Fault.NOT_ONE_TO_SEVEN)
        answer.comment = joined(said["comment"], words, lines=notes.beyond)
        if not notes.faults and answer.score is answer.nps is answer.ces is None and not answer.comment:
            notes.fail("", Fault.NOTHING_ANSWERED)
        return answer, notes

    def _mode(self, said: Said, notes: Notes) -> str:
        """Whoever was asked by somebody was asked on the phone."""
        known = meaning(Parser.ASKED_BY, said["channel"] or "")
        if said["channel"] and known is None:
            notes.keep("channel", said["channel"])
        by_somebody = InvitationMode.PHONE if said["collector"] else InvitationMode.LINK
        return known or by_somebody.value
