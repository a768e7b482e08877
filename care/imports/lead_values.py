"""What a row says of a lead: who, when they came, how far it got, in codes and moments."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from care.imports.complaint_words import meaning
from care.imports.fields import Parser
from care.imports.kinds import Kind
from care.imports.problems import Fault
from care.imports.said import FirmClock, Notes, Said, joined
from db.models import LeadStage, LostReason, Source

_OVER = {LeadStage.CONVERTED.value, LeadStage.LOST.value, LeadStage.INVALID.value}
_TEXTS = ("company", "wechat", "region", "need")
_LONGEST = {"note": 2000, "end_words": 300}


@dataclass
class OldLead:
    """As one row has it. Moments are ISO texts in UTC; empty is what it does not say."""

    name: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""
    region: str = ""
    need: str = ""
    note: str = ""
    source: str = ""
    stage: str = LeadStage.NEW.value
    says_stage: bool = False
    at: str | None = None
    first_contact_at: str | None = None
    ended_at: str | None = None
    lost_reason: str = ""
    end_words: str = ""
    owner: str = ""
    owner_id: int | None = None

    @property
    def is_over(self) -> bool:
        return self.stage in _OVER

    @property
    def became_customer(self) -> bool:
        return self.stage == LeadStage.CONVERTED.value

    @property
    def is_untouched(self) -> bool:
        """Nobody has spoken with them, as far as the file tells."""
        return self.stage == LeadStage.NEW.value and self.first_contact_at is None

    def dump(self) -> str:
        said = {name: value for name, value in asdict(self).items() if value not in (None, "", False)}
        return json.dumps(said, ensure_ascii=False)


def load(text: str) -> OldLead:
    return OldLead(**json.loads(text))


@dataclass(frozen=True)
class LeadReader:
    clock: FirmClock

    def read(self, said: Said) -> tuple[OldLead, Notes]:
        notes = Notes(Kind.LEADS)
        lead = OldLead(owner=said["owner"] or "")
        for code in _TEXTS:
            setattr(lead, code, said[code] or "")
        lead.phone, _blank, others = (said["phone"] or "").partition(" ")
        notes.keep("phone", others)
        lead.email = said["email"] or ""
        lead.name = said["name"] or lead.company or lead.phone or lead.email
        self._codes(lead, said, notes)
        self._moments(lead, said, notes)
        if not (lead.phone or lead.email or lead.wechat):
            notes.fail("", Fault.NO_WAY_TO_REACH)
        lead.note = joined(said["note"], lines=notes.beyond)[: _LONGEST["note"]]
        return lead, notes

    def _codes(self, lead: OldLead, said: Said, notes: Notes) -> None:
        source = said["source"] or ""
        if source.startswith("?"):
            notes.keep("source", source[1:])
            source = Source.OTHER.value
        lead.source = source
        stage = meaning(Parser.LEAD_STAGE, said["stage"] or "")
        if said["stage"] and stage is None:
            notes.keep("stage", said["stage"])
        lead.says_stage = stage is not None
        reason = said["lost_reason"] or ""
        lead.lost_reason = meaning(Parser.LOST_REASON, reason) or (LostReason.OTHER.value if reason else "")
        lead.end_words = reason[: _LONGEST["end_words"]] if lead.lost_reason == LostReason.OTHER.value else ""
        if stage is None:
            gone, spoken = bool(reason), said["first_contact_at"] is not None
            stage = (LeadStage.LOST if gone else LeadStage.CONTACTED if spoken else LeadStage.NEW).value
        lead.stage = stage
        if lead.stage != LeadStage.LOST.value:
            notes.keep("lost_reason", reason)
            lead.lost_reason = lead.end_words = ""

    def _moments(self, lead: OldLead, said: Said, notes: Notes) -> None:
        """A day without an hour is never before the hour of the same day; an end without a date is the last known."""
        at = said["at"]
        if at is None:
            notes.fail("", Fault.RECEIVED_MISSING)
            return
        first, ended = (self._later(said[code], at, notes) for code in ("first_contact_at", "ended_at"))
        if self.clock.is_to_come(at):
            notes.fail(f"{at:%Y-%m-%d %H:%M}", Fault.IN_THE_FUTURE)
        if not lead.is_over and ended:
            notes.keep("ended_at", f"{ended:%Y-%m-%d %H:%M}")
            ended = None
        if lead.is_over and ended is None:
            ended = first or at
        if lead.stage in (LeadStage.CONTACTED.value, LeadStage.QUALIFIED.value) and first is None:
            first = at
        lead.at, lead.first_contact_at, lead.ended_at = (self.clock.instant(one) for one in (at, first, ended))

    def _later(self, moment: datetime | None, at: datetime, notes: Notes) -> datetime | None:
        if moment is None:
            return None
        if moment.date() == at.date() and moment < at and moment.time() == datetime.min.time():
            return at
        if moment < at:
            notes.fail(f"{moment:%Y-%m-%d %H:%M}", Fault.BEFORE_IT_CAME)
        elif self.clock.is_to_come(moment):
            notes.fail(f"{moment:%Y-%m-%d %H:%M}", Fault.IN_THE_FUTURE)
        return moment
