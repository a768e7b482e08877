"""Customers: who they are, how they are found, what is known about them."""

from care.customers.completeness import completeness
from care.customers.grams import grams, query_grams
from care.customers.indexing import Findable, findable, fold
from care.customers.lifecycle import LIFECYCLE, LifecyclePolicy, Purchases, lapses_on, lifecycle, purchases
from care.customers.names import clean_email, company_key, mask_email, mask_name, name_key
from care.customers.phones import PhoneFault, PhoneReading, mask_phone, phone_digits, read_phones
from care.customers.pinyin import initials, pinyin, sounds
from care.customers.verification import VERIFICATION, VerificationPolicy, verify_by

__all__ = [
    "Findable",
    "LIFECYCLE",
    "LifecyclePolicy",
    "PhoneFault",
    "PhoneReading",
    "Purchases",
    "VERIFICATION",
    "VerificationPolicy",
    "clean_email",
    "company_key",
    "completeness",
    "findable",
    "fold",
    "grams",
    "initials",
    "lapses_on",
    "lifecycle",
    "mask_email",
    "mask_name",
    "mask_phone",
    "name_key",
    "phone_digits",
    "pinyin",
    "purchases",
    "query_grams",
    "read_phones",
    "sounds",
    "verify_by",
]
