"""Screens of surveys: what is asked, of whom, and what they say."""
