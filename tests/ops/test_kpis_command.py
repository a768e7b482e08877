"""`python3 -m ops kpis`: the same figures as the screen's, for a script or a terminal."""

import json
from datetime import date
from typing import Any

import pytest

from care import kpis
from core import clock
from core.errors import Refusal
from db import session as database
from db.models import Complaint, ComplaintCategory, Medium, User, UserStatus
from ops import kpis as command


def run(capsys, *argv):
    assert command.main(list(argv)) == 0
    return capsys.readouterr().out


def test_json_says_each_number_and_what_it_was_counted_from(capsys, a_customer, an_order):
    an_order(a_customer(), on=date(2026, 2, 10), yuan=120.5)

    told = json.loads(run(capsys, "--from", "2026-02-01", "--to", "2026-02-28", "--json"))

    assert told["period"]["kind"] == "month"
    revenue = told["kpis"]["revenue"]
    assert (revenue["value"], revenue["n"], revenue["unit"]) == (120.5, 1, "money")
    assert revenue["formula"].startswith("Amount of the valid orders")
    assert revenue["previous"] == {
        "value": 0.0,
        "n": 0,
        "numerator": None,
        "denominator": None,
        "from": "2026-01-01",
        "to": "2026-01-31",
    }
    assert told["kpis"]["growth"]["value"] is None


def test_the_last_day_is_counted_as_people_say_it(capsys, a_customer, an_order):
    an_order(a_customer(), on=date(2026, 2, 10))

    told = json.loads(run(capsys, "--from", "2026-02-10", "--to", "2026-02-10", "--json"))

    assert told["kpis"]["revenue"]["n"] == 1


@pytest.mark.usefixtures("lin")
def test_as_somebody_counts_what_that_person_may_see(capsys, a_customer, an_order, xu):
    an_order(a_customer(owner=xu), on=date(2026, 2, 10))

    for username, orders in (("lin", 0), ("xu", 1)):
        told = json.loads(run(capsys, "--from", "2026-02-01", "--to", "2026-02-28", "--json", "--as", username))
        assert told["kpis"]["revenue"]["n"] == orders


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(Refusal, match="ends before it starts"):
        command.main(["--from", "2026-02-02", "--to", "2026-02-01"])


@pytest.mark.parametrize("name", ["nobody", "lin"])
def test_one_who_is_not_there_or_has_left_is_refused(name, lin):
    with database.transaction() as session:
        session.get_one(User, lin.id).status = UserStatus.DISABLED

    with pytest.raises(Refusal, match=f"no active user named {name}"):
        command.main(["--from", "2026-02-01", "--to", "2026-02-02", "--as", name])


def test_without_json_every_number_is_a_line(capsys):
    lines = run(capsys, "--from", "2026-03-01", "--to", "2026-03-31").splitlines()

    assert lines[0].endswith("period not finished")
    formulas = kpis.ALL_FORMULAS.values()
    assert [line.partition(":")[0] for line in lines[1:]] == [formula.title for formula in formulas]


def test_json_tells_of_complaints_too(capsys, a_customer):
    customer = a_customer()
    with database.transaction() as session:
        what: dict[str, Any] = {
            "channel": Medium.PHONE,
            "category": ComplaintCategory.QUALITY,
            "description": "包装破损",
        }
        received = clock.start_of(date(2026, 2, 10))
        session.add(Complaint(number="TS-1", customer_id=customer.id, received_at=received, **what))

    told = json.loads(run(capsys, "--from", "2026-02-01", "--to", "2026-02-28", "--json"))["complaints"]

    assert set(told["kpis"]) == set(kpis.ComplaintKpi)
    backlog, repeated = told["kpis"]["complaint_backlog"], told["kpis"]["repeat_complaints"]
    assert (backlog["value"], backlog["unit"], backlog["previous"]["value"]) == (1, "complaints", 0)
    assert (repeated["value"], repeated["numerator"], repeated["denominator"]) == (0.0, 0, 1)
    assert told["kpis"]["reopened"]["can_still_grow"]
    assert [band["hours"] for band in told["bands"]] == [24, 48, 168, None]
    assert told["promises"] == {"handlers": [], "teams": [], "severities": []}
