"""What rows say of leads, of visits to customers, and of what customers answered."""

from care.imports.fields import Field, Parser
from core.i18n import N_

_WHOSE = (
    Field("number", N_("Customer number"), Parser.IDENTIFIER, 40),
    Field("name", N_("Customer name")),
    Field("phone", N_("Phone number"), Parser.PHONE),
    Field("email", N_("E-mail"), Parser.EMAIL),
)

LEAD_FIELDS = (
    Field("lead_no", N_("Lead number"), Parser.IDENTIFIER, 20),
    Field("at", N_("Came in on"), Parser.MOMENT),
    Field("name", N_("Name")),
    Field("company", N_("Company")),
    Field("phone", N_("Phone number"), Parser.PHONE),
    Field("email", N_("E-mail"), Parser.EMAIL),
    Field("wechat", N_("WeChat"), Parser.IDENTIFIER, 100),
    Field("number", N_("Customer number"), Parser.IDENTIFIER, 40),
    Field("source", N_("Source"), Parser.SOURCE, 60),
    Field("region", N_("Region"), Parser.LINE, 60),
    Field("need", N_("What they want"), length=2000),
    Field("stage", N_("Stage"), Parser.LEAD_STAGE, 60),
    Field("owner", N_("Person in charge"), length=60),
    Field("first_contact_at", N_("First contact on"), Parser.MOMENT),
    Field("ended_at", N_("Ended on"), Parser.MOMENT),
    Field("lost_reason", N_("Why it was lost"), Parser.LOST_REASON, 300),
    Field("note", N_("Note"), length=2000),
)

VISIT_FIELDS = (
    Field("at", N_("Visited on"), Parser.MOMENT),
    *_WHOSE,
    Field("channel", N_("By which way"), Parser.CASE_CHANNEL, 60),
    Field("result", N_("Result"), Parser.VISIT_OUTCOME, 300),
    Field("content", N_("What was said"), length=4000),
    Field("satisfaction", N_("Satisfaction (1 to 5)"), Parser.CASE_SCORE, 300),
    Field("need_change", N_("What they need now"), length=1000),
    Field("problem", N_("What they complain of"), length=1000),
    Field("visitor", N_("Visited by"), length=60),
    Field("next_at", N_("Next contact on"), Parser.MOMENT),
    Field("note", N_("Note"), length=2000),
)

ANSWER_FIELDS = (
    Field("at", N_("Answered on"), Parser.MOMENT),
    *_WHOSE,
    Field("channel", N_("Asked by"), Parser.ASKED_BY, 60),
    Field("order_no", N_("Order number"), Parser.IDENTIFIER, 60),
    Field("score", N_("Satisfaction (1 to 5)"), Parser.CASE_SCORE, 300),
    Field("nps", N_("Recommendation (0 to 10)"), Parser.POINTS, 60),
    Field("ces", N_("How easy it was (1 to 7)"), Parser.POINTS, 60),
    Field("comment", N_("What they wrote"), length=5000),
    Field("collector", N_("Asked on the phone by"), length=60),
)
