"""Two spellings of one name or firm meet in one key; masks show only what is needed."""

import pytest

from care.customers.names import clean_email, company_key, mask_email, mask_name, name_key


@pytest.mark.parametrize("spelling", ["華為 技術", "华为技术", "华为　技术", "\u200b华为技术"])
def test_width_space_and_script_do_not_count_in_a_name(spelling):
    assert name_key(spelling) == name_key("华为技术")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("深圳市腾讯计算机系统有限公司", "深圳市腾讯计算机系统"),
        ("Foo Co., Ltd.", "foo"),
        ("Apple Inc.", "apple"),
        ("株式会社日立", "日立"),
    ],
)
def test_a_company_is_compared_without_its_legal_form(name, key):
    assert company_key(name) == key


def test_a_branch_is_a_customer_of_its_own():
    assert company_key("招商银行股份有限公司上海分公司") != company_key("招商银行股份有限公司")


def test_a_name_that_is_only_a_legal_form_keeps_its_key():
    assert company_key("有限公司") == "有限公司"
    assert company_key("集团") != company_key("有限公司")


@pytest.mark.parametrize(("name", "mask"), [("张三", "张*"), ("欧阳锋", "欧阳*"), ("Li Lei", "L*"), ("", "")])
def test_a_masked_name_shows_the_surname(name, mask):
    assert mask_name(name) == mask


@pytest.mark.parametrize(
    ("raw", "clean"),
    [(" Zhang.San＠QQ.com ", "zhang.san@qq.com"), ("a@b.cn", "a@b.cn"), ("a@b", None), ("a b@c.cn,d@e.cn", None)],
)
def test_an_email_has_one_spelling_or_is_none(raw, clean):
    assert clean_email(raw) == clean


def test_a_masked_email_keeps_its_domain():
    assert mask_email("zhang@qq.com") == "z***@qq.com"
