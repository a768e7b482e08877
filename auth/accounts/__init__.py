"""The front desk of people and teams: who works here, how they come in, what they may become."""

from auth.accounts.changes import change, change_role, deactivate, move_to_team, reactivate, rename
from auth.accounts.first_owner import create_first_owner, is_new, setup_link
from auth.accounts.invitations import LinkHolder, accept, holder_of, invite, invite_again, offer_new_password
from auth.accounts.own import away_until, change_own_password, choose_language, say_away
from auth.accounts.queries import PAGE, PeoplePage, Person, PersonRow, people, person, usernames
from auth.accounts.ranks import may_grant, may_manage
from auth.accounts.teams import TeamRow, create_team, rename_team, teams

__all__ = [
    "PAGE",
    "LinkHolder",
    "PeoplePage",
    "Person",
    "PersonRow",
    "TeamRow",
    "accept",
    "away_until",
    "change",
    "change_own_password",
    "change_role",
    "choose_language",
    "create_first_owner",
    "create_team",
    "deactivate",
    "holder_of",
    "invite",
    "invite_again",
    "is_new",
    "may_grant",
    "may_manage",
    "move_to_team",
    "offer_new_password",
    "people",
    "person",
    "reactivate",
    "rename",
    "rename_team",
    "say_away",
    "setup_link",
    "teams",
    "usernames",
]
