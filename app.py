"""The front door: the script, the plain HTTP routes beside it, the guard before both."""

import streamlit as st
from starlette.middleware import Middleware

from auth.guard import Guard
from routes import all_routes
from routes.lifespan import lifespan

app = st.App("ui/frame.py", routes=all_routes(), middleware=[Middleware(Guard)], lifespan=lifespan)
