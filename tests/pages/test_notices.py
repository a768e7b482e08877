"""The bell above every page and the list behind it."""

import json

import pytest

from care import notices
from care.notices import NoticeKind
from db import session as database
from db.models import Subject

PAGE = "work/notices.py"


def tell(person, key="one", *, subject=None, subject_id=None):
    with database.transaction() as session:
        detail = {"number": "TS-1"}
        notices.tell(session, [person.id], NoticeKind.COMPLAINT_REOPENED, key=key, subject=subject,
                     subject_id=subject_id, detail=detail)  # fmt: skip
        return notices.newest(session, person)[0].id


def unread(person):
    with database.reading() as session:
        return notices.unread(session, person)


def bell(at):
    return at.get("popover")[0].proto.popover.label


def rows(at):
    parts = at.get("bidi_component")
    return json.loads(parts[0].proto.json)["rows"] if parts else []


def texts(at):
    return " ".join(element.value for kind in (at.title, at.caption, at.info) for element in kind).replace("\\", "")


@pytest.mark.parametrize(("language", "none", "two"), [
    ("en", "Notices", "**2** unread notices"),
    ("zh_CN", "通知", "**2** 条未读通知"),
])  # fmt: skip
def test_the_bell_says_how_much_there_is_to_read(screen, lin, language, none, two):
    assert bell(screen("today/my_day.py", lin, language=language)) == none
    tell(lin, "a")
    tell(lin, "b")

    assert bell(screen("today/my_day.py", lin, language=language)) == two


def test_the_bell_of_somebody_with_very_much_to_read_says_so_shortly(screen, lin):
    for key in range(120):
        tell(lin, str(key))

    assert bell(screen("today/my_day.py", lin)) == "**99+** unread notices"


def test_opened_it_shows_the_newest_and_where_they_lead(screen, lin, a_customer):
    customer = a_customer(owner=lin)
    id_ = tell(lin, subject=Subject.CUSTOMER, subject_id=customer.id)
    at = screen("today/my_day.py", lin)
    assert "● new" not in texts(at)

    at.session_state["bell"] = True
    at.run()

    (link,) = [e.proto for e in at.get("page_link") if "reopened" in e.proto.label]
    assert (link.page, link.query_string) == ("customer", f"customer={customer.id}&notice={id_}")
    assert "● new" in texts(at)


def test_whatever_it_leads_to_marks_it_as_read(screen, lin, a_customer):
    customer = a_customer("王芳", owner=lin)
    id_ = tell(lin, subject=Subject.CUSTOMER, subject_id=customer.id)

    at = screen("customers/profile.py", lin, customer=str(customer.id), notice=str(id_))

    assert unread(lin) == 0
    assert "notice" not in at.query_params
    assert bell(at) == "Notices"


def test_a_link_with_somebody_elses_notice_does_no_harm(screen, lin, xu):
    id_ = tell(xu)

    at = screen("today/my_day.py", lin, notice=str(id_))

    assert not at.error
    assert unread(xu) == 1


def test_the_list_tells_new_from_read_and_all_are_marked_at_once(screen, lin):
    tell(lin, "a")
    tell(lin, "b")
    at = screen(PAGE, lin)
    assert [[mark["text"] for mark in row["cells"][1]["marks"]] for row in rows(at)] == [["● new", "◔ due soon"]] * 2

    at.button(key="all-read").click().run()

    assert unread(lin) == 0
    assert "● new" not in str(rows(at))
    assert "all-read" not in [button.key for button in at.button]


def test_what_has_no_screen_is_read_in_the_list(screen, lin):
    id_ = tell(lin)

    assert rows(screen(PAGE, lin))[0]["href"] == f"/notices?notice={id_}"


def test_an_empty_list_says_what_will_be_here(screen, lin):
    assert "Here you are told what needs you" in texts(screen(PAGE, lin))


def test_a_long_list_has_pages(screen, lin):
    for key in range(notices.PAGE + 1):
        tell(lin, str(key))

    at = screen(PAGE, lin)

    assert len(rows(at)) == notices.PAGE
    assert at.get("pagination")
