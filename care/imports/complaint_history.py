"""What became of an imported case, as its file tells it: by its own people, at its own times."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from care.complaints import Move
from care.imports.complaint_values import Case
from db.models import ComplaintCategory as Category
from db.models import (
    ComplaintEventKind,
    ComplaintKind,
    ComplaintState,
    Confirmation,
    InvitationMode,
    InvitationPurpose,
    Medium,
    Severity,
)

COMPLAINTS = (
    "id", "number", "kind", "customer_id", "reporter_name", "reporter_reach", "order_id", "product", "received_at",
    "channel", "category", "severity", "is_safety", "immediate_action", "description", "remedy_requested", "state",
    "cycle", "reopen_count", "refusal_count", "opened_by_id", "handler_id", "team_id", "policy_version", "facts",
    "interim_measure", "decision", "remedy", "remedy_given", "cost_cents", "confirmation", "confirmed_by",
    "confirmed_at", "confirmed_how", "responded_at", "closed_at", "is_historical", "import_job_id", "row_version",
    "created_at", "updated_at",
)  # fmt: skip
EVENTS = ("complaint_id", "cycle", "at", "kind", "before", "after", "words", "detail", "author")
INVITATIONS = (
    "id", "purpose", "mode", "complaint_id", "cycle", "customer_id", "sent_at", "expires_at", "created_at",
    "updated_at",
)  # fmt: skip
ANSWERS = ("invitation_id", "at", "is_solved", "score", "comment")
_ENDS = {
    ComplaintState.CLOSED.value: Move.CLOSE,
    ComplaintState.REJECTED.value: Move.REJECT,
    ComplaintState.DUPLICATE.value: Move.MARK_DUPLICATE,
    ComplaintState.WITHDRAWN.value: Move.WITHDRAW,
}
_BLANK: dict[str, Any] = {
    **dict.fromkeys(("immediate_action", "facts", "interim_measure", "confirmed_by", "confirmed_how"), ""),
    **dict.fromkeys(("reopen_count", "refusal_count", "policy_version"), 0),
    **{"is_safety": False, "is_historical": True, "cycle": 1, "row_version": 1},
}
_CHANGED = {"at": "received_at", "order_no": "order_id"}
"""As the timeline names the fields of a case."""
_E = ComplaintEventKind


class Placed(NamedTuple):
    """A case and where it belongs."""

    id: int
    row: int
    number: str
    case: Case
    customer_id: int | None
    team_id: int | None
    name: str
    reach: str
    """Of somebody who is no customer of ours."""


class Historian:
    """Writes the rows of one import; `written` puts a moment as this database keeps it."""

    def __init__(self, job_id: int, written: Callable[[datetime], str], now: datetime) -> None:
        self._job, self._written, self._now = job_id, written, written(now)

    def moment(self, iso: str | None) -> str | None:
        return self._written(datetime.fromisoformat(iso).replace(tzinfo=None)) if iso else None

    def complaint(self, placed: Placed) -> tuple[Any, ...]:
        case = placed.case
        known = placed.customer_id is not None
        values = {
            **_BLANK,
            **{code: getattr(case, code) or "" for code in ("description", "remedy_requested", "product")},
            **{code: getattr(case, code) for code in ("order_id", "state", "decision", "remedy", "kind")},
            "id": placed.id,
            "number": placed.number,
            "customer_id": placed.customer_id,
            "reporter_name": "" if known else placed.name[:100],
            "reporter_reach": "" if known else placed.reach[:100],
            "received_at": self.moment(case.at),
            "channel": case.channel or Medium.OTHER.value,
            "category": case.category or Category.OTHER.value,
            "severity": case.severity or Severity.NORMAL.value,
            "opened_by_id": case.opened_by_id,
            "handler_id": case.handler_id,
            "team_id": placed.team_id,
            "remedy_given": case.remedy_given or "",
            "cost_cents": case.cost or 0,
            **self.confirmation(case),
            "responded_at": self.moment(case.responded_at),
            "closed_at": self.moment(case.closed_at),
            "import_job_id": self._job,
            "created_at": self._now,
            "updated_at": self._now,
        }
        return tuple([values[column] for column in COMPLAINTS])

    def confirmation(self, case: Case) -> dict[str, str | None]:
        """What a closed case's customer said of it, if the file tells."""
        if case.state != ComplaintState.CLOSED.value or case.solved is None:
            return {"confirmation": None, "confirmed_at": None}
        word = Confirmation.CONFIRMED if case.solved else Confirmation.NOT_ACCEPTED
        return {"confirmation": word.value, "confirmed_at": self.moment(case.closed_at)}

    def events(self, placed: Placed) -> Iterator[tuple[Any, ...]]:
        """Registered, answered for the first time, ended, judged by the customer; each only if the file tells it."""
        case = placed.case
        yield self._event(placed, case.at, _E.OPENED, words=case.words, author=case.opened_by or case.handler or "")
        if case.responded_at:
            states = None, ComplaintState.INVESTIGATING.value
            yield self._event(placed, case.responded_at, _E.MOVED, states=states, detail={"move": Move.INVESTIGATE})
        yield from self.ending(placed)
        if self.is_answered(case):
            told = {"purpose": InvitationPurpose.HANDLING.value, "is_solved": case.solved, "score": case.score}
            yield self._event(placed, case.closed_at, _E.ANSWERED, words=case.comment or "", author="", detail=told)

    def ending(self, placed: Placed, *, before: str | None = None) -> Iterator[tuple[Any, ...]]:
        """An answer ends what is no complaint; an end without a date says so."""
        case = placed.case
        if case.state in _ENDS:
            move = Move.ANSWER if _is_answer(case) else _ENDS[case.state]
            words = "\n".join(filter(None, (case.remedy_given, case.note)))
            told = {"move": move.value, "undated": True} if case.undated else {"move": move.value}
            states = before, case.state
            yield self._event(placed, case.closed_at, _E.MOVED, states=states, words=words, detail=told)

    def edited(self, placed: Placed, changes: dict[str, list[Any]]) -> tuple[Any, ...]:
        """What a later file says differently."""
        told = {_CHANGED.get(name, name): change for name, change in changes.items()}
        return self._event(placed, None, _E.EDITED, detail=told)

    def is_answered(self, case: Case) -> bool:
        return case.is_over and case.score is not None

    def invitation(self, placed: Placed, id_: int) -> tuple[Any, ...]:
        """An answer needs its question: as if it had been asked on the phone when the case ended."""
        at = self.moment(placed.case.closed_at)
        asked = (InvitationPurpose.HANDLING.value, InvitationMode.PHONE.value, placed.id, 1, placed.customer_id)
        return (id_, *asked, at, at, self._now, self._now)

    def answer(self, placed: Placed, id_: int) -> tuple[Any, ...]:
        case = placed.case
        return (id_, self.moment(case.closed_at), case.solved, case.score, case.comment or "")

    def _event(
        self,
        placed: Placed,
        at: str | None,
        kind: ComplaintEventKind,
        *,
        states: tuple[str | None, str | None] = (None, None),
        words: str = "",
        detail: dict[str, Any] | None = None,
        author: str | None = None,
    ) -> tuple[Any, ...]:
        """By whoever handled the case, unless the file names another; no moment: now."""
        told = {**(detail or {}), "import": self._job, "row": placed.row}
        packed = json.dumps(told, ensure_ascii=False, sort_keys=True)
        by = (placed.case.handler or "") if author is None else author
        return (placed.id, 1, self.moment(at) or self._now, kind.value, *states, words, packed, by[:60])


def _is_answer(case: Case) -> bool:
    return case.kind != ComplaintKind.COMPLAINT.value and case.state == ComplaintState.CLOSED.value
