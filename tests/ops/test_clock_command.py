"""`python3 -m ops clock`: both answers from the installed calendar, equal to an independent reference."""

import json
from bisect import bisect_left
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

import pytest

from care import worktime
from core import i18n
from core.errors import Refusal
from core.settings import settings
from db import session as database
from db.models import DayKind
from ops import __main__ as door
from ops import bootstrap
from ops import clock as command
from tests.worktime.reference import MINUTE, OFF, SHANGHAI, WORKED

BEGIN = datetime.fromisoformat("2026-01-01")
LENGTH = (datetime.fromisoformat("2026-12-01") - BEGIN) // MINUTE


def asked(capsys, *argv):
    assert command.main([*argv, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def wall(text):
    """Shanghai's clock, without its zone."""
    return datetime.fromisoformat(text).astimezone(SHANGHAI).replace(tzinfo=None)


def open_minutes():
    """One byte a minute of 2026: whether the office is open."""
    found = bytearray(LENGTH)
    for n in range(LENGTH // 1440):
        day = date(2026, 1, 1) + timedelta(days=n)
        if day in WORKED or (day.weekday() < 5 and day not in OFF):
            for opens, closes in ((540, 720), (810, 1080)):
                found[n * 1440 + opens : n * 1440 + closes] = b"\1" * (closes - opens)
    return found


def a_case(random):
    start = random.randrange(LENGTH // 2)
    pauses = []
    for _ in range(random.randrange(4)):
        begins = max(0, start + random.randrange(-600, 8000))
        pauses.append((begins, begins + random.choice([0, random.randrange(90), random.randrange(6000)])))
    return start, random.randrange(6000), random.choice(["natural", "working"]), pauses


def expected(case, offices):
    """By counting a running total over the minutes that follow."""
    start, minutes, mode, pauses = case
    counts = bytearray(b"\1" * LENGTH) if mode == "natural" else bytearray(offices)
    for begins, ends in pauses:
        counts[begins:ends] = bytes(len(counts[begins:ends]))
    running = list(accumulate(counts[start : start + 60_000], initial=0))
    return BEGIN + (start + bisect_left(running, minutes)) * MINUTE, running


def test_it_equals_an_independent_reference_on_a_thousand_random_cases(tmp_path, capsys):
    random, offices = Random(20260309), open_minutes()
    cases = [a_case(random) for _ in range(1000)]
    moment = lambda minute: (BEGIN + minute * MINUTE).isoformat()  # noqa: E731
    ends = [random.randrange(50_000) for _ in cases]
    questions = [
        {"start": moment(start), "minutes": minutes, "mode": mode, "end": moment(start + end),
         "pauses": [f"{moment(a)}/{moment(b)}" for a, b in pauses]}
        for (start, minutes, mode, pauses), end in zip(cases, ends, strict=True)
    ]  # fmt: skip
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, questions)), encoding="utf8")

    assert command.main(["--cases", str(tmp_path / "cases.jsonl")]) == 0

    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(answers) == 1000
    for case, end, told in zip(cases, ends, answers, strict=True):
        due, running = expected(case, offices)
        assert (wall(told["due"]), told["counted_minutes"]) == (due, running[end]), case


def test_one_question_is_answered_by_options(capsys):
    told = asked(
        capsys, "--start", "2026-02-13T17:00", "--minutes", "120", "--mode", "working",
        "--pause", "2026-02-13T17:30/2026-02-14T09:30", "--pause", "2026-02-13T17:00Z/2026-02-13T17:00Z",
    )  # fmt: skip

    assert told["due"] == "2026-02-14T11:00:00+08:00"
    assert told["counted_minutes"] == 120
    assert told["warning"] == ""


def test_a_moment_may_name_its_own_zone(capsys):
    told = asked(capsys, "--start", "2026-03-09T02:00:00Z", "--minutes", "60", "--mode", "natural")

    assert told["due"] == "2026-03-09T11:00:00+08:00"


def test_how_long_it_took_needs_no_minutes(capsys):
    told = asked(capsys, "--start", "2026-03-09T10:00", "--end", "2026-03-10T09:00:30", "--mode", "working")

    assert (told["due"], told["counted_minutes"]) == (None, 390.5)


def test_it_answers_from_what_the_firm_has_set(capsys, sun):
    with database.transaction() as session:
        worktime.set_day(session, sun, date(2026, 3, 10), kind=DayKind.OFF)

    told = asked(capsys, "--start", "2026-03-09T17:30", "--minutes", "60", "--mode", "working")

    assert told["due"] == "2026-03-11T09:30:00+08:00"


def test_without_a_database_it_answers_from_the_defaults_and_makes_none(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("GUANJIA_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.cache_clear()
    try:
        told = asked(capsys, "--start", "2026-03-09T17:30", "--minutes", "60", "--mode", "working")
    finally:
        monkeypatch.undo()
        settings.cache_clear()

    assert told["due"] == "2026-03-10T09:30:00+08:00"
    assert list(tmp_path.iterdir()) == []


def test_a_year_without_holidays_is_warned_of(capsys):
    assert "2027" in asked(capsys, "--start", "2026-12-31T17:30", "--minutes", "60", "--mode", "working")["warning"]
    assert asked(capsys, "--start", "2026-12-31T17:30", "--minutes", "600", "--mode", "natural")["warning"] == ""


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([], "Say when it starts"),
        (["--start", "2026-03-09T10:00"], "Say when it starts"),
        (["--start", "soon", "--minutes", "5"], "“soon” is no moment"),
        (["--start", "0001-01-01T00:00", "--minutes", "5"], "is no moment"),
        (["--start", "2026-03-09T10:00", "--minutes", "-5"], "“-5” is no number of minutes"),
        (["--start", "2026-03-09T10:00", "--minutes", "1.5"], "is no number of minutes"),
        (["--start", "2026-03-09T10:00", "--minutes", "9" * 30], "is no number of minutes"),
        (["--start", "2026-03-09T10:00", "--minutes", "26000000"], "more than 50 years"),
        (["--start", "2026-03-09T10:00", "--minutes", "5", "--mode", "lunar"], "natural or working, not “lunar”"),
        (["--start", "2026-03-09T10:00", "--minutes", "5", "--pause", "2026-03-09T10:00"], "is no pause"),
        (["--start", "2026-03-09T10:00", "--minutes", "5", "--pause", "x/y"], "“x” is no moment"),
        (["--start", "2026-03-09T10:00", "--minutes", "5", "--pause", "2026-03-10/2026-03-09"], "ends before it"),
        (["--start", "2026-03-09T10:00", "--end", "2026-03-09T09:00"], "The end comes before the start"),
        (["--cases", "/nowhere/cases.jsonl"], "cannot be read"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_in_a_sentence(argv, says):
    with pytest.raises(Refusal, match=says):
        command.main(argv)


def test_at_the_door_a_refusal_is_one_line_in_the_terminals_language_and_exit_code_2(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(bootstrap, "prepare", lambda *_a, **_k: None)

    assert door.main(["clock", "--start", "明天", "--minutes", "5"]) == 2

    said = capsys.readouterr().err
    i18n.use("en")
    assert said == "“明天”不是时间，请写成 2026-03-09T10:00 这样的格式。\n"


def test_a_bad_line_among_good_ones_is_answered_with_its_sentence(tmp_path, capsys):
    file = tmp_path / "cases.jsonl"
    file.write_text('{"start": "2026-03-09T10:00", "minutes": 5}\nnonsense\n\n{"start": 7, "pauses": 7}\n', "utf8")

    assert command.main(["--cases", str(file)]) == 2

    first, second, third = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["due"] == "2026-03-09T10:05:00+08:00"
    assert "no JSON object" in second["error"]
    assert third["error"]
