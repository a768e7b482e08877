"""Privacy: what people were told, and what they agreed to (R60, R61)."""

from care.privacy.consents import Answer, ShownNotice, consents_of, notice_in_force, notice_shown, record_consent

__all__ = ["Answer", "ShownNotice", "consents_of", "notice_in_force", "notice_shown", "record_consent"]
