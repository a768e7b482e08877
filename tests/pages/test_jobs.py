"""The schedule: what runs by itself, whether it went well, and the button that does not wait."""

import pytest

from care import jobs
from core import clock
from db import session as database
from db.models import Job

PAGE = "admin/jobs.py"


def texts(at):
    kinds = (at.title, at.markdown, at.caption, at.error)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "")


def change(**columns):
    with database.transaction() as session:
        job = session.get_one(Job, "send_mail")
        for name, value in columns.items():
            setattr(job, name, value)


@pytest.mark.parametrize(("language", "label", "state", "rhythm"), [
    ("en", "Send e-mail that waits", "✓ went well", "every minute · last run today 10:00 · 0 things done"),
    ("zh_CN", "发送待发邮件", "✓ 正常", "每 1 分钟 · 上次运行 今天 10:00 · 处理 0 项"),
])  # fmt: skip
def test_every_job_tells_how_its_last_run_went_and_when_the_next_is(screen, sun, language, label, state, rhythm):
    jobs.run_due(clock.now())

    at = screen(PAGE, sun, language=language)

    assert not at.exception
    assert f"**{label}** &nbsp; :green-badge[{state}]" in texts(at)
    assert rhythm in texts(at)


def test_before_anything_has_run_it_says_so(screen, sun):
    at = screen(PAGE, sun)

    assert "has not run yet" in texts(at)
    assert at.button(key="run-send_mail").disabled


def test_one_that_fails_is_marked_with_shape_word_and_reference(screen, sun):
    jobs.run_due(clock.now())
    change(failures=3, error="MailServerDown 1A2B3C4D")

    said = texts(screen(PAGE, sun))

    assert ":red-badge[▲ failing]" in said
    assert "Failed 3 times in a row. The mail server cannot be reached" in said
    assert "1A2B3C4D" in said


def test_one_that_nothing_runs_is_marked(screen, sun):
    jobs.run_due(clock.now())
    change(next_at=clock.start_of(clock.today()))

    assert "▲ waiting, nothing runs it" in texts(screen(PAGE, sun))


def test_an_administrator_starts_one_at_once(screen, sun):
    jobs.run_due(clock.now())
    assert jobs.run_due(clock.now()) == ()
    at = screen(PAGE, sun)

    at.button(key="run-send_mail").click().run()

    assert not at.exception
    assert [ran.name for ran in jobs.run_due(clock.now())] == ["send_mail"]


def test_the_auditor_reads_and_starts_nothing(screen, qian):
    jobs.run_due(clock.now())

    at = screen(PAGE, qian)

    assert "Send e-mail that waits" in texts(at)
    assert not [button for button in at.button if str(button.key).startswith("run-")]


@pytest.mark.parametrize("person", ["zhou", "lin", "he", "fang"])
def test_nobody_else_opens_it(screen, request, person):
    at = screen(PAGE, request.getfixturevalue(person))

    assert "Your role does not allow this" in texts(at)
