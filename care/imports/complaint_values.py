"""What a row says of a case, in codes and moments; what no code of ours says is kept in the row's own words."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from care.imports.complaint_words import meaning
from care.imports.kinds import Kind, Parser, field_of
from care.imports.problems import Fault
from core.i18n import _
from db.models import ComplaintKind, ComplaintState, Decision

_ENDED = {each.value for each in ComplaintState if each.value in {"closed", "rejected", "duplicate", "withdrawn"}}
# Nobody waits for anything in a file: such a case is simply not finished.
_UNFINISHED = frozenset({"waiting_customer", "waiting_third", "proposed"})
_NOTHING = frozenset({"", "-", "--", "/", "无", "未评价", "未回访", "n/a", "na", "null"})
_POINTS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:分|星|/\s*5|points?|stars?)?", re.IGNORECASE)


@dataclass
class Case:
    """As one row has it: None is what it does not say. Moments are ISO texts in UTC."""

    kind: str | None = None
    channel: str | None = None
    category: str | None = None
    severity: str | None = None
    description: str | None = None
    remedy_requested: str | None = None
    product: str | None = None
    order_id: int | None = None
    state: str | None = None
    at: str | None = None
    responded_at: str | None = None
    closed_at: str | None = None
    undated: bool = False
    """It ended, and nobody knows when: it is kept as ended at the last moment the row tells of."""
    opened_by: str | None = None
    opened_by_id: int | None = None
    handler: str | None = None
    handler_id: int | None = None
    decision: str | None = None
    remedy: str | None = None
    remedy_given: str | None = None
    cost: int | None = None
    score: int | None = None
    solved: bool | None = None
    comment: str | None = None
    note: str | None = None
    words: str = ""
    """What the file says beyond our codes."""

    @property
    def is_over(self) -> bool:
        return self.state in _ENDED

    def dump(self) -> str:
        said = {name: value for name, value in asdict(self).items() if value not in (None, "", False)}
        return json.dumps(said | ({"solved": False} if self.solved is False else {}), ensure_ascii=False)


def load(text: str) -> Case:
    return Case(**json.loads(text))


Said = dict[str, Any]
"""A row's cells by field."""


class CaseReader:
    """Turns rows into cases; faults are noted, never guessed away."""

    def __init__(self, kind: Kind, zone: ZoneInfo, now: datetime) -> None:
        self._kind = ComplaintKind.INQUIRY if kind is Kind.INQUIRIES else ComplaintKind.COMPLAINT
        self._zone, self._now = zone, now

    def read(self, said: Said) -> tuple[Case, list[tuple[str, Fault]]]:
        """The case and what is wrong with it: value, fault."""
        beyond: list[str] = []
        faults: list[tuple[str, Fault]] = []
        texts = ("remedy_requested", "product", "opened_by", "handler", "remedy_given", "note")
        case = Case(**{code: said[code] for code in texts}, cost=said["cost"], description=_whole(said))
        self._read_codes(case, said, beyond)
        _read_answer(case, said, faults)
        moments = self._moments(said, faults)
        _read_end(case, said["state"], moments, beyond)
        if moments.get("at"):
            case.at, case.responded_at, case.closed_at = (
                self._instant(moments.get(code)) for code in ("at", "responded_at", "closed_at")
            )
        elif not faults:
            faults.append(("", Fault.RECEIVED_MISSING))
        if not case.description:
            faults.append(("", Fault.DESCRIPTION_MISSING))
        case.words = "\n".join(beyond)
        return case, faults

    def _read_codes(self, case: Case, said: Said, beyond: list[str]) -> None:
        for code in ("kind", "channel", "category", "severity", "decision", "remedy"):
            word = said[code]
            known = meaning(field_of(Kind.COMPLAINTS, code).parser, word) if word else None
            setattr(case, code, known)
            if word and known is None:
                beyond.append(as_written(code, word))
        # A column named "type" may hold either.
        if case.kind is None and said["category"]:
            case.kind = meaning(Parser.CASE_KIND, said["category"]) if case.category is None else None
        case.kind = case.kind or self._kind.value

    def _moments(self, said: Said, faults: list[tuple[str, Fault]]) -> dict[str, datetime]:
        """On the firm's clock. A day without an hour is never before the hour of the same day."""
        found: dict[str, datetime] = {}
        for code in ("at", "responded_at", "closed_at"):
            at, received = said[code], found.get("at")
            if at is None:
                continue
            if received and at < received and at.date() == received.date() and at.time() == datetime.min.time():
                at = received
            if at > self._now:
                faults.append((f"{at:%Y-%m-%d %H:%M}", Fault.IN_THE_FUTURE))
            elif received and at < received:
                faults.append((f"{at:%Y-%m-%d %H:%M}", Fault.BEFORE_IT_CAME))
            found[code] = at
        return found

    def _instant(self, at: datetime | None) -> str | None:
        if at is None:
            return None
        utc = at - (self._zone.utcoffset(at) or timedelta())
        return utc.isoformat(timespec="seconds") + "+00:00"


def _whole(said: Said) -> str | None:
    subject, text = said["subject"], said["description"]
    if subject and text and subject not in text:
        return f"{subject}\n{text}"
    whole: str | None = text or subject
    return whole


def as_written(code: str, word: str) -> str:
    return _("{field}: {value}").format(field=_(field_of(Kind.COMPLAINTS, code).label), value=word)


def _read_answer(case: Case, said: Said, faults: list[tuple[str, Fault]]) -> None:
    """A word or a number of points; anything else is what the customer said."""
    if solved := meaning(Parser.CASE_SOLVED, said["solved"] or ""):
        case.solved = solved == "yes"
    word = (said["score"] or "").strip()
    if word.casefold() in _NOTHING:
        return
    if points := _POINTS.fullmatch(word):
        score = float(points[1])
        if score.is_integer() and 1 <= score <= 5:
            case.score = int(score)
        else:
            faults.append((word, Fault.NOT_A_SCORE))
        return
    known = meaning(Parser.CASE_SCORE, word)
    case.score, case.comment = (int(known), None) if known else (None, word)


def _read_end(case: Case, word: str | None, moments: dict[str, datetime], beyond: list[str]) -> None:
    """The file's word for its state counts; without one, what ended or was answered is over."""
    known = meaning(Parser.CASE_STATE, word) if word else None
    if word and (known is None or known in _UNFINISHED):
        beyond.append(as_written("state", word))
    if known is None:
        is_over = "closed_at" in moments or bool(case.remedy_given) or case.score is not None
        known = ComplaintState.CLOSED.value if is_over else ComplaintState.NEW.value
    case.state = ComplaintState.INVESTIGATING.value if known in _UNFINISHED else known
    if case.state == ComplaintState.REJECTED.value and case.decision is None:
        case.decision = Decision.NOT_UPHELD.value
    if not case.is_over and (ended := moments.pop("closed_at", None)):
        beyond.append(as_written("closed_at", f"{ended:%Y-%m-%d %H:%M}"))
    if case.is_over and "closed_at" not in moments and "at" in moments:
        case.undated = True
        moments["closed_at"] = moments.get("responded_at", moments["at"])
