"""The way numbers are told, changed on the page of small policies and seen on every other one."""

import pytest

from care import kpis, rulebook
from care.kpis import ComplaintKpi, ComplaintsPer, Kind, NumberPolicy, Target
from core import i18n
from db import session as database
from tests.pages.number_cards import cards

RATE = ComplaintKpi.RATE.value
PER_THOUSAND = NumberPolicy(complaints_per=ComplaintsPer.THOUSAND)


def held():
    with database.reading() as session:
        return rulebook.in_force(session, NumberPolicy)


def put_in_force(actor, policy):
    with database.transaction() as session:
        seen = rulebook.version_in_force(session, NumberPolicy)
        rulebook.change(session, actor, policy, reason="按行业习惯", seen_version=seen)


def titles(at):
    return {code: card["title"] for code, card in cards(at).items()}


def field(at, name):
    return next(one for one in (*at.selectbox, *at.number_input) if str(one.key).startswith(f"policy-numbers-{name}"))


def save(at):
    next(one for one in at.text_input if one.key.startswith("policy-numbers-reason")).set_value("按行业习惯")
    next(one for one in at.button if one.key and "policy-numbers" in one.key).click().run()


def words(at):
    told = " ".join(str(part.value) for part in (*at.subheader, *at.caption, *at.markdown))
    return told.replace("\\", "")


def test_the_owner_changes_it_among_the_small_policies(screen, chen):
    at = screen("admin/small_policies.py", chen)
    field(at, "complaints_per").set_value(ComplaintsPer.THOUSAND)
    save(at)

    assert not at.exception
    assert held() == PER_THOUSAND
    assert "100 active customers → 1,000 active customers" in words(at)
    assert "reports already made stay as they are" in words(at)


def test_cards_and_definitions_say_of_how_many_customers(screen, chen):
    assert titles(screen("kpis/dashboard.py", chen))[RATE] == "Complaints per 100 customers"
    put_in_force(chen, PER_THOUSAND)

    assert titles(screen("kpis/dashboard.py", chen))[RATE] == "Complaints per 1,000 customers"
    assert "Unit: per 1,000 customers" in words(screen("kpis/definitions.py", chen))


def test_a_target_is_typed_and_read_in_the_unit_that_is_told(screen, chen):
    put_in_force(chen, PER_THOUSAND)
    at = screen("kpis/targets.py", chen)
    at.selectbox(key="target_kpi_0").set_value(RATE).run()
    assert "per 1,000 customers" in at.number_input(key="target_value_0").label
    at.number_input(key="target_value_0").set_value(30.0).run()
    at.button(key="target_set").click().run()

    assert not at.exception
    assert "33" in at.table[0].value.to_string()
    put_in_force(chen, NumberPolicy())
    with database.reading() as session:
        (line,) = kpis.targets(session, chen)
    assert (line.span, line.target) == (Kind.MONTH, Target(3, 3.3))


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Complaints per 1,000 customers"), ("zh_CN", "投诉率（每千位客户）")]
)
def test_it_is_told_in_both_languages(chen, language, name):
    put_in_force(chen, PER_THOUSAND)

    with i18n.speaking(language), database.reading() as session:
        assert kpis.definitions(session, chen)[RATE].title == name


def test_the_margin_is_typed_in_per_cent_and_what_cannot_be_is_told_beside_it(screen, chen):
    at = screen("admin/small_policies.py", chen)
    field(at, "margin_percent").set_value(0.0)
    save(at)
    assert "at most 100 per cent" in words(at)
    field(at, "margin_percent").set_value(32.5)
    save(at)

    assert held() == NumberPolicy(margin_percent=32.5)
    assert "100 → 32.5" in words(at)
    assert titles(screen("kpis/dashboard.py", chen))["value_so_far"] == "Customer value so far"
    assert "a gross margin of 32.5 %" in words(screen("kpis/definitions.py", chen))
