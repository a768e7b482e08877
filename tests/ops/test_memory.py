"""What stays for good is set aside, so that looking for garbage holds nobody up."""

import gc
import sys
from types import ModuleType

import pytest

from routes.memory import Settling


@pytest.fixture(autouse=True)
def nothing_set_aside():
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_after_a_full_look_what_is_there_is_set_aside_once():
    settling = Settling()

    settling("stop", {"generation": 2})
    assert gc.get_freeze_count() > 10_000
    gc.unfreeze()
    settling("stop", {"generation": 2})

    assert gc.get_freeze_count() == 0


def test_when_modules_have_come_it_is_done_again(monkeypatch):
    settling = Settling()
    settling("stop", {"generation": 2})
    gc.unfreeze()
    monkeypatch.setitem(sys.modules, "guanjia_new_page", ModuleType("guanjia_new_page"))

    settling("stop", {"generation": 2})

    assert gc.get_freeze_count() > 10_000


@pytest.mark.parametrize(("phase", "generation"), [("start", 2), ("stop", 0), ("stop", 1)])
def test_nothing_is_set_aside_before_all_was_looked_through(phase, generation):
    Settling()(phase, {"generation": generation})

    assert gc.get_freeze_count() == 0
