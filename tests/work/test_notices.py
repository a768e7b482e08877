"""Telling people: once each, only who is here, and no flood."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import select

from auth import accounts
from auth.permissions import Permission
from care import notices, tasks
from care.notices import NoticeKind, Telling
from core import clock, i18n
from db import session as database
from db.models import Notice, Subject

ESCALATED = NoticeKind.COMPLAINT_ESCALATED


def tell(session, *people, key="one", kind=NoticeKind.COMPLAINT_ASSIGNED, **detail):
    ids = [person.id for person in people]
    return notices.tell(session, ids, kind, key=key, subject=Subject.COMPLAINT, subject_id=7, detail=detail)


def escalations(person, numbers):
    return [
        Telling((person.id,), ESCALATED, f"escalated:{n}", Subject.COMPLAINT, n, {"number": n, "level": 1})
        for n in numbers
    ]


def sentences(session, person):
    return [row.sentence for row in notices.inbox(session, person).rows]


def test_the_same_thing_is_told_once(session, lin, zhou):
    assert tell(session, lin, number="TS-1") == 1

    assert tell(session, lin, zhou, number="TS-1") == 1
    assert (notices.unread(session, lin), notices.unread(session, zhou)) == (1, 1)


def test_of_two_servers_that_tell_the_same_at_once_one_is_heard(lin):
    ready = Barrier(4)

    def one_server():
        ready.wait()
        with database.transaction() as session:
            return tell(session, lin, number="TS-1")

    with ThreadPoolExecutor(4) as servers:
        told = [running.result() for running in [servers.submit(one_server) for _n in range(4)]]

    assert sorted(told) == [0, 0, 0, 1]


def test_nobody_who_has_left_is_told_anything(session, chen, lin):
    accounts.deactivate(session, chen, lin.id)

    assert tell(session, lin, number="TS-1") == 0


def test_a_notice_is_read_in_the_language_of_its_reader(session, lin):
    tell(session, lin, kind=NoticeKind.JOB_FAILED, job="Send e-mail that waits")

    english = sentences(session, lin)
    i18n.use("zh_CN")

    assert english == ["What runs by itself has failed: Send e-mail that waits."]
    assert sentences(session, lin) == ["定时任务运行失败：发送待发邮件。"]


def test_a_detail_that_is_missing_or_a_kind_from_a_newer_version_breaks_no_list(session, lin):
    tell(session, lin)
    session.add(Notice(user_id=lin.id, key="x", kind="of_tomorrow", at=clock.now()))

    assert sentences(session, lin) == [
        "Something happened that this version has no words for.",
        "Complaint — is now yours to handle.",
    ]


@pytest.mark.parametrize(("many", "unread"), [(20, 20), (21, 1)])
def test_more_than_twenty_of_one_kind_at_once_become_one_notice(session, lin, many, unread):
    notices.tell_many(session, escalations(lin, range(many)))

    assert notices.unread(session, lin) == unread
    if unread == 1:
        assert sentences(session, lin)[0] == "21 complaints need you: they are late."


def test_after_a_digest_nothing_in_it_is_told_again(session, lin):
    notices.tell_many(session, escalations(lin, range(30)))

    assert notices.tell_many(session, escalations(lin, range(30))) == 0
    assert notices.tell_many(session, escalations(lin, range(31))) == 1
    assert notices.unread(session, lin) == 2


def test_a_flood_for_one_person_is_no_flood_for_another(session, lin, zhou):
    notices.tell_many(session, [*escalations(lin, range(25)), *escalations(zhou, range(3))])

    assert (notices.unread(session, lin), notices.unread(session, zhou)) == (1, 3)


def test_reading_one_leaves_the_others_and_reading_all_leaves_nobody_elses(session, lin, zhou):
    for key in ("a", "b", "c"):
        tell(session, lin, zhou, key=key)
    first = notices.inbox(session, lin).rows[0]

    assert notices.mark_read(session, lin, first.id)
    assert not notices.mark_read(session, lin, first.id)
    assert notices.unread(session, lin) == 2
    assert notices.mark_all_read(session, lin) == 2
    assert notices.unread(session, zhou) == 3


def test_somebody_elses_notice_is_neither_seen_nor_marked(session, lin, xu):
    tell(session, lin)
    theirs = notices.inbox(session, lin).rows[0]

    assert not notices.mark_read(session, xu, theirs.id)
    assert notices.inbox(session, xu).rows == ()
    assert notices.unread(session, lin) == 1


def test_the_bell_counts_no_further_than_a_glance_needs(session, lin):
    for key in range(150):
        tell(session, lin, key=str(key))

    assert notices.unread(session, lin) == notices.COUNTED + 1


def test_what_was_read_long_ago_goes_and_the_rest_stays(session, lin):
    tell(session, lin, key="read")
    notices.mark_all_read(session, lin)
    tell(session, lin, key="unread")
    clock.freeze(clock.now() + timedelta(days=181))

    assert notices.sweep(session) == 1
    assert [notice.key for notice in session.exec(select(Notice))] == ["unread"]


def test_who_may_names_the_whole_firm_or_the_managers_of_a_team(session, chen, sun, zhou, lin, xu):
    assert set(notices.who_may(session, Permission.SETTINGS_CHANGE)) == {chen.id, sun.id}
    assert notices.who_may(session, Permission.COMPLAINT_APPROVE, team_id=zhou.team_id) == (zhou.id,)
    assert notices.who_may(session, Permission.COMPLAINT_APPROVE, team_id=xu.team_id) == ()


def test_every_kind_has_a_sentence_of_its_own():
    assert len({notices.wording(kind).sentence for kind in [*NoticeKind, "of_tomorrow"]}) == len(NoticeKind) + 1
    assert set(tasks.WORDS) == set(tasks.TaskKind)


def test_a_task_in_a_persons_words_leaves_none_of_them_in_the_notice(session, lin, zhou):
    given = tasks.NewTask("Call Wang Fang", lin.id, clock.now() + timedelta(days=1))
    tasks.give(session, zhou, task=given)

    assert "Wang" not in json.dumps([notice.detail for notice in session.exec(select(Notice))])
    assert sentences(session, lin) == ["For you to do: Call Wang Fang"]
