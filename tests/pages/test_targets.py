"""The screen of complaint targets: every number with its unit, a reason for each change, and who changed what."""

from dataclasses import replace

import pytest

from care import rulebook
from care.complaints import ComplaintTargets, Targets
from core.i18n import language
from db import session as database
from db.models import ClockMode
from ui import durations

FILE = "admin/targets.py"
SAVE = {"en": "Save", "zh_CN": "保存"}


def in_force():
    with database.reading() as session:
        return rulebook.in_force(session, ComplaintTargets), rulebook.version_in_force(session, ComplaintTargets)


def change(actor, policy, reason="因行业协会要求", seen=0):
    with database.transaction() as session:
        rulebook.change(session, actor, policy, reason=reason, seen_version=seen)


def texts(at):
    kinds = (at.markdown, at.caption, at.warning, at.info, at.error)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


def save(at, reason="More staff at night"):
    at.text_input(key="targets-reason").set_value(reason)
    at.button(key=f"FormSubmitter:targets-{SAVE[language()]}").click().run()
    assert not at.exception


@pytest.mark.parametrize("person", ["zhou", "lin", "he", "fang", "qian"])
def test_only_owner_and_administrators_open_it(screen, request, person):
    at = screen(FILE, request.getfixturevalue(person))

    assert "Your role does not allow this" in texts(at)
    assert "targets-reason" not in [field.key for field in at.text_input]


@pytest.mark.parametrize(("language_", "ack", "resolve"), [("en", "30 min", "48 h"), ("zh_CN", "30 分", "48 小时")])
def test_every_number_has_its_unit_in_the_language_of_the_reader(screen, sun, language_, ack, resolve):
    at = screen(FILE, sun, language=language_)

    assert not at.exception
    assert at.text_input(key="targets-critical.ack").value == ack
    assert at.text_input(key="targets-normal.resolve").value == resolve
    assert at.text_input(key="targets-praise.resolve").value == ""
    assert at.number_input(key="targets-repeat_days").value == 90
    assert "起火" in at.text_area(key="targets-safety_words").value


def test_what_is_typed_with_its_unit_is_put_in_force_with_its_reason(screen, sun):
    at = screen(FILE, sun)
    at.text_input(key="targets-critical.ack").set_value("20 min")
    at.text_input(key="targets-minor.resolve").set_value("3 天")
    at.text_input(key="targets-tier_a_resolve").set_value("36")
    at.segmented_control(key="targets-mode").set_value(ClockMode.WORKING)
    at.number_input(key="targets-repeat_days").set_value(60)
    at.text_input(key="targets-chase_days").set_value("5、2")
    at.text_area(key="targets-safety_words").set_value("起火, 漏电\n漏电")

    save(at)

    policy, version = in_force()
    assert version == 1
    assert at.text_input(key="targets-reason-1").value == ""
    assert (policy.critical, policy.minor.resolve) == (Targets(20, 120, 1440), 4320)
    assert (policy.tier_a_resolve, policy.mode, policy.repeat_days) == (2160, ClockMode.WORKING, 60)
    assert (policy.chase_days, policy.safety_words) == ((2, 5), ("起火", "漏电"))
    assert policy.major == ComplaintTargets().major


def test_who_changed_what_and_why_is_below(screen, sun, chen):
    change(chen, replace(ComplaintTargets(), normal=Targets(120, 1440, 2880), mode=ClockMode.WORKING))

    shown = texts(screen(FILE, sun))
    assert "Version 1** · 因行业协会要求" in shown
    assert "陈建国" in shown
    assert "Normal · Accepted within: 4 h → 2 h" in shown
    assert "Time is counted: Around the clock → In working hours" in shown


def test_before_the_first_change_it_says_whose_numbers_these_are(screen, sun):
    assert "those the product came with" in texts(screen(FILE, sun))


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("normal.ack", "soon", "Please write a time such as"),
        ("normal.ack", "90 h", "comes after the step before it"),
        ("major.resolve", "", "This needs a time"),
        ("major.resolve", "91 d", "at most 90 days"),
        ("remind_minutes", "", "This needs a time"),
        ("chase_days", "tomorrow", "Please write days such as"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays_as_typed(screen, sun, field, typed, told):
    at = screen(FILE, sun)
    at.text_input(key=f"targets-{field}").set_value(typed)

    save(at)

    assert told in texts(at)
    assert at.text_input(key=f"targets-{field}").value == typed
    assert in_force()[1] == 0


def test_a_change_without_a_reason_is_refused_and_so_is_one_that_changes_nothing(screen, sun):
    at = screen(FILE, sun)
    at.number_input(key="targets-repeat_days").set_value(60)
    save(at, reason="")
    assert "Please say why" in texts(at)

    at = screen(FILE, sun)
    save(at)
    assert "in force already" in texts(at)


def test_the_second_of_two_sees_what_the_first_saved_and_may_save_over_it(screen, sun, chen):
    at = screen(FILE, sun)
    change(chen, replace(ComplaintTargets(), repeat_days=60))
    at.number_input(key="targets-repeat_days").set_value(30)
    save(at)
    assert "Somebody else has changed these numbers" in texts(at)
    assert "The same again counts as a repeat for (days): 60" in texts(at)
    assert in_force()[0].repeat_days == 60

    at.button(key="targets-mine").click().run()

    assert not at.exception
    assert (in_force()[0].repeat_days, in_force()[1]) == (30, 2)


def test_or_may_take_what_the_first_saved(screen, sun, chen):
    at = screen(FILE, sun)
    change(chen, replace(ComplaintTargets(), repeat_days=60))
    at.number_input(key="targets-repeat_days").set_value(30)
    save(at)

    at.button(key="targets-theirs").click().run()

    assert not at.exception
    assert at.number_input(key="targets-repeat_days-1").value == 60  # another field: a browser keeps what was typed
    assert in_force()[1] == 1


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("30 min", 30), ("4h", 240), ("4", 240), ("1.5 h", 90), ("2 天", 2880), ("３０分钟", 30), ("48 小时", 2880),
        ("1 h 30 min", 90), ("", None), (" ", None),
    ],
)  # fmt: skip
def test_a_span_is_read_as_people_write_it(typed, minutes):
    assert durations.minutes_of(typed) == minutes


@pytest.mark.parametrize("typed", ["soon", "h", "4 weeks", "-3 h", "1e9", "9" * 12, "4 h 5 x"])
def test_what_is_no_span_is_refused(typed):
    with pytest.raises(durations.NoDuration):
        durations.minutes_of(typed)
