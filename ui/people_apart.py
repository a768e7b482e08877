"""Colleagues in a list to choose from: a list tells its choices apart by their words, and two may share a name."""

from collections import Counter
from collections.abc import Mapping

from auth import accounts
from core.i18n import _
from ui.actions import ask
from ui.safe import esc


def told_apart(names: Mapping[int, str]) -> dict[int, str]:
    """The same people in the same order; whoever is not the only one of that name with the user name beside it."""
    shown = {id_: esc(name) for id_, name in names.items()}
    often = Counter(shown.values())
    alike = {id_ for id_, words in shown.items() if often[words] > 1}
    if not alike:
        return dict(names)
    signed = ask(accounts.usernames, alike)
    words = _("{name} ({username})")
    return {
        id_: words.format(name=name, username=signed.get(id_, id_)) if id_ in alike else name
        for id_, name in names.items()
    }
