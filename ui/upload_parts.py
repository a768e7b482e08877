"""The place to choose or drop files. Streamlit's own words in it are always English."""

import json

import streamlit as st

from core.i18n import _


def speak_our_language(*, refused: str = "") -> None:
    """Put our words where Streamlit's stand; `refused` for what the browser already turns down."""
    button, hint, wrong = (
        json.dumps(words, ensure_ascii=False) for words in (_("Choose a file"), _("or drop it here"), refused)
    )
    box = '[data-testid="stFileUploaderDropzone"]'
    error = '[data-testid="stFileUploaderFileErrorMessage"]'
    st.html(
        f"<style>{box} button p, {box} [data-testid='stFileUploaderDropzoneInstructions'] {{ font-size: 0; }}"
        f"{box} button p::after {{ content: {button}; font-size: 0.93rem; }}"
        f"{box} [data-testid='stFileUploaderDropzoneInstructions']::after {{ content: {hint}; font-size: 0.93rem; }}"
        f"{box} [data-testid='stFileUploaderDropzoneInstructions'] > * {{ display: none; }}"
        f"{error} {{ font-size: 0; }} {error}::after {{ content: {wrong}; font-size: 0.82rem; }}</style>"
    )
