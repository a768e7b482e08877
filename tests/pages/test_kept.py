"""What was worked out for a screen is kept for a minute, for one person in their language, and until a write."""

import time
from datetime import timedelta

import pytest

from core import clock, i18n
from ui import shelf
from ui.kept import keep


@pytest.fixture(autouse=True)
def empty():
    shelf.clear()
    yield
    shelf.clear()


@pytest.fixture
def count():
    """Counts how often it was worked out."""
    turns = iter(range(1, 1000))
    return lambda: next(turns)


def test_an_answer_is_worked_out_once_a_minute(count, monkeypatch):
    assert [shelf.keep("growth", count), shelf.keep("growth", count)] == [1, 1]

    later = time.monotonic() + shelf.MINUTE
    monkeypatch.setattr(time, "monotonic", lambda: later)

    assert shelf.keep("growth", count) == 2


def test_after_a_write_everything_is_worked_out_anew(count, screen, lin):
    at = screen("account/my_account.py", lin)
    assert [shelf.keep("growth", count), shelf.keep("growth", count)] == [1, 1]

    at.button_group(key="own-language").set_value("zh_CN").run()

    assert not at.exception
    assert shelf.keep("growth", count) == 2


def test_an_answer_that_a_write_overtook_is_shown_once_and_not_kept(count):
    def slow():
        shelf.clear()
        return count()

    assert shelf.keep("growth", slow) == 1
    assert shelf.keep("growth", count) == 2


def test_the_oldest_make_room(count, monkeypatch):
    monkeypatch.setattr(shelf, "MOST", 2)

    for name in ("growth", "new", "churn"):
        shelf.keep(name, count)

    assert [shelf.keep(name, count) for name in ("churn", "new", "growth")] == [3, 2, 4]


def test_nobody_is_shown_what_was_worked_out_for_another(count, lin, chen):
    assert [keep(lin, 1, count, "growth"), keep(chen, 1, count, "growth"), keep(lin, 1, count, "growth")] == [1, 2, 1]


def test_another_language_another_day_another_stamp_and_another_question_are_other_answers(count, lin):
    first = keep(lin, 1, count, "growth")
    with i18n.speaking("zh_CN"):
        chinese = keep(lin, 1, count, "growth")
    stamped, asked = keep(lin, 2, count, "growth"), keep(lin, 1, count, "churn")
    clock.freeze(clock.now() + timedelta(days=1))
    tomorrow = keep(lin, 1, count, "growth")

    assert [first, chinese, stamped, asked, tomorrow] == [1, 2, 3, 4, 5]


def test_what_fails_is_not_kept(count):
    with pytest.raises(ZeroDivisionError):
        shelf.keep("growth", lambda: 1 // 0)

    assert shelf.keep("growth", count) == 1
