"""Working through the day's visits on one screen: who, what to say, what was said, the next one."""

from datetime import date

import pytest
from sqlmodel import select

from care import customers, revisits, rulebook
from care.revisits import RevisitPolicy, VisitScripts
from db import session as database
from db.models import AuditEntry, ChannelType, Complaint, Interaction, Outcome, Severity, VisitState
from tests.revisits.conftest import TODAY, open_visit, planned, visits

__all__ = ["planned"]
PAGE, FILE, RULES = "revisits/next.py", "customers/profile.py", "admin/revisits.py"


def said(at):
    parts = (at.markdown, at.caption, at.warning, at.info, at.error, at.success, at.title, at.toast)
    return " ".join(part.value for group in parts for part in group)


def field(at, kind, name):
    return next(one for one in getattr(at, kind) if one.key.startswith("visit_") and one.key.endswith(f"_{name}"))


def save(at):
    return field(at, "button", "save").click().run()


def test_the_longest_due_comes_first_with_its_story_and_script(screen, lin, planned):
    planned("李雷", since=91)
    planned("王芳", since=93)

    at = screen(PAGE, lin)

    assert not at.exception
    assert "2 for today" in said(at)
    assert "this is 林静" in said(at)


def test_a_visit_is_logged_and_the_next_one_stands_there_at_once(screen, lin, planned):
    wang, li = planned("王芳", since=93), planned("李雷", since=91)
    at = screen(PAGE, lin)
    first = open_visit(wang).id
    field(at, "text_area", "summary").set_value("用得很好")
    field(at, "pills", "satisfaction").set_value(5)
    at = save(at)

    assert not at.exception
    assert visits(wang)[0].state is VisitState.DONE
    assert visits(wang)[0].satisfaction == 5
    assert any(one.key == f"visit_{open_visit(li).id}_summary" for one in at.text_area)
    assert not any(one.key == f"visit_{first}_summary" for one in at.text_area)


def test_what_is_missing_is_told_beside_its_field_and_nothing_is_lost(screen, lin, planned):
    planned()
    at = screen(PAGE, lin)
    field(at, "pills", "satisfaction").set_value(4)
    at = save(at)

    assert "Please write down what was said" in said(at)
    assert field(at, "pills", "satisfaction").value == 4


def test_whoever_is_not_reached_is_tried_again_with_one_click(screen, lin, planned):
    wang = planned()
    at = screen(PAGE, lin)
    at = field(at, "pills", "outcome").set_value(Outcome.NO_ANSWER).run()
    at = save(at)

    assert not at.exception
    visit = open_visit(wang)
    assert (visit.attempts, visit.planned_on > TODAY) == (1, True)
    assert "All revisits up to today are made." in said(at)


def test_a_dissatisfied_answer_is_a_complaint_already_filled_in_one_click_away(screen, lin, chen, zhou, planned):
    wang = planned()
    at = screen(PAGE, lin)
    field(at, "text_area", "summary").set_value("说水壶又漏了")
    field(at, "pills", "satisfaction").set_value(2)
    at = save(at)
    assert visits(wang)[0].state is VisitState.OPEN

    at = at.button(key="visit_register").click().run()

    assert not at.exception
    done = visits(wang)[0]
    with database.reading() as session:
        (complaint,) = session.exec(select(Complaint)).all()
        (contact,) = session.exec(select(Interaction)).all()
    assert (done.state, done.complaint_id, done.interaction_id) == (VisitState.DONE, complaint.id, contact.id)
    assert (complaint.description, complaint.severity, complaint.customer_id) == (
        "说水壶又漏了",
        Severity.NORMAL,
        wang.id,
    )
    told = said(screen("complaints/complaint.py", lin, complaint=str(complaint.id)))
    assert "Heard on" in told
    assert "a complaint was registered" in said(screen(FILE, lin, customer=str(wang.id)))


def test_the_visit_may_be_finished_without_a_complaint(screen, lin, planned):
    wang = planned()
    at = screen(PAGE, lin)
    field(at, "text_area", "summary").set_value("快递慢")
    field(at, "text_input", "problem").set_value("快递慢")
    at = save(at)
    at = at.button(key="visit_finish").click().run()

    assert not at.exception
    assert visits(wang)[0].problem == "快递慢"
    with database.reading() as session:
        assert session.exec(select(Complaint)).all() == []


