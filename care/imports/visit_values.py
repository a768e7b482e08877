"""What a row says of a visit to a customer: when, how, with what outcome, what was said, how satisfied they were."""

import json
from dataclasses import asdict, dataclass

from care.imports.complaint_words import meaning
from care.imports.fields import Parser
from care.imports.kinds import Kind
from care.imports.problems import Fault
from care.imports.said import FirmClock, Notes, Said, a_score, joined
from db.models import Medium, Outcome

_LONGEST = 4000


@dataclass
class Visit:
    """As one row has it. `at` is an ISO text in UTC; `next_on` a day of the firm's."""

    at: str | None = None
    medium: str = Medium.PHONE.value
    outcome: str = Outcome.CONNECTED.value
    summary: str = ""
    satisfaction: int | None = None
    need_change: str = ""
    problem: str = ""
    author: str = ""
    author_id: int | None = None
    next_on: str | None = None

    @property
    def is_done(self) -> bool:
        """Somebody was spoken with; anything else was an attempt."""
        return self.outcome == Outcome.CONNECTED.value

    @property
    def shown(self) -> str:
        return self.summary or self.need_change or self.problem

    def identity(self) -> str:
        """What makes two records of one customer the same."""
        return f"{self.at}|{self.outcome}|{self.summary}"

    def dump(self) -> str:
        return json.dumps({name: value for name, value in asdict(self).items() if value not in (None, "")},
                          ensure_ascii=False)  # fmt: skip


def load(text: str) -> Visit:
    return Visit(**json.loads(text))


@dataclass(frozen=True)
class VisitReader:
    clock: FirmClock

    def read(self, said: Said) -> tuple[Visit, Notes]:
        notes, at = Notes(Kind.REVISITS), said["at"]
        visit = Visit(at=self.clock.instant(at), author=said["visitor"] or "", need_change=said["need_change"] or "")
        visit.problem = said["problem"] or ""
        if at is None:
            notes.fail("", Fault.WHEN_MISSING)
        elif self.clock.is_to_come(at):
            notes.fail(f"{at:%Y-%m-%d %H:%M}", Fault.IN_THE_FUTURE)
        visit.medium = meaning(Parser.CASE_CHANNEL, said["channel"] or "") or visit.medium
        if said["channel"] and not meaning(Parser.CASE_CHANNEL, said["channel"]):
            notes.keep("channel", said["channel"])
        words = _judge(visit, said, notes)
        visit.summary = joined(said["content"], words, said["note"], lines=notes.beyond)[:_LONGEST]
        if visit.is_done and not (visit.shown or visit.satisfaction):
            notes.fail("", Fault.NOTHING_SAID)
        if said["next_at"]:
            visit.next_on = said["next_at"].date().isoformat()
        return visit, notes


def _judge(visit: Visit, said: Said, notes: Notes) -> str:
    """The result's word is an outcome, or how satisfied they were, or neither: then it is kept as it stands."""
    word = said["result"] or ""
    outcome = meaning(Parser.VISIT_OUTCOME, word) if word else None
    visit.outcome = outcome or visit.outcome
    visit.satisfaction, words = a_score(notes, said["satisfaction"])
    if word and outcome is None:
        score = meaning(Parser.CASE_SCORE, word)
        if score and visit.satisfaction is None:
            visit.satisfaction = int(score)
        else:
            notes.keep("result", word)
    if visit.satisfaction is not None and not visit.is_done:
        visit.outcome = Outcome.CONNECTED.value
        notes.keep("result", word)
    return words
