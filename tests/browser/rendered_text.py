"""A page for the browser test of ui.safe: every attack, shown in every kind of label."""

import json
from pathlib import Path

import streamlit as st

from ui.safe import esc

texts = json.loads(Path(__file__).with_name("dangerous_texts.json").read_text(encoding="utf8"))
for number, text in enumerate(texts):
    with st.container(key=f"text-{number}"):
        st.markdown(esc(text))
        st.caption(esc(text))
        st.button(esc(text), key=f"button-{number}")
        st.metric(esc(text), "1")
        st.checkbox(esc(text), key=f"checkbox-{number}")
        st.info(esc(text))
