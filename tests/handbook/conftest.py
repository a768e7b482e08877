"""The rulebook as a firm has it on its first day, and complaints whose clocks run."""

from datetime import timedelta

import pytest
from sqlmodel import select

from care import handbook
from core import clock
from db.models import Rule
from tests.complaints.conftest import a_complaint as a_complaint

__all__ = ["a_complaint"]


@pytest.fixture
def book(session, chen, zhou, lin, xu, he):
    """The default rulebook, in the hands of the owner; by their numbers: book["3.1"]."""
    handbook.install(session)
    handbook.keep_up(session)
    return {rule.code: rule for rule in session.exec(select(Rule))}


@pytest.fixture
def later():
    """Let time pass: later(hours=2). The world's fixture puts the clock back."""

    def pass_(**span):
        clock.freeze(clock.now() + timedelta(**span))
        return clock.now()

    return pass_
