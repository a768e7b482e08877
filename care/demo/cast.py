"""Who works at the demo firm, and what it sells."""

from dataclasses import dataclass

from db.models import Role

PASSWORD = "qingming-longjing-yahu"  # noqa: S105
"""Everybody's in a demo made from the command line. A demo made inside a firm's own installation has no passwords."""
TEAMS = ("一队", "二队")


@dataclass(frozen=True)
class Colleague:
    username: str
    name: str
    role: Role
    team: str = ""


CAST = (
    Colleague("chenjianguo", "陈建国", Role.OWNER),
    Colleague("sunli", "孙丽", Role.ADMIN),
    Colleague("zhoukai", "周凯", Role.MANAGER, "一队"),
    Colleague("linjing", "林静", Role.SALES, "一队"),
    Colleague("machao", "马超", Role.SALES, "一队"),
    Colleague("wuxia", "吴霞", Role.MANAGER, "二队"),
    Colleague("xuning", "许宁", Role.SALES, "二队"),
    Colleague("zhenghao", "郑浩", Role.SALES, "二队"),
    Colleague("hemin", "何敏", Role.SERVICE),
    Colleague("fangyuan", "方圆", Role.ANALYST),
    Colleague("qianzheng", "钱正", Role.AUDITOR),
)
SELLERS = ("linjing", "machao", "xuning", "zhenghao")


@dataclass(frozen=True)
class Ware:
    sku: str
    item: str
    cents: int


WARES = (
    Ware("T-101", "明前龙井 50 克", 12800),
    Ware("T-102", "正山小种 100 克", 9800),
    Ware("T-103", "白毫银针 50 克", 26800),
    Ware("T-104", "熟普洱茶饼 357 克", 15800),
    Ware("T-105", "安溪铁观音 125 克", 8800),
    Ware("T-106", "茉莉花茶 100 克", 6800),
    Ware("W-201", "紫砂壶 200 毫升", 39800),
    Ware("W-202", "白瓷盖碗", 7900),
    Ware("G-301", "节日茶礼盒", 28800),
    Ware("G-302", "企业定制礼盒", 18800),
)
SEASONS = (1.5, 0.7, 1.0, 1.4, 1.1, 0.8, 0.7, 0.9, 1.6, 0.9, 1.0, 1.3)
"""How busy each month is: before the spring festival, the first picking in April, the mid-autumn festival."""
