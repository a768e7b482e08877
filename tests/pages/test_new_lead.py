"""Registering a lead on the form, and setting the rules for who gets one."""

from sqlmodel import select

from care import rulebook
from care.leads import AssignmentRule, AssignmentRules, GivenBy
from db import session as database
from db.models import Lead
from tests.pages.lead_screen import NEW, RULES, press, registered, words


def type_(at, **typed):
    for name, value in typed.items():
        at.text_input(key=f"new_lead_{name}").set_value(value)
    return press(at, "Register")


def everyone():
    with database.reading() as session:
        return session.exec(select(Lead)).all()


def test_a_lead_is_registered_from_two_fields(screen, lin):
    at = type_(screen(NEW, lin), phone="138 0013 8000", name="王芳")

    assert not at.exception
    assert [(row.name, row.phone, row.owner_id) for row in everyone()] == [("王芳", "+8613800138000", lin.id)]


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(screen, lin):
    at = type_(screen(NEW, lin), phone="138****8000", name="")

    assert "Please enter a name." in words(at)
    assert "This number is masked." in words(at)
    assert at.text_input(key="new_lead_phone").value == "138****8000"
    assert not everyone()


def test_who_is_here_already_is_shown_before_another_one_is_saved(screen, lin, xu):
    registered(xu)
    at = type_(screen(NEW, lin), phone="13800138000", name="王芳")

    assert "王*" in words(at)
    assert "许宁" in words(at)
    assert len(everyone()) == 1

    press(at, "It is another one: save anyway")
    assert len(everyone()) == 2


def test_a_manager_adds_a_rule_and_saves_it_with_its_reason(screen, zhou, lin):
    at = screen(RULES, zhou)
    press(at, "Add a rule")
    at.multiselect(key="lead_rules_1_people_0").set_value([lin.id])
    at.text_input(key="lead_rules_1_regions_0").set_value("上海，江苏")
    at.text_input(key="lead_rules_1_reason").set_value("试行")
    press(at, "Save")

    assert not at.exception
    with database.reading() as session:
        (rule,) = rulebook.in_force(session, AssignmentRules).rules
    assert rule == AssignmentRule(regions=("上海", "江苏"), people=(lin.id,), by=GivenBy.TURNS)
    assert "试行" in words(at)


def test_a_rule_that_gives_to_nobody_is_refused_beside_it(screen, zhou):
    at = screen(RULES, zhou)
    press(at, "Add a rule")
    press(at, "Save")

    assert "Please say who gets these leads: a team, or people." in words(at)


def test_what_waits_is_shared_out_with_one_click(screen, zhou, lin):
    lead_id = registered(None)
    with database.transaction() as session:
        rules = AssignmentRules((AssignmentRule(people=(lin.id or 0,)),))
        rulebook.change(session, zhou, rules, reason="试行", seen_version=0)

    press(screen(RULES, zhou), "Share out by the rules")

    assert [row.owner_id for row in everyone() if row.id == lead_id] == [lin.id]
