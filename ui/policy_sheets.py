"""Which policies are a few plain numbers, and the words for each number with its unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from care.causes import CausePolicy
from care.customers import LifecyclePolicy
from care.feeds import FeedPolicy
from care.greetings import GreetingPolicy
from care.handbook import HandbookPolicy
from care.kpis import NumberPolicy, RfmPolicy, RiskPolicy
from care.leads import LeadPolicy
from care.surveys import AskingPolicy, SurveyPolicy
from core.i18n import N_


@dataclass(frozen=True)
class Sheet:
    """One policy as it is shown: its title, and the words for each number with its unit."""

    policy: type[Any]
    title: str
    labels: Mapping[str, str]
    note: str = ""
    """What a change does, and to what it does nothing."""


SHEETS = (
    Sheet(
        CausePolicy,
        N_("Causes and corrective actions"),
        {
            "whys_needed": N_("Answers to “why?” that a root cause needs"),
            "recurring_count": N_("Complaints of one cause that propose a change of rule"),
            "recurring_days": N_("… within so many days"),
            "effect_days": N_("Days until an action's effect is counted"),
            "verify_days": N_("Days a colleague has to verify an action"),
        },
    ),
    Sheet(
        GreetingPolicy,
        N_("Greetings and gifts"),
        {
            "ahead_days": N_("Days a greeting is listed ahead"),
            "late_days": N_("Days late a greeting may still be sent"),
            "service_late_days": N_("Days late a service reminder stays on the list"),
            "festival_tiers": N_("Festivals by themselves: 1 tier A, 2 A and B, 3 all"),
            "anniversary_tiers": N_("Years together by themselves: 1 tier A, 2 A and B, 3 all"),
            "gift_free_yuan": N_("Cost of a gift that needs no approval"),
            "gift_year_yuan": N_("Gifts to one customer in a year at most"),
        },
    ),
    Sheet(
        HandbookPolicy,
        N_("The rulebook"),
        {
            "review_months": N_("Months until a rule is reviewed again"),
            "review_grace_days": N_("Days before a review its reminder comes, and after it that it still counts"),
            "receipt_days": N_("Days to read a new version"),
            "training_months": N_("Months a training holds"),
            "pass_score": N_("Points needed to pass a training"),
            "task_days": N_("Days for what follows from a breach or a finding"),
            "jobs_hours": N_("Hours within which what runs each night has run"),
        },
    ),
    Sheet(
        SurveyPolicy,
        N_("Questions to customers"),
        {
            "valid_for": N_("Days a link works"),
            "remind_after": N_("Days until the one reminder"),
            "poor_score": N_("Score (1 to 5) from which down a manager looks into it"),
            "review_within": N_("Days the manager has for it"),
        },
    ),
    Sheet(
        FeedPolicy,
        N_("Calendars outside"),
        {"shows_names": N_("Customers' names in calendars that colleagues subscribe to; else their numbers")},
    ),
    Sheet(
        LeadPolicy,
        N_("Leads: the first call"),
        {
            "target_hours": N_("Hours within which a lead is called"),
            "mode": N_("… counted"),
            "warn_percent": N_("Reminder when so much of it is used (%)"),
            "owner_after_hours": N_("Hours after that until the firm's owner is told"),
            "unassigned_minutes": N_("Minutes in the queue until managers are reminded"),
        },
    ),
    Sheet(
        AskingPolicy,
        N_("Surveys"),
        {
            "rest": N_("Days until a customer may be asked again"),
            "after_orders": N_("Ask after each order"),
            "order_days": N_("… so many days after it"),
            "each_quarter": N_("Make a campaign each quarter"),
            "launches_itself": N_("… and launch it without being looked at"),
            "quarter_days": N_("… which runs for the last days of the quarter"),
            "most_dials": N_("Calls until a customer is left alone"),
            "low_score": N_("Satisfaction (1 to 5) from which down an answer is looked into"),
            "low_nps": N_("Recommendation (0 to 10) from which down it is looked into"),
            "low_ces": N_("Ease (1 to 7) from which down it is looked into"),
            "opens_complaint": N_("Register such an answer as a complaint at once"),
            "look_within": N_("Days somebody has to look into it"),
        },
    ),
    Sheet(
        RfmPolicy,
        N_("RFM: fixed thresholds, for few customers or many equal values"),
        {
            "days_5": N_("R is 5: days since the last order, at most"),
            "days_4": N_("R is 4: days since the last order, at most"),
            "days_3": N_("R is 3: days since the last order, at most"),
            "days_2": N_("R is 2: days since the last order, at most"),
            "orders_2": N_("F is 2: orders in 365 days, at least"),
            "orders_3": N_("F is 3: orders in 365 days, at least"),
            "orders_4": N_("F is 4: orders in 365 days, at least"),
            "orders_5": N_("F is 5: orders in 365 days, at least"),
            "net_2": N_("M is 2: net amount in 365 days, at least"),
            "net_3": N_("M is 3: net amount in 365 days, at least"),
            "net_4": N_("M is 4: net amount in 365 days, at least"),
            "net_5": N_("M is 5: net amount in 365 days, at least"),
        },
    ),
    Sheet(
        RiskPolicy,
        N_("Customers at risk"),
        {
            "silent_points": N_("Points for a silence beyond the customer's own rhythm"),
            "complaint_points": N_("Points for each open complaint"),
            "score_points": N_("Points for a low score"),
            "refusal_points": N_("Points for a solution that was declined"),
            "low_score": N_("Score (1 to 5) from which down it is low"),
            "days_before_lost": N_("Days before a silent customer counts as lost"),
            "look_back_days": N_("Days for which scores and declined solutions count"),
            "shown_from": N_("Points from which a customer is listed"),
        },
    ),
    Sheet(
        LifecyclePolicy,
        N_("Stages of customers"),
        {
            "new_days": N_("New: first bought at most so many days ago"),
            "loyal_days": N_("Loyal: bought on three days within so many days"),
            "content_from": N_("… and gave at least so many of 5 points when last asked"),
            "lost_days": N_("Lost: bought nothing for more than so many days"),
            "lost_gaps": N_("… with a rhythm of their own: for more than so many of their usual gaps"),
            "lost_days_at_least": N_("… but never before so many days"),
        },
        N_(
            "What new and loyal mean follows at once; who is lost, and the numbers, follow within a few minutes, when "
            "every customer's purchases have been gone through again."
        ),
    ),
    Sheet(
        NumberPolicy,
        N_("How numbers are told"),
        {
            "complaints_per": N_("Complaint rate of"),
            "margin_percent": N_("Gross margin in per cent; 100: not known"),
        },
        N_(
            "Cards, charts, targets, the command line and reports that are made from now on follow at once. Nothing "
            "that is stored changes: targets mean what they meant, and reports already made stay as they are."
        ),
    ),
)
