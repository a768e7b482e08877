"""`ops rules --json` says of each executable rule what the screen says."""

import json

from care import handbook, kpis
from core import clock
from db import session as database
from ops import rules


def test_every_executable_rule_with_rate_n_and_breaches(capsys, chen, lin, a_customer):
    a_customer(owner=lin)
    with database.transaction() as session:
        handbook.install(session)
    today = clock.today()
    days = ["--from", f"{today:%Y-%m-01}", "--to", today.isoformat()]

    assert rules.main([*days, "--json"]) == 0

    told = json.loads(capsys.readouterr().out)["rules"]
    with database.reading() as session:
        found = handbook.measurable(session, chen, period=kpis.custom(today.replace(day=1), today))
    assert [(one["code"], one["n"], one["breaches"], one["rate"]) for one in told] == [
        (line.code, kept.rate.n, kept.rate.breaches, kept.rate.value.value) for line, kept in found
    ]
    files = next(one for one in told if one["check"] == "file_verified")
    assert (files["n"], files["met"], files["as_of_now"]) == (1, 1, True)


def test_a_period_that_ends_before_it_starts_is_a_sentence(capsys, chen):
    from ops.__main__ import _run
    from ops.verbs import VERBS

    assert _run(VERBS["rules"], ["--from", "2026-03-05", "--to", "2026-03-01"]) == 2
    assert capsys.readouterr().err.strip()
