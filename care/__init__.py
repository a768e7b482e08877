"""Customer care itself: one folder per capability. No Streamlit, no SQL outside queries and commands."""
