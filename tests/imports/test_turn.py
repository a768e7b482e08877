"""One import at a time, and a turn that ends badly is over all the same."""

import pytest

from care import imports


def stumble() -> None:
    with imports.turn(wait=False) as mine:
        assert mine
        raise ZeroDivisionError


def test_a_turn_that_ended_in_an_error_is_free_for_the_next():
    with pytest.raises(ZeroDivisionError):
        stumble()

    with imports.turn(wait=False) as next_one:
        assert next_one
