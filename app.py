"""The front door: the script, the plain HTTP routes beside it, the guard before both, what runs at start and end."""

import streamlit as st

app = st.App("ui/frame.py")
