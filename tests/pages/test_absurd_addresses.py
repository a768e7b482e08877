"""Addresses that nobody's screen ever wrote: answered like an entry that is not there."""

import pytest

NUMBERS = ["0", "2147483648", "99999999999999", "999999999999999999999", "１２", "-5", "1e3"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("customers/profile.py", "customer"),
        ("imports/import_file.py", "job"),
        ("admin/people.py", "person"),
        ("complaints/complaint.py", "complaint"),
        ("complaints/new.py", "customer"),
        ("complaints/new.py", "follows"),
        ("complaints/new.py", "registered"),
        ("complaints/board.py", "complaint"),
    ],
)
def test_an_id_that_cannot_be_is_not_there(screen, chen, file, name, number):
    at = screen(file, chen, **{name: number})

    assert not at.exception
    assert not [error.value for error in at.error if "Reference" in error.value]


@pytest.mark.parametrize("team", ["99999999999999", "-1"])
@pytest.mark.parametrize(
    ("first", "last"), [("0001-01-01", "0001-12-31"), ("1900-01-01", "2999-12-31"), ("9999-01-01", "9999-12-31")]
)
def test_a_period_and_a_team_that_cannot_be(screen, chen, first, last, team):
    at = screen("kpis/dashboard.py", chen, **{"from": first, "to": last, "team": team})

    assert not at.exception
    assert not at.error
