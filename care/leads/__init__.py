"""Leads: people who may become customers, reached within a day, worked on stage by stage."""

from care.leads.intake import register, register_or_compare
from care.leads.joining import tell_more
from care.leads.newcomers import LENGTHS, Agreed, NewLead
from care.leads.policy import LeadPolicy
from care.leads.twins import LikelyTwin, Twin, resembling

__all__ = [
    "LENGTHS",
    "Agreed",
    "LeadPolicy",
    "LikelyTwin",
    "NewLead",
    "Twin",
    "register",
    "register_or_compare",
    "resembling",
    "tell_more",
]
