"""Names, companies and e-mail addresses: the keys they are compared by and the masks they are shown with."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_COMPOUND = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 "
    "公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 "
    "拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 第五"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
_LEGAL_FORMS = (
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "株式会社",
    "(集团)",
    "集团",
    "股份",
    "公司",
    "corporation",
    "incorporated",
    "limited",
    "co.,ltd.",
    "co.,ltd",
    "co.ltd.",
    "co.ltd",
    "gmbh",
    "corp.",
    "corp",
    "inc.",
    "inc",
    "llc",
    "ltd.",
    "ltd",
    "co.",
)
_SPACES = re.compile("[\\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
# A branch (分公司) is a customer of its own: its name keeps the word.
_FORM_AT_END = re.compile(r"[,.\s(]*(?<!分)(?:{})[)\s,.]*$".format("|".join(map(re.escape, _LEGAL_FORMS))))
_FORM_AT_START = re.compile(r"^(?:{})[\s,.]*".format("|".join(map(re.escape, _LEGAL_FORMS[:8]))))
_EMAIL = re.compile(r"[a-z0-9._%+\-']+@(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z]{2,24}")
_UNICODE_EMAIL = re.compile(r"[\w.%+\-']+@(?:\w(?:[\w\-]*\w)?\.)+\w{2,24}")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def name_key(name: str) -> str:
    """What two spellings of one name share: width, case, spaces and script do not count."""
    if name.isascii():
        return _SPACES.sub("", name).casefold()
    key = unicodedata.normalize("NFKC", name)
    simplified: str = _simplifier().convert(_SPACES.sub("", key).casefold())
    return simplified


def company_key(name: str) -> str:
    """A name key without legal forms at either end; a name that is nothing but a form stays as it is."""
    whole = name_key(name)
    bare = _FORM_AT_END.sub("", _FORM_AT_START.sub("", whole))
    return bare or whole


def mask_name(name: str) -> str:
    """The surname and a star: 张*, 欧阳*."""
    name = name.strip()
    if not name:
        return ""
    kept = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:kept] + "*"


def clean_email(raw: str) -> str | None:
    """The address in the one spelling we store, or None when it is none."""
    address = raw.strip().lower()
    if _EMAIL.fullmatch(address):
        return address
    address = _SPACES.sub("", unicodedata.normalize("NFKC", raw)).lower().removeprefix("mailto:").strip("<>;,")
    return address if _UNICODE_EMAIL.fullmatch(address) else None


def mask_email(address: str) -> str:
    """z***@qq.com: enough to recognise one's own."""
    local, at, domain = address.partition("@")
    return f"{local[:1]}***{at}{domain}" if at else "***"
