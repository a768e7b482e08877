"""The fields of a template: which there are, by either name, and what stands in them for one customer. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from care.customers import COMPOUND_SURNAMES

FIELDS = {
    "salutation": "称呼",
    "name": "姓名",
    "company": "公司",
    "occasion": "节日",
    "years": "年数",
    "item": "产品",
    "me": "我",
    "firm": "本公司",
}
"""English name and Chinese name; a template may use both."""
_NAMED = {name: field for field, chinese in FIELDS.items() for name in (field, chinese)}
_FIELD = re.compile(r"\{([^{}\n]{0,40})\}")
# How somebody with this job is addressed after the surname, the longest ending first.
_TITLES = {"总经理": "总", "董事长": "董", "总裁": "总", "老板": "总"}
_AS_THEY_ARE = ("经理", "总监", "主任", "主管", "部长", "科长", "厂长", "院长", "校长", "店长", "教授", "老师", "医生",
                "工程师", "会计", "律师", "总", "女士", "先生")  # fmt: skip


@dataclass(frozen=True)
class Addressee:
    """Who is greeted: a private customer, or a person at a company."""

    name: str
    title: str = ""
    company: str = ""


def salutation(who: Addressee) -> str:
    """王经理, 欧阳总; the whole name where the job says nothing, since nobody's sex is on file."""
    surname = who.name[:2] if len(who.name) > 2 and who.name[:2] in COMPOUND_SURNAMES else who.name[:1]
    if not who.name or who.name.isascii() or len(who.name) > 4:
        return who.name or who.company
    for ending, called in _TITLES.items():
        if who.title.endswith(ending):
            return surname + called
    called = next((ending for ending in _AS_THEY_ARE if who.title.endswith(ending)), "")
    return surname + called if called else who.name


def unknown_fields(words: str) -> tuple[str, ...]:
    """What stands in braces and is no field of ours."""
    return tuple(dict.fromkeys(name for name in _FIELD.findall(words) if name.strip() not in _NAMED))


def fill(words: str, values: Mapping[str, str]) -> str:
    """The words with their fields filled; what is no field stays as it was written."""
    filled = _FIELD.sub(lambda found: _value(found, values), words)
    return "\n".join(line.strip() for line in filled.splitlines()).strip()


def _value(found: re.Match[str], values: Mapping[str, str]) -> str:
    field = _NAMED.get(found[1].strip())
    return found[0] if field is None else values.get(field, "")
