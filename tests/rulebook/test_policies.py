"""Policies: defaults in code, versions in the database, and no change without a reason and a trace."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Barrier
from types import MappingProxyType
from typing import ClassVar

import pytest
from sqlmodel import select

from auth.actor import SYSTEM
from care import rulebook
from care.complaints.targets import ComplaintTargets, Targets
from core import clock
from core.errors import Conflict, Invalid, NotAllowed
from db import session as database
from db.models import AuditEntry, ClockMode, PolicyVersion


@dataclass(frozen=True)
class Step:
    days: int = 1
    name: str = "call"


@dataclass(frozen=True)
class Everything:
    policy: ClassVar[str] = "everything"

    count: int = 3
    share: float = 0.5
    is_on: bool = True
    word: str = "字"
    mode: ClockMode = ClockMode.NATURAL
    span: timedelta = timedelta(hours=2)
    maybe: int | None = None
    days: tuple[int, ...] = (1, 3)
    steps: tuple[Step, ...] = (Step(), Step(7, "visit"))
    by_mode: Mapping[ClockMode, int] = field(default_factory=lambda: MappingProxyType({ClockMode.WORKING: 4}))
    step: Step = Step()


CHANGED = Everything(
    count=9,
    share=1.0,
    is_on=False,
    word="“引号”\n",
    mode=ClockMode.WORKING,
    span=timedelta(minutes=5),
    maybe=4,
    days=(),
    steps=(Step(2, "mail"),),
    by_mode={ClockMode.NATURAL: 1},
    step=Step(5),
)


def save(session, actor, policy, *, reason="An agreement with the trade association", seen=0):
    return rulebook.change(session, actor, policy, reason=reason, seen_version=seen)


def test_before_anybody_changed_anything_the_defaults_hold(session):
    assert rulebook.in_force(session, ComplaintTargets) == ComplaintTargets()
    assert rulebook.version_in_force(session, ComplaintTargets) == 0
    assert rulebook.at_version(session, ComplaintTargets, 0) == ComplaintTargets()


def test_every_sort_of_field_comes_back_as_it_went(session, chen):
    save(session, chen, CHANGED)

    assert rulebook.in_force(session, Everything) == CHANGED
    again = rulebook.in_force(session, Everything)
    assert (type(again.share), type(again.mode), type(again.steps[0])) == (float, ClockMode, Step)


def test_an_older_version_still_says_what_held_under_it(session, chen):
    first = replace(ComplaintTargets(), repeat_days=60)
    save(session, chen, first)
    save(session, chen, replace(first, repeat_days=30), seen=1)

    assert rulebook.at_version(session, ComplaintTargets, 1).repeat_days == 60
    assert rulebook.in_force(session, ComplaintTargets).repeat_days == 30
    assert rulebook.version_in_force(session, ComplaintTargets) == 2
    assert rulebook.in_force(session, Everything) == Everything()


def test_what_a_version_did_not_know_has_its_default_and_what_cannot_be_read_too(session):
    stored = {"count": 8, "gone": 1, "mode": "lunar", "is_on": "yes", "share": 2, "step": {"days": 4}, "days": "x"}
    session.add(PolicyVersion(policy="everything", version=1, content=json.dumps(stored), at=clock.now()))
    session.flush()

    assert rulebook.in_force(session, Everything) == Everything(count=8, share=2.0, step=Step(4))


def test_who_changed_what_when_and_why_is_told_the_newest_first(session, chen, sun):
    changed = replace(ComplaintTargets(), normal=Targets(240, 1440, 4320), repeat_days=60)
    save(session, chen, changed, reason="More time")
    save(session, sun, replace(changed, repeat_days=90), reason="As before", seen=1)

    second, first = rulebook.history(session, sun, ComplaintTargets)

    assert (first.version, first.by, first.reason) == (1, "陈建国", "More time")
    assert [(c.path, c.before, c.after) for c in first.changes] == [
        ("normal.resolve", 2880, 4320),
        ("repeat_days", 90, 60),
    ]
    assert (second.by, [c.path for c in second.changes]) == ("孙丽", ["repeat_days"])


def test_where_nobody_changed_anything_there_is_no_history(session, sun):
    assert rulebook.history(session, sun, ComplaintTargets) == ()
    assert rulebook.present(session, sun, ComplaintTargets) == (ComplaintTargets(), 0)


def test_a_change_is_in_the_log_with_its_version_and_the_numbers(session, chen):
    save(session, chen, replace(ComplaintTargets(), repeat_days=60))

    entry = session.exec(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id) == ("policy.changed", chen.id)
    assert json.loads(entry.detail) == {"policy": "complaint_targets", "version": 1, "numbers": "repeat_days"}


def test_the_second_of_two_who_saw_the_same_version_is_told(session, chen, sun):
    save(session, chen, replace(ComplaintTargets(), repeat_days=60))

    with pytest.raises(Conflict) as told:
        save(session, sun, replace(ComplaintTargets(), repeat_days=45), seen=0)

    assert (told.value.version, told.value.theirs, told.value.yours) == (1, {"repeat_days": 60}, {"repeat_days": 45})


def test_of_two_who_save_at_the_same_moment_one_is_told(chen):
    start = Barrier(2)

    def run(days):
        start.wait()
        try:
            with database.transaction() as session:
                save(session, chen, replace(ComplaintTargets(), repeat_days=days))
        except Conflict:
            return "told"
        return "saved"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(run, [40, 50])) == ["saved", "told"]


def test_a_change_that_changes_nothing_is_refused(session, chen):
    with pytest.raises(rulebook.NothingChanged, match="in force already"):
        save(session, chen, ComplaintTargets())

    assert not session.exec(select(PolicyVersion)).all()


@pytest.mark.parametrize(("reason", "field_"), [("  ", "reason"), ("x" * 301, "reason")])
def test_a_change_needs_a_reason_of_a_bearable_length(session, chen, reason, field_):
    with pytest.raises(Invalid) as told:
        save(session, chen, replace(ComplaintTargets(), repeat_days=60), reason=reason)

    assert set(told.value.problems) == {field_}


def test_numbers_that_cannot_be_are_not_put_in_force(session, chen):
    with pytest.raises(Invalid) as told:
        save(session, chen, replace(ComplaintTargets(), normal=Targets(0, 60, 60)))

    assert "normal.ack" in told.value.problems


@pytest.mark.parametrize("person", ["zhou", "lin", "he", "fang", "qian"])
def test_only_who_may_change_settings_changes_or_reads_them(session, request, person):
    actor = request.getfixturevalue(person)

    with pytest.raises(NotAllowed):
        save(session, actor, replace(ComplaintTargets(), repeat_days=60))
    with pytest.raises(NotAllowed):
        rulebook.history(session, actor, ComplaintTargets)


def test_what_the_system_changed_has_nobody_for_its_author(session, chen):
    save(session, SYSTEM, replace(ComplaintTargets(), repeat_days=60))

    assert rulebook.history(session, chen, ComplaintTargets)[0].by == ""
