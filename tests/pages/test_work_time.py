"""The working-time screen: the week as text, days that differ with their source, a warning for what is missing."""

import json
from datetime import date

import pytest

from care import worktime
from core.i18n import language
from db import session as database
from db.models import DayKind

FILE = "admin/calendar.py"
SAVE = {"en": "Save", "zh_CN": "保存"}


def calendar():
    with database.reading() as session:
        return worktime.calendar_in_force(session)


def set_day(actor, day, **details):
    with database.transaction() as session:
        worktime.set_day(session, actor, day, **details)


def texts(at):
    kinds = (at.markdown, at.caption, at.warning, at.info, at.error)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


def lines(at):
    """Every line of every list: its link and the words in it."""
    found = {}
    for part in at.get("bidi_component"):
        for row in json.loads(part.proto.json).get("rows", []):
            words = []
            for cell in row["cells"]:
                marks = [mark["text"] for mark in cell.get("marks", [])]
                words.append(" ".join(filter(None, [cell["text"], cell.get("quiet", ""), *marks])))
            found[row["href"]] = words
    return found


def submit(at, form):
    at.button(key=f"FormSubmitter:{form}-{SAVE[language()]}").click().run()
    assert not at.exception


@pytest.mark.parametrize("person", ["lin", "zhou", "he", "fang", "qian"])
def test_only_owner_and_administrators_open_it(screen, request, person):
    at = screen(FILE, request.getfixturevalue(person))

    assert "Your role does not allow this" in texts(at)
    assert not lines(at)


def test_it_tells_week_state_and_holidays_with_their_source(screen, sun):
    at = screen(FILE, sun, language="zh_CN")

    assert not at.exception
    assert at.text_input(key="week-0").value == "09:00-12:00 13:30-18:00"
    assert at.text_input(key="week-6").value == ""
    assert "现在是工作时间，到 12:00 为止" in texts(at)
    shown = lines(at)
    assert shown["/work-time?day=20260215"] == ["2026-02-15 – 02-23 9 天", "休息", "春节", "—", "国家节假日安排"]
    assert shown["/work-time?day=20260214"] == [
        "2026-02-14 星期六", "上班", "春节", "09:00-12:00 13:30-18:00", "国家节假日安排"
    ]  # fmt: skip


def test_a_year_without_holidays_is_warned_of(screen, sun):
    at = screen(FILE, sun)

    (banner,) = at.warning
    assert "The public holidays of 2027 are not known yet" in banner.value.replace("\\", "")
    assert "Nothing is known about 2027 yet" in texts(at)


def test_a_week_is_saved_as_people_type_it(screen, sun):
    at = screen(FILE, sun)
    at.text_input(key="week-5").set_value("9点")

    submit(at, "week")
    assert "is no span of hours" in texts(at)
    assert calendar() == worktime.WorkCalendar()
    assert at.text_input(key="week-5").value == "9点"

    at.text_input(key="week-5").set_value("9:00—12:00")
    submit(at, "week")
    assert at.text_input(key="week-5").value == "09:00-12:00"
    assert worktime.text_of(calendar().week[5]) == "09:00-12:00"


@pytest.mark.parametrize(("button", "kept"), [("week-theirs", "09:00-15:00"), ("week-mine", "09:00-12:00 13:30-18:00")])
def test_a_week_that_somebody_else_changed_is_shown_before_it_is_overwritten(screen, sun, chen, button, kept):
    at = screen(FILE, sun)
    with database.transaction() as session:
        worktime.change_week(session, chen, frames={4: "09:00-15:00"})
    at.text_input(key="week-5").set_value("9-12")

    submit(at, "week")
    assert "Friday: 09:00-15:00" in texts(at)
    assert worktime.text_of(calendar().week[5]) == ""

    at.button(key=button).click().run()
    assert not at.exception
    assert worktime.text_of(calendar().week[4]) == kept
    assert worktime.text_of(calendar().week[5]) == ("" if button == "week-theirs" else "09:00-12:00")
    assert at.text_input(key="week-4").value == kept


def test_own_days_are_set_in_the_drawer_and_listed(screen, sun):
    at = screen(FILE, sun, new="1")
    at.date_input(key="day-first").set_value(date(2026, 4, 20))
    at.date_input(key="day-last").set_value(date(2026, 4, 22))
    at.text_input(key="day-name").set_value("厂庆 <b>*")

    submit(at, "day")

    assert lines(at)["/work-time?day=20260420"] == [
        "2026-04-20 – 04-22 3 days",
        "Day off",
        "厂庆 <b>*",
        "—",
        "Set here",
    ]
    assert not calendar().is_working_day(date(2026, 4, 21))
    assert "new" not in at.query_params


def test_a_mistake_in_the_drawer_is_said_beside_its_field(screen, sun):
    at = screen(FILE, sun, new="1")
    at.date_input(key="day-last").set_value(date(2026, 1, 1))

    submit(at, "day")

    assert "The last day comes before the first." in texts(at)
    assert calendar() == worktime.WorkCalendar()


def test_a_public_holiday_is_worked_and_given_back(screen, sun):
    at = screen(FILE, sun, day="20260619")
    assert at.date_input(key="day-last").value == date(2026, 6, 21)
    at.date_input(key="day-last").set_value(date(2026, 6, 19))
    at.segmented_control(key="day-kind").set_value(DayKind.WORK)
    at.text_input(key="day-frames").set_value("9-12")

    submit(at, "day")
    assert lines(at)["/work-time?day=20260619"][-2:] == ["09:00-12:00", "Own, instead of the public holidays"]
    assert worktime.text_of(calendar().frames_on(date(2026, 6, 19))) == "09:00-12:00"

    at = screen(FILE, sun, day="20260619")
    at.button(key="day-remove").click().run()
    assert not at.exception
    assert calendar() == worktime.WorkCalendar()


@pytest.mark.parametrize("day", ["0", "99999999", "20260231", "x", "-1"])
def test_an_absurd_day_in_the_address_does_no_harm(screen, sun, day):
    assert not screen(FILE, sun, day=day).exception


def test_what_was_done_is_in_the_log_in_words(screen, sun, qian):
    set_day(sun, date(2026, 4, 20), kind=DayKind.WORK, frames="9-10")
    with database.transaction() as session:
        worktime.change_week(session, sun, frames={5: "9-12"})

    at = screen("admin/audit_log.py", qian, language="zh_CN")

    told = at.dataframe[0].value.to_string()
    assert "修改了每周工作时间" in told
    assert "设置了工作日历中的特殊日期" in told
    assert "星期六" in told
    assert "day_kind" not in told
