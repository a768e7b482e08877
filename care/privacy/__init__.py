"""Privacy: what people were told, and what they agreed to (R60, R61)."""

from care.privacy.consents import Answer, consents_of, notice_in_force, record_consent

__all__ = ["Answer", "consents_of", "notice_in_force", "record_consent"]
