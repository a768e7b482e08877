"""Two servers share one database: a level is told once, turns are kept, and a lead becomes one customer."""

import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

from sqlmodel import select

from care import leads, rulebook
from care.leads import AssignmentRule, AssignmentRules
from core import clock
from core.settings import settings
from db import session as database
from db.models import Customer, Lead, LeadEscalation, Notice
from tests.conftest import MONDAY_TEN, a_person
from tests.leads.conftest import a_call

_BEGIN = """
import sys
from datetime import datetime
from auth.actor import SYSTEM
from care import leads
from care.leads import Into, NewLead
from core import clock
from core.errors import Refusal
from db import session as database
clock.freeze(datetime.fromisoformat(sys.argv[1]))
sys.stdin.readline()
"""
_SCAN = _BEGIN + "print(database.attempt(leads.escalate_due))"
_REGISTER = (
    _BEGIN
    + """
for place in range(10):
    new = NewLead("王芳", phone=f"139{sys.argv[2]}000{place:04d}")
    database.attempt(lambda session: leads.register(session, SYSTEM, lead=new, despite=True).id)
print(10)
"""
)
_CONVERT = (
    _BEGIN
    + """
try:
    database.attempt(lambda s: leads.convert(s, SYSTEM, int(sys.argv[2]), into=Into(), seen=int(sys.argv[3])).id)
    print(1)
except Refusal:
    print(0)
"""
)


def both(script, moment, *arguments):
    """What two servers answer that do this at the same time."""
    environment = os.environ | {"GUANJIA_DATA": str(settings().data_dir)}
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", script, moment.isoformat(), *(one[place] for one in arguments)],
            cwd=Path(__file__).resolve().parents[2], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for place in range(2)
    ]  # fmt: skip
    for server in servers:
        assert server.stdin is not None
        server.stdin.write("go\n")
        server.stdin.flush()
    return [int(server.communicate(timeout=90)[0]) for server in servers]


def test_ten_leads_nobody_called_are_told_exactly_ten_times(chen, zhou, lin, a_lead):
    for _again in range(10):
        a_lead(lin)
    with database.transaction() as session:
        clock.freeze(MONDAY_TEN + timedelta(hours=20))
        assert leads.escalate_due(session) == 10
        before = len(session.exec(select(Notice)).all())

    counts = both(_SCAN, MONDAY_TEN + timedelta(hours=24))

    assert sum(counts) == 10
    with database.reading() as session:
        assert len(session.exec(select(LeadEscalation).where(LeadEscalation.level == 1)).all()) == 10
        assert len(session.exec(select(Notice)).all()) - before == 20, "the manager and the owner of each, once"


def test_turns_are_kept_and_no_number_is_given_twice(sun, lin):
    others = [a_person(f"s{n}", f"销售{n}", lin.role, "一队") for n in range(4)]
    with database.transaction() as session:
        rules = AssignmentRules((AssignmentRule(people=tuple(one.id or 0 for one in others)),))
        rulebook.change(session, sun, rules, reason="试行", seen_version=0)

    both(_REGISTER, MONDAY_TEN, ("1", "2"))

    with database.reading() as session:
        rows = session.exec(select(Lead)).all()
        assert len({row.number for row in rows}) == 20
        assert set(Counter(row.owner_id for row in rows).values()) == {5}


def test_two_who_press_at_once_make_one_customer(lin, a_lead):
    lead = a_lead(lin)
    with database.transaction() as session:
        leads.log_contact(session, lin, lead.id, contact=a_call())
        seen = session.get_one(Lead, lead.id).row_version

    counts = both(_CONVERT, MONDAY_TEN, (str(lead.id), str(lead.id)), (str(seen), str(seen)))

    assert sorted(counts) == [0, 1]
    with database.reading() as session:
        assert len(session.exec(select(Customer)).all()) == 1
