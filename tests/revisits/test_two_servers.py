"""Two servers share one database: every customer gets one visit, whoever plans it."""

import os
import subprocess
import sys
from pathlib import Path

from sqlmodel import select

from core.settings import settings
from db import session as database
from db.models import Revisit, VisitState
from tests.conftest import MONDAY_TEN

_PLAN = """
import sys
from datetime import datetime
from core import clock
from care.revisits import plan_all
clock.freeze(datetime.fromisoformat(sys.argv[1]))
sys.stdin.readline()
print(plan_all())
"""


def test_two_servers_that_plan_at_once_make_nothing_twice(session, lin, a_customer):
    ids = {a_customer(owner=lin).id for _n in range(300)}
    session.commit()

    environment = os.environ | {"GUANJIA_DATA": str(settings().data_dir)}
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", _PLAN, MONDAY_TEN.isoformat()], cwd=Path(__file__).resolve().parents[2],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _server in range(2)
    ]  # fmt: skip
    for server in servers:
        assert server.stdin is not None
        server.stdin.write("go\n")
        server.stdin.flush()
    counts = [int(server.communicate(timeout=60)[0]) for server in servers]

    assert sum(counts) == 300
    with database.reading() as session:
        planned = session.exec(select(Revisit.customer_id).where(Revisit.state == VisitState.OPEN)).all()
    assert sorted(planned) == sorted(ids)
