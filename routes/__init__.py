"""Plain HTTP beside Streamlit: sign-in cookie, downloads, health. No Streamlit."""
