"""The screen on which the public form is opened, and where its address and code are found."""

from care import rulebook
from care.webform import WebFormPolicy
from db import session as database
from tests.webform.conftest import firm, open_it

__all__ = ["firm"]


def policy():
    with database.reading() as session:
        return rulebook.in_force(session, WebFormPolicy)


def shown(at):
    return " ".join(str(one.value) for one in [*at.caption, *at.warning, *at.markdown]).replace("\\", "")


def test_it_opens_only_with_a_way_to_reach_us_and_a_reason(firm, screen, sun):
    at = screen("admin/web_form.py", sun)
    at.toggle(key="web_form_is_open_0").set_value(True)
    at.text_input(key="web_form_reason_0").set_value("官网上线")
    at.button[-1].click().run()

    assert "Please enter the phone number or the e-mail address" in shown(at)
    assert not policy().is_open

    at.text_input(key="web_form_reach_0").set_value("400-820-8820")
    at.button[-1].click().run()

    assert policy().is_open
    assert policy().reach == "400-820-8820"


def test_an_open_form_shows_its_address_a_code_and_a_line_for_the_website(firm, screen, sun):
    open_it(sun)

    at = screen("admin/web_form.py", sun)
    at.text_input(key="web_form_via").set_value("spring-fair").run()

    codes = [one.value for one in at.code]
    assert codes[0].endswith("/contact?via=spring-fair")
    assert codes[1].startswith('<a href="')
    assert "官网上线" in shown(at)


def test_a_poster_has_a_plain_name(firm, screen, sun):
    open_it(sun)

    at = screen("admin/web_form.py", sun)
    at.text_input(key="web_form_via").set_value('"><script>').run()

    assert "Letters, digits and hyphens only" in shown(at)
    assert at.code[0].value.endswith("/contact")


def test_a_firm_without_a_name_is_told_what_to_do_first(screen, sun):
    assert "GUANJIA_COMPANY" in shown(screen("admin/web_form.py", sun))


def test_a_colleague_who_saved_meanwhile_is_told_and_not_overwritten_unseen(firm, screen, sun):
    at = screen("admin/web_form.py", sun)
    open_it(sun, keep_months=12)
    at.text_input(key="web_form_reason_0").set_value("试试")
    at.number_input(key="web_form_keep_months_0").set_value(36)
    at.button[-1].click().run()

    assert "A colleague has changed this meanwhile" in shown(at)
    assert policy().keep_months == 12
    at.button[-1].click().run()
    assert policy().keep_months == 36