def test_the_number_is_shown_on_demand_and_written_in_the_log(screen, lin, planned):
    wang = planned()
    with database.transaction() as session:
        ways = {ChannelType.MOBILE: "13800138000"}
        customers.add_contact(session, lin, wang.id, name="王芳", title="", channels=ways)

    at = screen(PAGE, lin)
    assert "138****8000" in said(at).replace(" ", "").replace("\\*", "*")
    at = at.button(key="visit_reveal").click().run()

    with database.reading() as reading:
        actions = reading.exec(select(AuditEntry.action)).all()
    assert "customer.revealed" in actions
    assert any("tel:+8613800138000" in str(one.proto) for one in at.get("link_button"))


def test_later_puts_one_behind_the_others(screen, lin, planned):
    wang, li = planned("王芳", since=93), planned("李雷", since=91)
    at = screen(PAGE, lin)
    assert any(one.key == f"visit_{open_visit(wang).id}_summary" for one in at.text_area)

    at = at.button(key="visit_later").click().run()

    assert any(one.key == f"visit_{open_visit(li).id}_summary" for one in at.text_area)
    assert open_visit(wang).planned_on <= TODAY


def test_another_day_takes_a_reason_and_names_the_holiday(screen, lin, planned):
    wang = planned()
    at = screen(PAGE, lin)
    at = at.button(key="visit_day").click().run()
    at.date_input(key="visit_day_on").set_value(date(2026, 5, 1))
    at = at.button(key="dialog_save").click().run()
    assert "Labour Day" in said(at)

    at.date_input(key="visit_day_on").set_value(date(2026, 3, 12))
    at.text_input(key="visit_day_reason").set_value("客户出差")
    at = at.button(key="dialog_save").click().run()

    assert not at.exception
    assert open_visit(wang).planned_on == date(2026, 3, 12)


def test_whoever_saves_over_a_colleagues_day_is_told_first(screen, lin, zhou, planned):
    wang = planned()
    at = screen(PAGE, lin, revisit=str(open_visit(wang).id))
    at.button(key="visit_day").click().run()
    at.date_input(key="visit_day_on").set_value(date(2026, 3, 12))
    at.text_input(key="visit_day_reason").set_value("出差")
    with database.transaction() as session:
        revisits.reschedule(session, zhou, open_visit(wang).id, on=date(2026, 3, 11), reason="客户要求")

    at.button(key="dialog_save").click().run()
    assert "A colleague has moved it to Wed, Mar 11" in said(at).replace("\\", "")
    assert open_visit(wang).planned_on == date(2026, 3, 11)

    at.button(key="dialog_save").click().run()
    assert open_visit(wang).planned_on == date(2026, 3, 12)


def own_cycle(actor, customer):
    with database.reading() as session:
        return revisits.standing_of(session, actor, customer.id).own_cycle


def test_whoever_saves_over_a_colleagues_plan_is_told_first(screen, zhou, chen, planned):
    wang = planned()
    at = screen(FILE, zhou, customer=str(wang.id), do="revisit")
    at.segmented_control(key="revisit_what").set_value("cycle").run()
    at.number_input(key="revisit_cycle").set_value(14)
    at.text_input(key="revisit_reason").set_value("新客户")
    with database.transaction() as session:
        revisits.set_cycle(session, chen, wang.id, days=40, reason="客户要求")

    at.button(key="dialog_save").click().run()
    assert "A colleague has changed this plan meanwhile" in said(at)
    assert "客户要求" in said(at)
    assert own_cycle(chen, wang) == 40

    at.button(key="dialog_save").click().run()
    assert own_cycle(chen, wang) == 14


def test_a_visit_is_left_out_with_a_reason(screen, lin, planned):
    wang = planned()
    at = screen(PAGE, lin)
    at = at.button(key="visit_skip").click().run()
    at.text_input(key="visit_skip_reason").set_value("休产假")
    at = at.button(key="dialog_save").click().run()

    assert not at.exception
    assert visits(wang)[0].state is VisitState.SKIPPED
    assert "Revisit left out: 休产假" in said(screen(FILE, lin, customer=str(wang.id)))


def test_a_visit_that_a_colleague_made_meanwhile_says_so(screen, lin, zhou, planned):
    visit = open_visit(planned())
    at = screen(PAGE, lin, revisit=str(visit.id))
    field(at, "text_area", "summary").set_value("聊过了")
    with database.transaction() as session:
        revisits.skip(session, zhou, visit.id, reason="代办")
    at = save(at)
    assert "周凯 has already left out this revisit" in said(at)

    at = screen(PAGE, lin, revisit=str(visit.id))
    assert "This revisit is over: Left out." in said(at)


