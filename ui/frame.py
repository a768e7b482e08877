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
from ui import current, header, menu, welcome
from ui.actions import show_refusal
from ui.look import ART, apply_look, favicon, logo
from ui.own_password import must_choose_password


def frame() -> None:
    i18n.resolve_with(current.language)
    actor = current.actor_or_none()
    if actor is not None and actor.language:
        current.speak(actor.language)
    inside = actor if not welcome.has_link() else None
    page = st.navigation(_navigation(actor), position="sidebar" if inside and _is_free(inside) else "hidden")
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


def _navigation(actor: Actor | None) -> dict[str, list[st.Page]]:
    """Every screen is declared, so that each address answers; the menu shows what the actor may open."""
    groups: dict[str, list[st.Page]] = {}
    for screen in menu.SCREENS:
        allowed = actor is not None and (screen.permission is None or actor.may(screen.permission))
        page = st.Page(
            screen.path,
            title=_(screen.title),
            url_path=screen.address,
            default=screen is menu.SCREENS[0],
            visibility="visible" if allowed and screen.group else "hidden",
        )
        groups.setdefault(_(screen.group) if screen.group else "", []).append(page)
    return groups


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
