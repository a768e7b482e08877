"""The secrets of an installation: made once, and never taken for what they are not."""

import pytest

from auth import keys
from core.settings import settings


@pytest.fixture
def kept():
    keys.key.cache_clear()
    path = settings().keys_dir / "probe.key"
    yield path
    path.unlink(missing_ok=True)
    keys.key.cache_clear()


def test_a_key_is_made_once_and_is_its_owners_alone(kept):
    made = keys.key("probe")
    keys.key.cache_clear()

    assert keys.key("probe") == made
    assert len(made) == 32
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["", "zz", "ab" * 8])
def test_a_damaged_key_is_refused_in_a_sentence(kept, content):
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(content)

    with pytest.raises(keys.DamagedKey, match=r"probe\.key"):
        keys.key("probe")
