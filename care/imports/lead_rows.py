"""Leads of a portion: which are there already, who is a customer, and what would happen to each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any

from sqlmodel import Session

from care.customers import name_key
from care.imports.choices import Choices, Mode
from care.imports.colleagues import Colleagues
from care.imports.kinds import FIELDS, Kind
from care.imports.known_leads import KnownLead, known_leads, reached_leads
from care.imports.lead_values import LeadReader, OldLead
from care.imports.order_owners import Owner, Owners
from care.imports.order_owners import Said as SaidOfCustomer
from care.imports.portions import Portion
from care.imports.problems import Fault
from care.imports.record_rows import COLUMNS
from care.imports.said import Said
from db.models import Verdict

__all__ = ["COLUMNS", "LeadCheck"]
_SHOWN = 80


@dataclass
class LeadCheck:
    """Remembers across portions which numbers the file has named already."""

    job_id: int
    choices: Choices
    reader: LeadReader
    owners: Owners
    colleagues: Colleagues
    """Who may work on leads."""
    seen: dict[str, str] = field(default_factory=dict)
    """Number → contents of the row that had it first."""
    repeats: dict[str, int] = field(default_factory=dict)
    ways: set[str] = field(default_factory=set)
    """By which the open leads of this file are reached."""

    def check(self, session: Session, portion: Portion) -> list[tuple[Any, ...]]:
        """The staged rows of a portion."""
        rows = _cells(portion)
        leads = [self._lead(portion, index, row) for index, row in enumerate(rows)]
        numbers = [row["lead_no"] or self._made_up(lead) for row, lead in zip(rows, leads, strict=True)]
        owners = self._customers(session, portion, rows, leads)
        there = known_leads(session, numbers)
        taken = self._taken(session, leads)
        staged = []
        for index, (row, lead, owner, number) in enumerate(zip(rows, leads, owners, numbers, strict=True)):
            said = number, lead, owner
            verdict, changes = self._verdict(portion, index, said, there.get(number), taken)
            target = there[number].id if number in there else None
            problems = json.dumps(portion.faults[index], ensure_ascii=False) if index in portion.faults else ""
            packed = json.dumps(changes, ensure_ascii=False) if changes else ""
            who = (row["number"], lead.name, row["phone"], row["email"], number)
            about = (lead.need[:_SHOWN], owner.customer_id, owner.new_row, lead.dump())
            staged.append((self.job_id, portion.rows[index], verdict.value, problems, packed, target, *who, *about))
        return staged

    def _lead(self, portion: Portion, index: int, row: Said) -> OldLead:
        lead, notes = self.reader.read(row)
        if index not in portion.faults:  # what cannot be read explains what is missing
            for value, fault in notes.faults:
                portion.fail(index, "", value, fault)
        if self.colleagues.are_several(lead.owner):
            portion.fail(index, "", lead.owner, Fault.SEVERAL_COLLEAGUES)
        lead.owner_id = self.colleagues.called(lead.owner)
        return lead

    def _customers(self, session: Session, portion: Portion, rows: list[Said], leads: list[OldLead]) -> list[Owner]:
        """Whom those that became customers became; the others are nobody's yet."""
        both = zip(rows, leads, strict=True)
        asked = [SaidOfCustomer(row["number"], lead.name, row["phone"], row["email"]) for row, lead in both]
        became = [index for index, lead in enumerate(leads) if lead.became_customer]
        self.owners.learn(session, asked)
        found = [Owner()] * len(rows)
        theirs = self.owners.of([portion.rows[index] for index in became], [asked[index] for index in became])
        for index, owner in zip(became, theirs, strict=True):
            found[index] = owner
        return found

    def _taken(self, session: Session, leads: list[OldLead]) -> dict[str, Fault]:
        """Ways to reach people that lead to an open lead or to a customer already."""
        known = self.owners.known
        reached = reached_leads(session, [lead.phone for lead in leads], [lead.email for lead in leads])
        customers = {lead.phone for lead in leads if lead.phone and known.phones.get(lead.phone)}
        customers |= {lead.email for lead in leads if lead.email and known.emails.get(lead.email)}
        return dict.fromkeys(reached, Fault.LEAD_HERE) | dict.fromkeys(customers, Fault.CUSTOMER_HERE)

    def _verdict(
        self,
        portion: Portion,
        index: int,
        said: tuple[str, OldLead, Owner],
        known: KnownLead | None,
        taken: Mapping[str, Fault],
    ) -> tuple[Verdict, dict[str, list[Any]]]:
        number, lead, owner = said
        if owner.fault and index not in portion.faults:
            portion.fail(index, "", "", owner.fault)
        if index in portion.faults:
            return Verdict.ERROR, {}
        contents = lead.dump()
        first = self.seen.setdefault(number, contents)
        if first is not contents:
            portion.fail(index, "", number, Fault.LEAD_REPEATED)
            return (Verdict.SKIP if first == contents else Verdict.REVIEW), {}
        if known is None:
            return self._new(portion, index, lead, taken), {}
        if self.choices.mode is Mode.CREATE:
            portion.fail(index, "", "", Fault.EXISTS_ALREADY)
            return Verdict.SKIP, {}
        changes = known.changes(lead)
        if changes and known.is_fixed:
            portion.fail(index, "", number, Fault.WORKED_ON_HERE)
            return Verdict.REVIEW, {}
        return (Verdict.UPDATE if changes else Verdict.UNCHANGED), changes

    def _new(self, portion: Portion, index: int, lead: OldLead, taken: Mapping[str, Fault]) -> Verdict:
        """One that is still open and whom somebody here can reach already is looked at by a person."""
        if self.choices.mode is Mode.UPDATE:
            portion.fail(index, "", "", Fault.NOT_THERE)
            return Verdict.SKIP
        if lead.is_over:
            return Verdict.CREATE
        ways = set(filter(None, (lead.phone, lead.email)))
        met = sorted(way for way in ways if way in taken or way in self.ways)
        if met:
            portion.fail(index, "", met[0], taken.get(met[0], Fault.LEAD_HERE))
            return Verdict.REVIEW
        self.ways |= ways
        return Verdict.CREATE

    def _made_up(self, lead: OldLead) -> str:
        """A file without numbers still says the same when it comes again: each row is a lead."""
        whole = f"{lead.phone or lead.email or lead.wechat or name_key(lead.name)}|{lead.at}|{name_key(lead.name)}"
        self.repeats[whole] = self.repeats.get(whole, 0) + 1
        return "IM-" + sha1(f"{whole}|{self.repeats[whole]}".encode(), usedforsecurity=False).hexdigest()[:14].upper()


def _cells(portion: Portion) -> list[Said]:
    columns = {one.code: portion.get(one.code) for one in FIELDS[Kind.LEADS]}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
