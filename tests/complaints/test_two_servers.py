"""Two servers share one database: what is due is told exactly once."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from sqlmodel import select

from care.complaints import clocks
from care.complaints.escalating import escalate_due
from core import clock
from core.settings import settings
from db import session as database
from db.models import ClockKind, Escalation, Notice
from tests.conftest import MONDAY_TEN

_SCAN = """
import sys
from datetime import datetime
from core import clock
from care.complaints.escalating import escalate_due
from db import session as database
clock.freeze(datetime.fromisoformat(sys.argv[1]))
sys.stdin.readline()
with database.transaction() as session:
    print(escalate_due(session))
"""


def test_two_servers_on_one_database_tell_ten_escalations_exactly_ten_times(chen, zhou, lin, a_complaint):
    for _again in range(10):
        complaint = a_complaint(handler=lin)
        with database.transaction() as session:
            for kind in (ClockKind.ACK, ClockKind.RESPONSE):
                clocks.stop(session, session.get_one(type(complaint), complaint.id), kind, at=MONDAY_TEN)
    with database.transaction() as session:
        clock.freeze(MONDAY_TEN + timedelta(hours=47.9))
        assert escalate_due(session) == 20  # both reminders of each
        before = len(session.exec(select(Notice)).all())
    breach = (MONDAY_TEN + timedelta(hours=48)).isoformat()

    environment = os.environ | {"GUANJIA_DATA": str(settings().data_dir)}
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", _SCAN, breach], cwd=Path(__file__).resolve().parents[2], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _server in range(2)
    ]  # fmt: skip
    for server in servers:
        assert server.stdin is not None
        server.stdin.write("go\n")
        server.stdin.flush()
    counts = [int(server.communicate(timeout=60)[0]) for server in servers]

    assert sum(counts) == 10
    with database.reading() as session:
        assert len(session.exec(select(Notice)).all()) - before == 10
        assert len(session.exec(select(Escalation).where(Escalation.level == 1)).all()) == 10
