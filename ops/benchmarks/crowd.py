"""Made-up customers by the ten thousand, the same ones every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from care.customers import findable
from core import clock
from core.settings import settings
from db.models import ChannelType, CustomerKind, OrderStatus, Source

_STAMPS = ("created_at", "updated_at")
CUSTOMERS = (
    "id", "number", "name", "name_key", "sort_name", "search_text", "search_grams", "kind", "company", "industry",
    "region", "source", "tier", "owner_id", "team_id", "mobile", "has_consent", "completeness", "row_version", *_STAMPS,
)  # fmt: skip
CONTACTS = ("id", "customer_id", "name", "is_primary", *_STAMPS)
CHANNELS = ("contact_id", "customer_id", "type", "value", "value_key", "is_primary", *_STAMPS)
ORDERS = ("number", "customer_id", "ordered_at", "ordered_on", "amount_cents", "status", "currency", *_STAMPS)

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚"
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉萍红玲芬燕彬凤洁梅琳素云莲真环雪荣爱妹"
    "香月莺媛瑞凡佳嘉琼勤珍贞莉志国建文华金龙海波宇浩然子轩梓涵欣怡思远晨曦雨泽"
)
_PLACES = ("上海", "广东", "浙江", "江苏", "北京", "四川", "福建", "山东", "湖北", "湖南", "河南", "重庆")
_WORDS = (
    "宏达", "鑫源", "瑞丰", "华泰", "金诚", "恒信", "永盛", "天成", "博远", "嘉禾",
    "明辉", "中联", "新科", "东方", "德隆", "兴业", "安康", "优品", "卓越", "众合",
)  # fmt: skip
_INDUSTRIES = ("食品", "服装", "电子", "机械", "建材", "教育", "医疗", "餐饮")
_FIRST_DIGITS = ("130", "135", "136", "138", "139", "150", "158", "159", "177", "186", "188", "199")
_MAIL = ("qq.com", "163.com", "126.com", "gmail.com", "sina.cn")
_DAYS = 3 * 365


@dataclass(frozen=True)
class Household:
    """Rows for the four tables, in the order of their columns."""

    customers: list[tuple[Any, ...]] = field(default_factory=list)
    contacts: list[tuple[Any, ...]] = field(default_factory=list)
    channels: list[tuple[Any, ...]] = field(default_factory=list)
    orders: list[tuple[Any, ...]] = field(default_factory=list)


@dataclass
class Crowd:
    owners: list[tuple[int | None, int | None]]
    """Who looks after customers, with their teams."""
    written: Callable[[datetime], str]
    """A moment as the database keeps it."""
    random: Random = field(default_factory=lambda: Random(20260309))  # noqa: S311
    today: date = field(default_factory=clock.today)
    currency: str = field(default_factory=lambda: settings().currency)
    _moments: dict[date, str] = field(default_factory=dict)

    def of(self, ids: list[int]) -> Household:
        made = Household()
        for id_ in ids:
            self._add(made, id_)
        return made

    def _add(self, made: Household, id_: int) -> None:
        name = self.name()
        company = self._company() if id_ % 3 == 0 else ""
        mobile, mail = self.mobile(), self._mail(id_)
        came = self.today - timedelta(days=self.random.randrange(_DAYS))
        made.customers.append(self._customer(id_, company or name, mobile, [mobile, mail, name], came))
        stamps = self._stamps(came)
        made.contacts.append((id_, id_, name, True, *stamps))
        made.channels.append((id_, id_, ChannelType.MOBILE.value, mobile, mobile, True, *stamps))
        made.channels.append((id_, id_, ChannelType.EMAIL.value, mail, mail, False, *stamps))
        made.orders.extend(self._orders(id_, came))

    def _customer(self, id_: int, name: str, mobile: str, others: list[str], came: date) -> tuple[Any, ...]:
        choose, is_company = self.random.choice, len(name) > 4
        owner_id, team_id = choose(self.owners)
        found = findable(name, number_of(id_), company=name if is_company else "", others=others)
        kind = (CustomerKind.SMALL_COMPANY if is_company else CustomerKind.PERSON).value
        return (
            id_, number_of(id_), name, found.name_key, found.sort_name, found.search_text, found.search_grams, kind,
            name if is_company else "", choose(_INDUSTRIES) if is_company else "", choose(_PLACES), choose(_SOURCES),
            choose("AABBBCCCCC"), owner_id, team_id, mobile, id_ % 4 > 0, self.random.randrange(20, 101), 1,
            *self._stamps(came),
        )  # fmt: skip

    def _orders(self, id_: int, came: date) -> list[tuple[Any, ...]]:
        """A fifth have not bought yet, most a few times, some often."""
        count = self.random.choice((0, 1, 1, 2, 3, 4, 5, 3, 2, 9)) if id_ % 10 else 0
        span = (self.today - came).days + 1
        days = [came + timedelta(days=self.random.randrange(span)) for _ in range(count)]
        return [
            (f"D{id_}-{place}", id_, self._moment(day), day.isoformat(), self.random.randrange(1_000, 500_000),
             OrderStatus.VALID.value, self.currency, *self._stamps(day))
            for place, day in enumerate(days)
        ]  # fmt: skip

    def name(self) -> str:
        choose = self.random.choice
        return choose(_SURNAMES) + choose(_GIVEN) + (choose(_GIVEN) if self.random.random() < 0.8 else "")

    def _stamps(self, day: date) -> tuple[str, str]:
        return self._moment(day), self._moment(day)

    def _moment(self, day: date) -> str:
        if day not in self._moments:
            self._moments[day] = self.written(datetime.combine(day, time(2)))
        return self._moments[day]

    def _company(self) -> str:
        choose = self.random.choice
        return choose(_PLACES) + choose(_WORDS) + choose(_WORDS) + choose(_INDUSTRIES) + "有限公司"

    def mobile(self) -> str:
        return f"+86{self.random.choice(_FIRST_DIGITS)}{self.random.randrange(10**8):08d}"

    def _mail(self, id_: int) -> str:
        return f"{self.random.choice(_WORDS_IN_MAIL)}{id_}@{self.random.choice(_MAIL)}"


_SOURCES = tuple(source.value for source in Source)
_WORDS_IN_MAIL = ("wang", "li.na", "zhang", "sales", "info", "chen", "office", "liu.y", "hr", "kefu")


def number_of(id_: int) -> str:
    return f"KH-{id_:06d}"
