"""The frame: whoever is signed in sees the menu of their role, everybody else the sign-in."""

import pytest
from sqlmodel import select

from auth.permissions import scope_of
from db import session as database
from db.models import AuditEntry, Role
from ui.menu import SCREENS
from ui.safe import esc


def test_a_page_opens_for_whoever_is_signed_in(screen, lin):
    at = screen("today/my_day.py", lin)

    assert not at.exception
    assert [title.value for title in at.title] == ["Today"]


def test_an_address_without_sign_in_shows_no_page(screen):
    at = screen("today/my_day.py", None)

    assert not at.title


def test_a_page_beyond_the_role_is_refused_in_a_sentence_and_written_down(screen, lin):
    at = screen("admin/people.py", lin)

    assert [error.value for error in at.error] == [
        esc("Your role does not allow this. Ask an administrator if you need it.")
    ]
    with database.reading() as session:
        entry = session.exec(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id) == ("permission.refused", lin.id)


def test_one_menu_leads_to_whatever_one_may_add(screen, lin):
    at = screen("work/tasks.py", lin)

    at.get("menu_button")[0].click("customers/new.py").run()

    assert [title.value for title in at.title] == ["New customer"]


def test_who_may_add_nothing_is_offered_nothing(screen, fang):
    assert not screen("work/tasks.py", fang).get("menu_button")


@pytest.mark.parametrize("role", list(Role))
def test_no_role_has_more_than_ten_entries_in_the_menu(role):
    shown = [one for one in SCREENS if one.group and (one.permission is None or scope_of(role, one.permission))]

    assert len(shown) <= 10, [one.title for one in shown]
