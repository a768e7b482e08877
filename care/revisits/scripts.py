"""What one says on a visit, by kind of customer, in both languages: the firm changes it, and every version is kept."""

from dataclasses import dataclass
from typing import ClassVar

from core.i18n import _, language
from db.models import CustomerKind

LONGEST = 2000
_NAME = ("{姓名}", "{name}")
"""Whoever calls says their own name here."""

_LARGE_ZH = """您好，我是{姓名}，按计划做季度回访，占用您几分钟。
1. 上次合作以来，各部门使用情况怎么样？有没有还没解决的问题？
2. 请您对我们的产品和服务打分：1 到 5 分。
3. 近期有没有新项目、采购计划或预算安排？由哪个部门负责？
4. 合同、开票、付款流程还有哪些地方需要我们配合？
5. 下次什么时候联系您方便？需要我们上门吗？"""
_LARGE_EN = """Good day, this is {name}. I am calling as planned and need a few minutes.
1. How has it worked in your departments since we last spoke? Is anything still open?
2. Please score our products and our service from 1 to 5.
3. Are there new projects, purchases or budgets coming up? Which department is in charge?
4. Is there anything about contracts, invoices or payment that we should do better?
5. When may we call again? Shall we come to you?"""
_SMALL_ZH = """您好，我是{姓名}，想了解一下您最近使用的情况。
1. 上次买的产品用得怎么样？有没有遇到问题？
2. 对我们的服务满意吗？1 到 5 分您打几分？
3. 最近生意怎么样，有没有需要补货或者新的需求？
4. 价格、送货、售后，哪一块您最希望我们改进？
5. 下次什么时候联系您比较合适？"""
_SMALL_EN = """Good day, this is {name}. I would like to hear how you are getting on.
1. How is what you bought last working? Did you meet any problem?
2. How satisfied are you with us, from 1 to 5?
3. How is business? Do you need a refill or something new?
4. Price, delivery, after-sales: what should we improve first?
5. When would be a good time to call again?"""
_PERSON_ZH = """您好，我是{姓名}，给您做个简单的回访，不推销，两分钟就好。
1. 上次买的东西用着还满意吗？
2. 如果打分，1 到 5 分您给几分？
3. 使用中有没有不方便的地方？
4. 最近还有什么需要，或者想让我们提供的？
5. 以后多久联系您一次比较合适？"""
_PERSON_EN = """Good day, this is {name}. Just a short call, nothing to sell, two minutes.
1. Are you happy with what you bought last?
2. If you scored it from 1 to 5?
3. Is anything inconvenient in daily use?
4. Is there anything else you need or would like from us?
5. How often may we call you?"""


@dataclass(frozen=True)
class Script:
    zh: str = ""
    en: str = ""

    def text(self, name: str) -> str:
        """In the language of whoever reads it, who says their own name; the other one where that is empty."""
        first, second = (self.zh, self.en) if language() == "zh_CN" else (self.en, self.zh)
        written = first.strip() or second.strip()
        for gap in _NAME:
            written = written.replace(gap, name)
        return written


@dataclass(frozen=True)
class VisitScripts:
    policy: ClassVar[str] = "visit_scripts"

    large_company: Script = Script(_LARGE_ZH, _LARGE_EN)
    small_company: Script = Script(_SMALL_ZH, _SMALL_EN)
    person: Script = Script(_PERSON_ZH, _PERSON_EN)

    def of(self, kind: CustomerKind) -> Script:
        script: Script = getattr(self, kind.value)
        return script

    def problems(self) -> dict[str, str]:
        found = {}
        for kind in CustomerKind:
            script = self.of(kind)
            for language_, text in (("zh", script.zh), ("en", script.en)):
                if len(text) > LONGEST:
                    found[f"{kind.value}.{language_}"] = _("At most {n} characters.").format(n=LONGEST)
            if not (script.zh.strip() or script.en.strip()):
                found[f"{kind.value}.zh"] = _("Please write what one says.")
        return found
