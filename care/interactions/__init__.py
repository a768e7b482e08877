"""Contacts with customers: what was said, when, by which channel, with what outcome, and what comes next."""

from care.interactions.commands import hand_over, write
from care.interactions.contact import LENGTHS, TALKED_BY, NewInteraction, is_response, problems
from care.interactions.next_days import NextDay, Soon
from care.interactions.queries import Standing, last_contact, usual_next_days
from care.interactions.step_queries import NextStep, NextSteps, Steps, next_steps
from care.interactions.words import MEDIA

__all__ = [
    "LENGTHS",
    "MEDIA",
    "TALKED_BY",
    "NewInteraction",
    "NextDay",
    "NextStep",
    "NextSteps",
    "Soon",
    "Standing",
    "Steps",
    "hand_over",
    "is_response",
    "last_contact",
    "next_steps",
    "problems",
    "usual_next_days",
    "write",
]
