"""Moments as one says them while one works: the day goes without saying where it is near, the year where it is this."""

from datetime import timedelta

import pytest

from core import clock, i18n
from ui import formats


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        (-1, "yesterday 10:00", "昨天 10:00"), (0, "today 10:00", "今天 10:00"), (1, "tomorrow 10:00", "明天 10:00"),
        (3, "Mar 12 10:00", "3月12日 10:00"), (365, "Mar 9, 2027 10:00", "2027年3月9日 10:00"),
    ],
)  # fmt: skip
def test_a_near_moment_is_told_by_its_day(days, english, chinese):
    moment = clock.now() + timedelta(days=days)

    for language, said in (("en", english), ("zh_CN", chinese)):
        i18n.use(language)
        assert formats.near(moment) == said
