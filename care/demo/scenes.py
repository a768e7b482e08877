"""What goes wrong at a tea firm, what customers want then, and what was found."""

from dataclasses import dataclass

from db.models import CauseCategory, ComplaintCategory, EscapeCause, Remedy, Severity

_C, _R, _S = ComplaintCategory, Remedy, Severity


@dataclass(frozen=True)
class Scene:
    share: int
    """How many of a hundred complaints are like this."""
    category: ComplaintCategory
    severity: Severity
    said: str
    wanted: str
    found: str
    remedy: Remedy
    given: str
    cause: CauseCategory
    whys: tuple[str, ...]
    escape: EscapeCause
    deed: str


SCENES = (
    Scene(
        24, _C.DELIVERY, _S.NORMAL, "快递到的时候外箱压扁了，茶罐凹了一块。", "希望换一罐完好的。",
        "仓库发货时没有加缓冲材料，外箱在途中受压。", _R.EXCHANGE, "当天补发一罐，旧的不用退回。",
        CauseCategory.PROCESS, ("外箱受压变形", "箱内没有缓冲材料", "打包规范没有写明易碎品要加缓冲"),
        EscapeCause.NO_STANDARD, "修订打包规范：罐装茶一律加气柱袋，并贴易碎标签",
    ),
    Scene(
        18, _C.QUALITY, _S.NORMAL, "这批茶有股潮味，跟上次买的不一样。", "要求退货退款。",
        "同批次留样复检，水分偏高，库房除湿机停了两天。", _R.REFUND, "全额退款，并送一盒新茶试饮。",
        CauseCategory.EQUIPMENT, ("茶叶受潮", "库房湿度超标", "除湿机故障两天无人发现"),
        EscapeCause.NOT_CHECKED, "库房湿度每天早晚记录，超过 60% 立即报修",
    ),
    Scene(
        10, _C.ATTITUDE, _S.NORMAL, "打电话问订单，接电话的人很不耐烦，说完就挂。", "希望道歉。",
        "调听录音属实，新员工未按话术回答。", _R.APOLOGY, "主管致电道歉，员工重新培训。",
        CauseCategory.SKILL, ("员工态度生硬", "不会查订单，着急挂断", "上岗前没有完成话术培训"),
        EscapeCause.STANDARD_IGNORED, "新员工通过话术考核后才独立接电话",
    ),
    Scene(
        12, _C.PRICE, _S.MINOR, "发票抬头开错了，公司报不了账。", "请重新开票。",
        "下单备注里有正确抬头，开票时没有核对。", _R.REDO, "当天重开并寄出，快递费由我们承担。",
        CauseCategory.COMMUNICATION, ("抬头写错", "没有看订单备注", "开票清单里没有备注这一栏"),
        EscapeCause.NOT_CHECKED, "开票清单增加备注栏，开票前双人核对",
    ),
    Scene(
        9, _C.SLOWNESS, _S.MINOR, "下单五天了还没发货，问了两次都说在查。", "请马上发货，给个准信。",
        "缺货但页面未下架，客服没有库存数据。", _R.DISCOUNT, "当天加急发出，补偿 20 元优惠券。",
        CauseCategory.PROCESS, ("没有按时发货", "仓库缺货", "缺货信息没有当天同步给客服"),
        EscapeCause.NO_STANDARD, "每天 17 点前同步缺货清单，客服当天告知客户",
    ),
    Scene(
        8, _C.AFTER_SALES, _S.NORMAL, "紫砂壶用了两次壶盖就松了，漏水。", "换一把新的。",
        "该批壶盖与壶身公差偏大，属供应商问题。", _R.EXCHANGE, "换新壶一把，旧壶留作供应商索赔。",
        CauseCategory.SUPPLIER, ("壶盖松动", "公差超标", "进货时只看外观，没有试水"),
        EscapeCause.NOT_CHECKED, "紫砂壶到货逐把试水，公差写进采购合同",
    ),
    Scene(
        7, _C.ADVERTISING, _S.NORMAL, "页面写的是明前茶，到手的生产日期是四月下旬。", "按宣传补差价。",
        "活动页沿用去年文案，没有更新批次。", _R.COMPENSATION, "补差价 60 元，页面当天更正。",
        CauseCategory.COMMUNICATION, ("页面与实物不符", "文案没有更新", "上新时没有人核对批次"),
        EscapeCause.STANDARD_IGNORED, "页面上线前由采购核对批次与日期",
    ),
    Scene(
        5, _C.CONTRACT, _S.MAJOR, "合同写明中秋前三天送到，礼盒晚了两天，客户都送走了。", "按合同赔偿违约金。",
        "定制礼盒印刷延误，没有及时通知客户。", _R.COMPENSATION, "按合同支付违约金，下单预留缓冲期。",
        CauseCategory.SUPPLIER, ("交付延误", "印刷厂延期", "只有一家印刷厂，没有备选"),
        EscapeCause.NOT_DETECTABLE, "定制订单至少两家印刷厂备选，节前两周锁定",
    ),
    Scene(
        4, _C.PRIVACY, _S.MAJOR, "我没有同意，怎么会收到你们发的推广短信？", "停止发送，说明号码从哪来。",
        "导入名单时没有核对同意记录。", _R.APOLOGY, "当天停发并致歉，名单全部复核。",
        CauseCategory.PROCESS, ("收到未同意的短信", "名单未核对同意", "群发前没有检查步骤"),
        EscapeCause.NO_STANDARD, "群发前必须由系统按同意状态筛选名单",
    ),
    Scene(
        3, _C.QUALITY, _S.CRITICAL, "喝了你们的花茶，孩子过敏起疹子，正在医院。", "负责医药费，给个说法。",
        "配料表未标注菊花成分，留样封存送检。", _R.COMPENSATION, "承担医药费，整批下架，重新标注配料。",
        CauseCategory.DESIGN, ("客户过敏", "不知道含菊花", "标签设计遗漏过敏提示"),
        EscapeCause.NO_STANDARD, "所有花茶标签增加配料与过敏提示，旧标签停用",
    ),
)  # fmt: skip
QUESTIONS = (
    ("龙井今年春茶什么时候到货？", "预计 4 月初到货，已登记到货提醒。"),
    ("企业礼盒 200 份能印公司标志吗？", "可以，起订 100 份，报价单已发微信。"),
    ("白茶开封以后能放多久？", "密封避光常温可放三年，已发保存说明。"),
    ("上个月的发票能补开专票吗？", "可以，请提供税号，三个工作日寄出。"),
)
SUGGESTIONS = (
    ("希望出小包装的铁观音，出差带着方便。", "谢谢建议，已转产品组，月底给答复。"),
    ("茶礼盒里能不能附一张冲泡说明？", "很好的建议，下一批礼盒会附冲泡卡。"),
)
PRAISES = (("送货师傅冒雨送到楼上，态度特别好。", "谢谢表扬，已转告师傅并在例会上表扬。"),)
COMMENTS = ("处理得很快，满意。", "态度好，问题解决了。", "还行，就是等得久了点。", "第二天就换了新的，谢谢。", "")
REASONS_NOT_SOLVED = ("补发的还是有压痕。", "说好的优惠券没有收到。")
OBJECTIONS = ("只换不赔，不同意。", "这个方案跟我说的不是一回事。")
THIRD_PARTIES = ("快递公司", "印刷厂", "紫砂壶供应商")
