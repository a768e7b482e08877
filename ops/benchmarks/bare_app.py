"""The floor of a start: the libraries the product imports, and a form to sign in that does nothing."""

import altair  # noqa: F401
import openpyxl  # noqa: F401
import pandas  # noqa: F401
import sqlmodel  # noqa: F401
import streamlit as st
import streamlit_authenticator  # noqa: F401

with st.form("sign-in"):
    st.text_input("Name")
    st.text_input("Password", type="password")
    st.form_submit_button("Sign in")
