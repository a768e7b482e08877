"""Care 关怀: birthdays, festivals, anniversaries, service that is due; what we say then, and what we give."""

from care.greetings.batches import Batch, batch
from care.greetings.commands import BY_HAND, reopen, send, skip
from care.greetings.day_commands import (
    DayRow,
    IntervalRow,
    NewDay,
    add_day,
    named_days,
    remove_day,
    remove_interval,
    service_intervals,
    set_interval,
)
from care.greetings.draft_queries import Draft, greeting, past_greetings
from care.greetings.drafting import FESTIVALS
from care.greetings.filling import FIELDS
from care.greetings.gift_commands import NewGift, ask_gift, decide_gift, give_gift, take_gift_back, withdraw_gift
from care.greetings.gift_queries import PAGE, CustomerGifts, GiftPage, GiftRow, GiftTotals, gift, gifts, gifts_of
from care.greetings.lines import Calendar, DueLines, GreetingLine, Lane, Lines, PastLine
from care.greetings.many_commands import AT_ONCE, Outcome, send_many, skip_many
from care.greetings.planning import plan_due
from care.greetings.policy import GreetingPolicy
from care.greetings.queries import calendar, coming_of, due_lines
from care.greetings.refusals import (
    AlreadyOver,
    CannotTakeBack,
    GiftMoved,
    NoConsent,
    NoMailbox,
    OwnGift,
    TooLate,
)
from care.greetings.segments import Segment, SegmentCount, Target, plan_segment, segment_count, targets
from care.greetings.template_commands import (
    Template,
    TemplateName,
    change_template,
    preview,
    reset_template,
    template,
)
from care.greetings.wordings import MEDIA, SUBJECTS, Wording

__all__ = [
    "AT_ONCE",
    "BY_HAND",
    "FESTIVALS",
    "FIELDS",
    "MEDIA",
    "PAGE",
    "SUBJECTS",
    "AlreadyOver",
    "Batch",
    "Calendar",
    "CannotTakeBack",
    "CustomerGifts",
    "DayRow",
    "Draft",
    "DueLines",
    "GiftMoved",
    "GiftPage",
    "GiftRow",
    "GiftTotals",
    "GreetingLine",
    "GreetingPolicy",
    "IntervalRow",
    "Lane",
    "Lines",
    "NewDay",
    "NewGift",
    "NoConsent",
    "NoMailbox",
    "Outcome",
    "OwnGift",
    "PastLine",
    "Segment",
    "SegmentCount",
    "Target",
    "Template",
    "TemplateName",
    "TooLate",
    "Wording",
    "add_day",
    "ask_gift",
    "batch",
    "calendar",
    "change_template",
    "coming_of",
    "decide_gift",
    "due_lines",
    "gift",
    "gifts",
    "gifts_of",
    "give_gift",
    "greeting",
    "named_days",
    "past_greetings",
    "plan_due",
    "plan_segment",
    "preview",
    "remove_day",
    "remove_interval",
    "reopen",
    "reset_template",
    "segment_count",
    "send",
    "send_many",
    "service_intervals",
    "set_interval",
    "skip",
    "skip_many",
    "take_gift_back",
    "targets",
    "template",
    "withdraw_gift",
]
