"""Streamlit parts shared by the screens."""
