"""The script behind every address: language, sign-in or navigation by permission, and the last net for errors."""

import logging
import secrets
from collections.abc import Callable
from functools import partial

import streamlit as st

from auth.actor import Actor
from core import i18n
from core.errors import Refusal
from core.i18n import _
from ui import current, header, navigation, welcome
from ui.actions import show_refusal
from ui.look import ART, apply_look, favicon, logo
from ui.own_password import must_choose_password


def frame() -> None:
    i18n.resolve_with(current.language)
    with current.one_look():
        actor = current.actor_or_none()
        if actor is not None and actor.language:
            current.speak(actor.language)
        # A screen says hundreds of words: what language they are in is asked once.
        with i18n.speaking(current.language() or i18n.DEFAULT_LANGUAGE):
            _show(actor)


def _show(actor: Actor | None) -> None:
    inside = actor if not welcome.has_link() else None
    page = st.navigation(navigation.pages(actor), position="sidebar" if inside and _is_free(inside) else "hidden")
    st.set_page_config(
        page_title=f"{page.title if inside else _('Sign in')} · {_('Guanjia')}",
        page_icon=favicon(),
        layout="wide",
    )
    apply_look()
    if inside is None:
        _guarded(welcome.show)
        return
    st.logo(logo(), size="large", icon_image=str(ART / "mark.svg"))
    _guarded(partial(header.show, inside, page.url_path))
    current.show_flash()
    _guarded(page.run if _is_free(inside) else must_choose_password)


def _is_free(actor: Actor) -> bool:
    """Not held back by a password that somebody else chose."""
    return not actor.must_change_password


def _guarded(run: Callable[[], object]) -> None:
    """Refusals as sentences; surprises as a reference number that the log explains."""
    try:
        run()
    except current.SignedOut:
        welcome.show()
    except Refusal as refusal:
        show_refusal(refusal)
    except Exception:
        reference = secrets.token_hex(4).upper()
        logging.getLogger("guanjia").exception("Unexpected error %s", reference)
        st.error(
            _("Something went wrong on our side. Nothing was saved. Reference: {reference}").format(
                reference=reference
            ),
            icon=":material/report:",
        )


frame()
