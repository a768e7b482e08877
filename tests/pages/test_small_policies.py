"""The few numbers of causes and of questions to customers, changed on a screen."""

from datetime import timedelta

from care import rulebook
from care.causes import CausePolicy
from care.customers import LifecyclePolicy
from care.surveys import SurveyPolicy
from db import session as database


def held(policy):
    with database.reading() as session:
        return rulebook.in_force(session, policy)


def fill(screen, policy, field, value):
    next(one for one in screen.number_input if one.key.startswith(f"policy-{policy}-{field}")).set_value(value)


def save(screen, policy, reason="试行"):
    next(one for one in screen.text_input if one.key.startswith(f"policy-{policy}-reason")).set_value(reason)
    place = ("causes", "greetings", "handbook", "surveys").index(policy)
    [button for button in screen.button if button.label == "Save"][place].click().run()


def test_a_number_of_causes_is_changed_with_its_reason(screen, chen):
    page = screen("admin/small_policies.py", chen)
    fill(page, "causes", "recurring_count", 5)
    save(page, "causes")

    assert not page.exception
    assert held(CausePolicy) == CausePolicy(recurring_count=5)
    assert any("试行" in caption.value for caption in page.caption)


def test_spans_are_typed_in_days_and_what_cannot_be_is_told_beside_its_field(screen, chen):
    page = screen("admin/small_policies.py", chen)
    fill(page, "surveys", "valid_for", 10)
    save(page, "surveys")
    fill(page, "surveys", "valid_for", 400)
    save(page, "surveys")

    assert held(SurveyPolicy).valid_for == timedelta(days=10)
    assert any("1 to 90 days" in caption.value for caption in page.caption)


def test_a_second_writer_is_told_and_what_was_typed_stays(screen, chen, sun):
    mine = screen("admin/small_policies.py", chen)
    with database.transaction() as session:
        rulebook.change(session, sun, CausePolicy(effect_days=60), reason="先改", seen_version=0)
    fill(mine, "causes", "verify_days", 9)
    save(mine, "causes")

    assert any("colleague has changed" in warning.value for warning in mine.warning)
    assert next(one for one in mine.number_input if one.key.startswith("policy-causes-verify_days")).value == 9
    assert held(CausePolicy) == CausePolicy(effect_days=60)


def test_the_stages_of_customers_are_among_them_and_say_when_they_hold(screen, chen):
    page = screen("admin/small_policies.py", chen)
    fill(page, "lifecycle", "lost_days", 240)
    next(one for one in page.text_input if one.key.startswith("policy-lifecycle-reason")).set_value("淡季长")
    next(one for one in page.button if one.key and "policy-lifecycle" in one.key).click().run()

    assert not page.exception
    assert held(LifecyclePolicy) == LifecyclePolicy(lost_days=240)
    assert any("within a few minutes" in caption.value for caption in page.caption)
