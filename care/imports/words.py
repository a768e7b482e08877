"""The words files use for our fixed choices."""

from care.imports.headers import header_key
from db.models import CustomerKind, OrderStatus, Source, Tier

_TIERS = {
    Tier.A: "A A级 A类 甲 一级 重点 重点客户 VIP 核心 核心客户 大客户",
    Tier.B: "B B级 B类 乙 二级 普通 普通客户 一般",
    Tier.C: "C C级 C类 丙 三级 潜在 潜在客户 小客户",
}
_SOURCES = {
    Source.VISIT: "拜访 上门拜访 陌拜 地推 visit",
    Source.EXHIBITION: "展会 会展 展览 exhibition tradeshow event",
    Source.REFERRAL: "转介绍 老客户介绍 朋友介绍 介绍 推荐 客户推荐 referral wordofmouth",
    Source.WEBSITE: "官网 网站 网络 搜索 百度 web website online google",
    Source.SOCIAL_MEDIA: "微信 抖音 小红书 微博 公众号 朋友圈 快手 视频号 社交媒体 socialmedia facebook instagram",
    Source.EMAIL: "邮件 邮箱 email mail",
    Source.PHONE: "电话 来电 电话营销 电销 400电话 phone call coldcall",
    Source.STORE: "门店 到店 自然进店 线下 线下门店 店面 store walkin",
    Source.IMPORT: "导入 import",
    Source.OTHER: "其他 其它 other",
}
_KINDS = {
    CustomerKind.LARGE_COMPANY: "大企业 大型企业 集团 集团客户 大客户企业 企业大客户 large largecompany enterprise",
    CustomerKind.SMALL_COMPANY: "企业 公司 中小企业 小企业 企业客户 单位 机构 company business organization sme",
    CustomerKind.PERSON: "个人 个人客户 散客 自然人 person individual private",
}
_STATUSES = {
    OrderStatus.VALID: "有效 已完成 完成 已付款 已支付 交易成功 已发货 已收货 成功 正常 待发货 "
    "paid completed complete shipped delivered closed",
    OrderStatus.CANCELLED: "已取消 取消 作废 已作废 交易关闭 已关闭 无效 待付款 未付款 cancelled canceled void unpaid",
    OrderStatus.REFUNDED: "已退款 退款 退货 已退货 全额退款 退款成功 refunded returned refund",
}


def _table(words: dict[str, str]) -> dict[str, str]:
    return {header_key(word): str(code) for code, listed in words.items() for word in [code, *listed.split()]}


TIERS = _table({tier.value: words for tier, words in _TIERS.items()})
SOURCES = _table({source.value: words for source, words in _SOURCES.items()})
KINDS = _table({kind.value: words for kind, words in _KINDS.items()})
STATUSES = _table({status.value: words for status, words in _STATUSES.items()})
