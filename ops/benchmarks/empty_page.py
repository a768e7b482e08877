"""The floor of a screen: Streamlit alone, one field and one switch that show what was done to them."""

import streamlit as st

typed = st.text_input("Search", key="search", live=True)
turned = st.toggle("Turn", key="turn")
st.text(f"searched {typed}, turned {turned}")
