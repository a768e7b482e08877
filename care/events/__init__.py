"""Customer events 客户活动: planned, invited to, held; who came, and who was spoken with afterwards (R19)."""

from care.events.attending import answer, mark_held, take_attendance, walk_in
from care.events.choosing import AT_ONCE, Choice, InviteCount, invite_count
from care.events.commands import cancel_event, change_event, plan_event
from care.events.exporting import export_file, hand_out_export
from care.events.following import WORKING_DAYS, follow_up
from care.events.inviting import Invited, invite, invite_many, withdraw
from care.events.lines import AttendeeLine, Counts, CustomerEventLine, EventFile, EventLine, EventPage, Span
from care.events.planning import LENGTHS, NewEvent
from care.events.queries import GUESTS, PAGE, event, events, events_of
from care.events.refusals import AlreadyAnswered, EventOver, NoConsent, NotThere, NotYetHeld, SpokenWith

__all__ = [
    "AT_ONCE",
    "GUESTS",
    "LENGTHS",
    "PAGE",
    "WORKING_DAYS",
    "AlreadyAnswered",
    "AttendeeLine",
    "Choice",
    "Counts",
    "CustomerEventLine",
    "EventFile",
    "EventLine",
    "EventOver",
    "EventPage",
    "InviteCount",
    "Invited",
    "NewEvent",
    "NoConsent",
    "NotThere",
    "NotYetHeld",
    "Span",
    "SpokenWith",
    "answer",
    "cancel_event",
    "change_event",
    "event",
    "events",
    "events_of",
    "export_file",
    "follow_up",
    "hand_out_export",
    "invite",
    "invite_count",
    "invite_many",
    "mark_held",
    "plan_event",
    "take_attendance",
    "walk_in",
    "withdraw",
]
