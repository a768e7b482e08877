"""Privacy: what people were told, and what they agreed to (R60, R61)."""

from care.privacy.agreement import agreed_to, has_agreed
from care.privacy.consents import Answer, consents_of, notice_in_force, record_consent

__all__ = ["Answer", "agreed_to", "consents_of", "has_agreed", "notice_in_force", "record_consent"]
