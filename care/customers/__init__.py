"""Customers: who they are, how they are found, what is known about them."""

from care.customers.choices import Colleague, colleagues, regions, tag_names
from care.customers.completeness import WEIGHTS, completeness, missing
from care.customers.contacts import (
    Birth,
    add_channels,
    add_contact,
    edit_contact,
    make_primary,
    remove_contact,
    reveal_channels,
)
from care.customers.contentment import discontent_among
from care.customers.creation import LikelyDuplicate, NewContact, create_customer, create_or_compare, free_number
from care.customers.directory import Directory, Line, directory
from care.customers.duplicates import Resembling, resembling
from care.customers.editing import edit_customer
from care.customers.event import Event
from care.customers.exporting import export_file, hand_out_export
from care.customers.fields import EDITABLE, FINANCE, LENGTHS, OLDEST, is_lunar_day
from care.customers.finding import hold
from care.customers.grams import grams, query_grams
from care.customers.indexing import Findable, findable, fold
from care.customers.lifecycle import LIFECYCLE, LifecyclePolicy, Purchases, lapses_on, lifecycle, purchases
from care.customers.looking import COUNTED, Sort
from care.customers.names import COMPOUND_SURNAMES, clean_email, company_key, mask_email, mask_name, name_key
from care.customers.phones import PhoneFault, PhoneReading, mask_phone, phone_digits, read_phones
from care.customers.pinyin import initials, pinyin, sounds
from care.customers.profile import Bought, Freshness, Person, Profile, Way, profile
from care.customers.reach import Reach, read_reaches
from care.customers.removal import remove_customer, restore_customer
from care.customers.selection import DirectoryFilters, lifecycle_case, standing, standing_at
from care.customers.stewardship import assign_owner, set_tier, unverify, verify
from care.customers.tags import tag_customer
from care.customers.timeline import Timeline, changes, timeline
from care.customers.verification import VERIFICATION, VerificationPolicy, is_stale, verify_by
from care.customers.words import SOURCES

__all__ = [
    "COMPOUND_SURNAMES",
    "COUNTED",
    "EDITABLE",
    "FINANCE",
    "LENGTHS",
    "LIFECYCLE",
    "OLDEST",
    "SOURCES",
    "VERIFICATION",
    "WEIGHTS",
    "Birth",
    "Bought",
    "Colleague",
    "Directory",
    "DirectoryFilters",
    "Event",
    "Findable",
    "Freshness",
    "LifecyclePolicy",
    "LikelyDuplicate",
    "Line",
    "NewContact",
    "Person",
    "PhoneFault",
    "PhoneReading",
    "Profile",
    "Purchases",
    "Reach",
    "Resembling",
    "Sort",
    "Timeline",
    "VerificationPolicy",
    "Way",
    "add_channels",
    "add_contact",
    "assign_owner",
    "changes",
    "clean_email",
    "colleagues",
    "company_key",
    "completeness",
    "create_customer",
    "create_or_compare",
    "directory",
    "edit_contact",
    "edit_customer",
    "export_file",
    "findable",
    "fold",
    "free_number",
    "grams",
    "hand_out_export",
    "hold",
    "initials",
    "is_lunar_day",
    "is_stale",
    "lapses_on",
    "discontent_among",
    "lifecycle",
    "lifecycle_case",
    "make_primary",
    "mask_email",
    "mask_name",
    "mask_phone",
    "missing",
    "name_key",
    "phone_digits",
    "pinyin",
    "profile",
    "purchases",
    "query_grams",
    "read_phones",
    "read_reaches",
    "regions",
    "remove_contact",
    "remove_customer",
    "resembling",
    "restore_customer",
    "reveal_channels",
    "set_tier",
    "sounds",
    "standing",
    "standing_at",
    "tag_customer",
    "tag_names",
    "timeline",
    "unverify",
    "verify",
    "verify_by",
]
