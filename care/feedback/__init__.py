"""Feedback: what an answer to a survey calls for. A poor one is looked into, a suggestion is registered."""

from care.feedback.commands import AlreadyRegistered, open_complaint, take, take_by_phone

__all__ = ["AlreadyRegistered", "open_complaint", "take", "take_by_phone"]
