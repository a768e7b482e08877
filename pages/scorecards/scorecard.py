"""For everybody their own month, for managers the team's, for the owner all: scores with what they rest on."""

import streamlit as st

from auth.permissions import Permission
from care import scorecards
from core.i18n import _
from ui import award_parts, current, score_parts, score_policy_parts
from ui.actions import ask


def page() -> None:
    actor = current.signed_in(Permission.SCORE_READ)
    with st.container(horizontal=True, vertical_alignment="center", key="scores-title"):
        st.title(_("Performance"), anchor=False, width="content")
        st.space("stretch")
        month = score_parts.month_picker()
    board = ask(scorecards.scoreboard, month=month)

    mine = [card for card in board.people if card.user_id == actor.id]
    if len(board.people) == 1 and mine and not board.teams:
        score_parts.single(mine[0], month)
    else:
        score_parts.board(board)
        score_parts.open_asked(board)
    if actor.may(Permission.SETTINGS_CHANGE):
        score_policy_parts.weights()
    award_parts.register(ask(scorecards.awards), board, may_decide=actor.may(Permission.AWARD_DECIDE))


page()
