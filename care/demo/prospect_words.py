"""What the demo firm's leads want, what was said to them, where they come from, why some are lost."""

from db.models import LostReason, Source

NEEDS = (
    "公司年会要 200 份伴手礼，想看样品和报价。",
    "新开茶馆，想找稳定的龙井和白茶供应。",
    "展会上试喝了正山小种，问零售价和起订量。",
    "朋友推荐，想给长辈选一套茶具。",
    "想做员工福利，每人预算 150 元。",
    "酒店大堂吧要换茶单，约上门试茶。",
    "看到公众号文章，问明前茶什么时候发货。",
    "",
)
SAID = (
    "电话了解需求，已发产品册。",
    "约好寄样品，确认了收件地址。",
    "对价格敏感，想要阶梯报价。",
    "采购负责人出差，下周再谈。",
)
SOURCES = (Source.WEBSITE, Source.EXHIBITION, Source.REFERRAL, Source.PHONE, Source.SOCIAL_MEDIA, Source.STORE)
LOST = (LostReason.PRICE, LostReason.PRICE, LostReason.COMPETITOR, LostReason.NO_BUDGET, LostReason.TIMING,
         LostReason.NO_NEED)  # fmt: skip