def test_the_file_says_when_the_next_revisit_is_and_lets_it_be_planned_otherwise(screen, lin, planned):
    wang = planned(since=20)
    at = screen(FILE, lin, customer=str(wang.id))
    assert any("Next revisit:" in one.value for one in at.markdown)

    at = at.button(key="do_revisit").click().run()
    at.date_input(key="revisit_on").set_value(date(2026, 3, 17))
    at.text_input(key="revisit_reason").set_value("约好了")
    at = at.button(key="dialog_save").click().run()

    assert not at.exception
    assert open_visit(wang).planned_on == date(2026, 3, 17)


def test_who_sets_a_day_after_a_colleague_is_told_and_may_save_over_it(screen, lin, zhou, planned):
    wang = planned(since=20)
    at = screen(FILE, lin, customer=str(wang.id)).button(key="do_revisit").click().run()
    with database.transaction() as session:
        revisits.set_day(session, zhou, wang.id, on=date(2026, 3, 18), reason="先约了")

    at.date_input(key="revisit_on").set_value(date(2026, 3, 17))
    at.text_input(key="revisit_reason").set_value("约好了")
    at = at.button(key="dialog_save").click().run()
    assert any("A colleague has changed this plan" in one.value for one in at.warning)
    assert open_visit(wang).planned_on == date(2026, 3, 18)

    at = at.button(key="dialog_save").click().run()
    assert not at.exception
    assert open_visit(wang).planned_on == date(2026, 3, 17)


def test_a_customer_may_have_a_cycle_of_their_own_and_be_paused(screen, lin, planned):
    wang = planned(since=20)
    at = screen(FILE, lin, customer=str(wang.id)).button(key="do_revisit").click().run()
    at = at.segmented_control(key="revisit_what").set_value("cycle").run()
    at.number_input(key="revisit_cycle").set_value(14)
    at.text_input(key="revisit_reason").set_value("重点客户")
    at = at.button(key="dialog_save").click().run()
    assert open_visit(wang).cycle_days == 14

    at = screen(FILE, lin, customer=str(wang.id)).button(key="do_revisit").click().run()
    at = at.segmented_control(key="revisit_what").set_value("pause").run()
    at.text_input(key="revisit_reason").set_value("装修停业")
    at = at.button(key="dialog_save").click().run()
    assert visits(wang)[-1].state is VisitState.CANCELLED
    assert "装修停业" in said(screen(FILE, lin, customer=str(wang.id)))


def test_the_ordinary_form_offers_that_it_was_the_visit(screen, lin, planned):
    wang = planned()
    at = screen(FILE, lin, customer=str(wang.id)).button(key="do_talk").click().run()
    assert next(one for one in at.checkbox if one.key.endswith("_as_visit")).value is True

    next(one for one in at.text_area if one.key.endswith("_summary")).set_value("聊了近况")
    at = next(one for one in at.button if one.key.startswith("talk_") and one.key.endswith("_save")).click().run()

    assert not at.exception
    assert visits(wang)[0].state is VisitState.DONE


def test_the_rules_are_changed_with_a_reason_and_open_visits_follow(screen, sun, planned):
    wang = planned(since=20)
    at = screen(RULES, sun)
    at.number_input(key="policy-revisits-tier_c_days-0").set_value(45)
    at.text_input(key="policy-revisits-reason-0").set_value("试点")
    at = next(one for one in at.button if "policy-revisits" in str(one.form_id)).click().run()

    assert not at.exception
    with database.reading() as session:
        assert rulebook.in_force(session, RevisitPolicy).tier_c_days == 45
    revisits.plan_all()
    assert open_visit(wang).cycle_days == 45


def test_the_scripts_are_changed_in_both_languages(screen, sun):
    at = screen(RULES, sun)
    at.text_area(key="script_person_zh_0").set_value("您好，我是管家公司的小林。")
    at.text_input(key="script_reason_0").set_value("更口语")
    at = at.button(key="scripts_save").click().run()

    assert not at.exception
    with database.reading() as session:
        assert rulebook.in_force(session, VisitScripts).person.zh == "您好，我是管家公司的小林。"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_due_is_said(language, screen, lin):
    at = screen(PAGE, lin, language=language)

    assert not at.exception
    assert at.success


def test_who_may_only_read_has_no_such_screen(screen, qian):
    assert not screen(PAGE, qian).text_area
