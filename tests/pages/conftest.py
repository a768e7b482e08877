"""What several screens are shown with."""

import pytest

from tests.pages.complaint_screen import registered


@pytest.fixture
def complaint(lin, a_customer) -> int:
    """王芳 complained to 林静 by phone about a cup that leaks."""
    customer = a_customer("王芳", owner=lin)
    return registered(lin, customer.id)
