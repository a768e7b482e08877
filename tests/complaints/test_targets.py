"""What the firm promises: the table of complaints.md, who is promised what, and which numbers cannot be."""

from dataclasses import replace
from datetime import timedelta

import pytest

from care.complaints.targets import ComplaintTargets, Targets
from db.models import ClockKind, ClockMode, ComplaintKind, Severity, Tier

DEFAULTS = ComplaintTargets()
COMPLAINT = ComplaintKind.COMPLAINT


def minutes(promise):
    return tuple(None if span is None else span // timedelta(minutes=1) for span in promise[:3])


@pytest.mark.parametrize(
    ("severity", "ack", "response", "resolve"),
    [
        (Severity.CRITICAL, 30, 120, 1440),
        (Severity.MAJOR, 120, 480, 2880),
        (Severity.NORMAL, 240, 1440, 2880),
        (Severity.MINOR, 480, 1440, 2880),
    ],
)
def test_the_defaults_are_the_table_of_the_contract(severity, ack, response, resolve):
    promise = DEFAULTS.promised(COMPLAINT, severity)

    assert minutes(promise) == (ack, response, resolve)
    assert promise.mode is ClockMode.NATURAL
    assert not DEFAULTS.problems()


@pytest.mark.parametrize(
    ("kind", "promise"),
    [
        (ComplaintKind.INQUIRY, (240, 1440, 1440)),
        (ComplaintKind.SUGGESTION, (None, 2880, None)),
        (ComplaintKind.PRAISE, (None, 2880, None)),
    ],
)
def test_what_is_no_complaint_has_a_promise_of_its_kind(kind, promise):
    assert minutes(DEFAULTS.promised(kind, Severity.NORMAL)) == promise
    assert DEFAULTS.promised(kind, Severity.NORMAL).of(ClockKind.RESPONSE) == timedelta(minutes=promise[1])


def test_a_critical_inquiry_is_promised_what_a_critical_complaint_is():
    assert DEFAULTS.promised(ComplaintKind.INQUIRY, Severity.CRITICAL) == DEFAULTS.promised(
        COMPLAINT, Severity.CRITICAL
    )


def test_a_customer_of_tier_a_waits_no_longer_than_their_own_promise():
    policy = replace(DEFAULTS, tier_a_resolve=720)

    assert minutes(policy.promised(COMPLAINT, Severity.NORMAL, Tier.A)) == (240, 720, 720)
    assert minutes(policy.promised(COMPLAINT, Severity.NORMAL, Tier.B)) == (240, 1440, 2880)
    assert minutes(policy.promised(ComplaintKind.PRAISE, Severity.NORMAL, Tier.A)) == (None, 2880, None)
    longer = replace(DEFAULTS, tier_a_resolve=10_000)
    assert minutes(longer.promised(COMPLAINT, Severity.NORMAL, Tier.A)) == (240, 1440, 2880)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"normal": Targets(0, 60, 120)}, "normal.ack"),
        ({"normal": Targets(-5, 60, 120)}, "normal.ack"),
        ({"normal": Targets(60, 30, 120)}, "normal.response"),
        ({"normal": Targets(60, 90, 80)}, "normal.resolve"),
        ({"major": Targets(60, 90, 90 * 1440 + 1)}, "major.resolve"),
        ({"major": Targets(60, 90, None)}, "major.resolve"),
        ({"praise": Targets(None, None, None)}, "praise.response"),
        ({"tier_a_resolve": 0}, "tier_a_resolve"),
        ({"repeat_days": 0}, "repeat_days"),
        ({"warn_percent": 100}, "warn_percent"),
        ({"remind_minutes": 90 * 1440 + 1}, "remind_minutes"),
        ({"l3_after_minutes": 1440}, "l3_after_minutes"),
        ({"chase_days": (1, 0)}, "chase_days"),
        ({"safety_words": ("火",)}, "safety_words"),
    ],
)
def test_a_number_that_cannot_be_is_said_at_its_field(changed, field):
    assert set(replace(DEFAULTS, **changed).problems()) == {field}


def test_targets_that_are_equal_are_in_order():
    assert not replace(DEFAULTS, normal=Targets(60, 60, 60)).problems()
