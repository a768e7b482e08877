"""What runs by itself: when, once, by whoever is first, and what becomes of a run that fails or dies."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path
from threading import Barrier, Event, Thread
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from auth import sessions
from care import jobs, notices
from care.jobs import AlreadyRunning, Daily, Every, Monthly, ScheduledJob
from core import clock
from core.errors import NotFound
from core.settings import settings
from db import session as database
from db.models import AuditEntry, AuthSession, Job, LinkPurpose, OneTimeLink, SignInAttempt, User

ROOT = Path(__file__).resolve().parent.parent.parent
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def a_job(work, name="job", rhythm=None):
    return ScheduledJob(name, "A job", rhythm or Every(5), work)


def run(*schedule):
    return jobs.run_due(clock.now(), schedule)


def stored(name="job"):
    with database.reading() as session:
        return session.get_one(Job, name)


def pass_time(**how_long):
    clock.freeze(clock.now() + timedelta(**how_long))


def boom():
    raise RuntimeError("the customer 王芳 could not be read")


@pytest.mark.parametrize(("rhythm", "after", "next_run"), [
    (Every(5), "2026-03-09 10:00", "2026-03-09 10:05"),
    (Daily(time(3, 10)), "2026-03-09 03:09", "2026-03-09 03:10"),
    (Daily(time(3, 10)), "2026-03-09 03:10", "2026-03-10 03:10"),
    (Monthly(1, time(6)), "2026-03-01 05:59", "2026-03-01 06:00"),
    (Monthly(28, time(6)), "2026-12-28 06:00", "2027-01-28 06:00"),
])  # fmt: skip
def test_a_rhythm_knows_its_next_moment_on_the_companys_clock(rhythm, after, next_run):
    assert rhythm.after(at(after).astimezone(UTC), SHANGHAI) == at(next_run)


def test_a_night_that_the_clocks_change_has_its_run_too():
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)

    assert Daily(time(2, 30)).after(before, berlin) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_what_is_due_runs_and_runs_again_when_its_time_has_come():
    ran = count(1)
    job = a_job(lambda: next(ran))

    assert [each.count for each in run(job)] == [1]
    assert run(job) == ()
    pass_time(minutes=5)
    assert [each.count for each in run(job)] == [2]


def test_a_job_of_the_night_waits_for_the_night():
    job = a_job(lambda: 1, rhythm=Daily(time(3, 10)))

    assert run(job) == ()
    assert stored().next_at == at("2026-03-10 03:10")


def test_after_a_week_of_downtime_a_job_runs_once():
    job = a_job(lambda: 1)
    run(job)
    pass_time(days=7)

    assert len(run(job)) == 1
    assert run(job) == ()
    assert stored().next_at == clock.now() + timedelta(minutes=5)


def test_of_servers_that_look_at_the_same_moment_one_runs_it():
    run(a_job(lambda: 0))
    pass_time(minutes=5)
    ready, ran = Barrier(4), count(1)
    job = a_job(lambda: next(ran))

    def one_server():
        ready.wait()
        return run(job)

    with ThreadPoolExecutor(4) as servers:
        results = [running.result() for running in [servers.submit(one_server) for _n in range(4)]]

    assert next(ran) == 2
    assert sorted(len(result) for result in results) == [0, 0, 0, 1]


def test_of_processes_that_share_a_database_each_job_is_run_by_one():
    run(*jobs.SCHEDULE)
    with database.transaction() as session:
        for job in session.exec(select(Job)):
            job.next_at = clock.now()
    database.dispose()

    command = [sys.executable, "-m", "ops", "run-due", "--json", "--data", str(settings().data_dir)]
    servers = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _n in range(3)]
    answers = [server.communicate(timeout=90) for server in servers]

    assert [server.returncode for server in servers] == [0, 0, 0], answers
    ran = [each["name"] for out, _err in answers for each in json.loads(out)]
    assert sorted(ran) == sorted(job.name for job in jobs.SCHEDULE), answers


def test_what_somebody_else_is_running_is_left_to_them_until_they_are_taken_for_dead():
    job = a_job(lambda: 1)
    run(job)
    pass_time(minutes=5)
    with database.transaction() as session:
        row = session.get_one(Job, "job")
        row.claim, row.claimed_until = "of a server that died", clock.now() + timedelta(minutes=15)

    assert run(job) == ()
    pass_time(minutes=15, seconds=1)
    assert len(run(job)) == 1


def test_who_was_taken_for_dead_and_comes_back_overwrites_nothing():
    def slow():
        pass_time(minutes=16)
        run(a_job(lambda: 2))
        return 1

    run(a_job(slow))

    assert (stored().count, stored().claimed_until) == (2, None)


def test_a_job_that_fails_stops_no_other_and_keeps_what_it_worked_on_to_itself():
    ran = run(a_job(boom, "broken"), a_job(lambda: 3, "sound"))

    assert [(each.name, each.count, bool(each.error)) for each in ran] == [("broken", 0, True), ("sound", 3, False)]
    assert stored("broken").error.startswith("RuntimeError ")
    assert "王芳" not in stored("broken").error


def test_a_job_that_fails_waits_longer_each_time_and_at_most_an_hour():
    waits = []
    for _n in range(8):
        run(a_job(boom))
        waits.append((stored().next_at - clock.now()) / timedelta(minutes=1))
        clock.freeze(stored().next_at)

    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]


def test_administrators_are_told_once_until_it_has_gone_well_again(chen, sun, lin):
    def unread():
        with database.reading() as session:
            return [notices.unread(session, person) for person in (chen, sun, lin)]

    for _n in range(3):
        run(a_job(boom))
        clock.freeze(stored().next_at)
    assert unread() == [1, 1, 0]

    run(a_job(lambda: 1))
    assert (stored().failures, stored().error) == (0, "")
    pass_time(minutes=5)
    run(a_job(boom))
    assert unread() == [2, 2, 0]


def test_an_administrator_has_a_job_run_at_once(sun):
    run(*jobs.SCHEDULE)
    with database.transaction() as session:
        jobs.run_now(session, sun, "clear_away")

    assert [each.name for each in jobs.run_due(clock.now())] == ["clear_away"]
    with database.reading() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "job.run")).one()
    assert json.loads(entry.detail) == {"job": "clear_away"}


def test_what_is_running_or_unknown_is_not_started(sun):
    run(*jobs.SCHEDULE)
    with database.transaction() as session:
        session.get_one(Job, "clear_away").claimed_until = clock.now() + timedelta(minutes=1)

    with database.transaction() as session:
        with pytest.raises(AlreadyRunning):
            jobs.run_now(session, sun, "clear_away")
        with pytest.raises(NotFound):
            jobs.run_now(session, sun, "dig_a_hole")


def test_the_overview_tells_what_waits_although_nothing_runs_it(session, sun):
    def states():
        return {row.name: (row.is_running, row.is_late) for row in jobs.overview(session, sun)}

    assert states()["send_mail"] == (False, False)
    session.add(Job(name="send_mail", next_at=clock.now()))
    session.flush()
    pass_time(minutes=11)
    assert states()["send_mail"] == (False, True)


def test_every_job_has_a_name_of_its_own_that_fits_its_column():
    names = [job.name for job in jobs.SCHEDULE]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


def test_the_apps_own_timer_runs_what_is_due_and_stops_when_it_is_told():
    over = Event()
    timer = Thread(target=jobs.keep, args=(over,))
    jobs.wake()
    timer.start()
    patience = Event()
    while not patience.wait(0.1) and not _has_run("send_mail"):
        assert timer.is_alive()
    over.set()

    timer.join(10)
    assert not timer.is_alive()


def _has_run(name):
    with database.reading() as session:
        row = session.get(Job, name)
        return row is not None and row.ended_at is not None


def test_at_night_what_access_left_behind_is_cleared_away(lin):
    run(*jobs.SCHEDULE)
    with database.transaction() as session:
        sessions.start(session, session.get_one(User, lin.id))
        session.add(SignInAttempt(at=clock.now(), username="lin"))
        session.add(OneTimeLink(token_hash="x", purpose=LinkPurpose.RESET, user_id=lin.id, expires_at=clock.now()))
    tables = (AuthSession, SignInAttempt, OneTimeLink)

    def left():
        with database.reading() as session:
            return [len(session.exec(select(table)).all()) for table in tables]

    pass_time(days=1)
    jobs.run_due(clock.now())
    assert left() == [1, 0, 1]
    pass_time(days=40)
    jobs.run_due(clock.now())
    assert left() == [0, 0, 0]


def test_the_lease_of_each_job_begins_when_it_does():
    leases, began = list[datetime | None](), clock.now()

    def look():
        leases.append(stored("second").claimed_until)
        return 1

    def take_long():
        pass_time(hours=3)
        return 1

    second = ScheduledJob("second", "A job", Every(5), look)
    run(a_job(take_long, "first"), second)

    assert leases == [began + timedelta(hours=3) + second.lease]
