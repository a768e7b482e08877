"""A customer sees whose page it is, when the firm has said its name."""

import pytest

from core.settings import settings
from routes.plain_page import sentence_page


@pytest.fixture
def company(monkeypatch):
    def name(said: str) -> None:
        monkeypatch.setenv("GUANJIA_COMPANY", said)
        settings.cache_clear()

    yield name
    monkeypatch.undo()
    settings.cache_clear()


def test_the_page_bears_the_companys_name_as_text(company):
    company("清明茶业 <有限公司>")

    assert '<p class="company">清明茶业 &lt;有限公司&gt;</p>' in sentence_page("谢谢", "已收到。")


def test_without_a_name_nothing_stands_in_its_place(company):
    company("")

    assert "company" not in sentence_page("谢谢", "已收到。").split("</style>")[1]
