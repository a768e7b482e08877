"""Contacts about complaints stand on the same complaints."""

from tests.complaints.conftest import a_complaint as a_complaint
