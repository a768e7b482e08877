"""The permission matrix as people read it is the one that every command asks."""

import pytest

from auth.meanings import MEANINGS
from auth.permissions import MATRIX
from core import i18n
from db.models import Role

WORDS = {"en": {"own": "Own", "team": "Own team", "all": "All", None: "—"},
         "zh_CN": {"own": "本人", "team": "本队", "all": "全部", None: "—"}}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_permission_and_role_is_shown_with_its_reach(screen, qian, language):
    at = screen("admin/roles.py", qian, language=language)

    assert not at.exception
    shown = at.dataframe[0].value
    i18n.use(language)
    assert shown.iloc[:, 0].to_list() == [i18n._(MEANINGS[permission]) for permission in MATRIX]
    for column, role in enumerate(Role, start=1):
        reach = [WORDS[language][MATRIX[permission].get(role)] for permission in MATRIX]
        assert shown.iloc[:, column].to_list() == reach


@pytest.mark.parametrize("person", ["lin", "zhou", "he", "fang"])
def test_it_is_not_for_everybody(screen, request, person):
    at = screen("admin/roles.py", request.getfixturevalue(person))

    assert not at.dataframe
    assert at.error
