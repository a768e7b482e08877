"""A database tells whether it is at the version of the code."""

import pytest
from sqlalchemy import text

from core.settings import settings
from db import session as database
from db import version
from routes.lifespan import make_ready


def test_a_migrated_database_is_current_and_an_older_one_is_not():
    assert version.is_current()

    with database.transaction() as session:
        current = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    try:
        assert not version.is_current()
    finally:
        with database.transaction() as session:
            session.execute(text("UPDATE alembic_version SET version_num = :current"), {"current": current})
    assert version.is_current()


@pytest.fixture
def new_folder(tmp_path, monkeypatch):
    """A data folder that is not there yet, with a SQLite file of its own."""
    folder = tmp_path / "new"
    monkeypatch.setenv("GUANJIA_DATA", str(folder))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder / 'guanjia.db'}")
    settings.cache_clear()
    yield folder
    database.dispose()
    monkeypatch.undo()
    settings.cache_clear()


def test_a_bare_start_makes_folder_and_database_and_tells_the_way_in(new_folder, caplog):
    make_ready()

    assert version.is_current()
    assert "/?setup=" in caplog.text


def test_a_second_start_leaves_the_first_link_alone(new_folder, caplog):
    make_ready()
    caplog.clear()

    make_ready()

    assert not caplog.text
