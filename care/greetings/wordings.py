"""What we say where the firm has no words of its own: a wish for each occasion, and a frame for each way to say it."""

from dataclasses import dataclass

from care.almanac import Festival
from core.i18n import LANGUAGES
from db.models import Medium, Occasion

MEDIA = (Medium.WECHAT, Medium.PHONE, Medium.EMAIL)
"""The ways that have words of their own; whatever else one uses says what one writes by WeChat."""
Subject = tuple[Occasion, str]
"""The occasion, and of a festival which."""

_WISHES: dict[Subject, tuple[str, str]] = {
    (Occasion.BIRTHDAY, ""): (
        "今天是您的生日，祝您生日快乐，身体健康，万事顺心！",
        "Happy birthday! We wish you good health and a wonderful year.",
    ),
    (Occasion.ANNIVERSARY, ""): (
        "从第一次合作到今天，已经{年数}年了。感谢您一路的信任，愿我们继续相伴！",
        "It is {years} years since we first worked together. Thank you for your trust.",
    ),
    (Occasion.NAMED_DAY, ""): (
        "今天是{节日}，谨向您致以诚挚的祝福！",
        "Today is {occasion}. Our best wishes to you.",
    ),
    (Occasion.SERVICE, ""): (
        "您购买的产品到了保养时间：{产品}。您看哪天方便，我来安排。",
        "What you bought is due for care: {item}. Which day suits you? I will arrange it.",
    ),
    (Occasion.FESTIVAL, Festival.NEW_YEAR): (
        "元旦快乐！新的一年，祝您事业顺利、阖家安康。",
        "Happy New Year! We wish you and your family health and success.",
    ),
    (Occasion.FESTIVAL, Festival.SPRING): (
        "给您拜年了！祝您新春快乐，阖家幸福，万事如意。",
        "Happy Spring Festival! We wish you and your family happiness and good fortune.",
    ),
    (Occasion.FESTIVAL, Festival.LANTERN): (
        "元宵节快乐！祝您团团圆圆，甜甜美美。",
        "Happy Lantern Festival! May your family be together and well.",
    ),
    (Occasion.FESTIVAL, Festival.LABOUR): (
        "五一快乐！一直以来您辛苦了，祝您假期愉快。",
        "Happy Labour Day! We wish you a restful holiday.",
    ),
    (Occasion.FESTIVAL, Festival.DRAGON_BOAT): (
        "端午安康！粽叶飘香，祝您和家人平安健康。",
        "We wish you and your family health on Dragon Boat Festival.",
    ),
    (Occasion.FESTIVAL, Festival.MID_AUTUMN): (
        "中秋快乐！愿月圆人圆，阖家团圆幸福。",
        "Happy Mid-Autumn Festival! May your family be together under the full moon.",
    ),
    (Occasion.FESTIVAL, Festival.NATIONAL): (
        "国庆节快乐！祝您假期愉快，出行平安。",
        "Happy National Day! We wish you a pleasant holiday and safe travels.",
    ),
    (Occasion.FESTIVAL, Festival.DOUBLE_NINTH): (
        "重阳安康！岁岁重阳，祝您和家中长辈健康长寿。",
        "Best wishes on Double Ninth Festival, to you and to the elders of your family.",
    ),
}
_FRAMES = {
    Medium.WECHAT: ("{称呼}，您好！%s\n{本公司} {我}", "Dear {salutation},\n%s\n{me}, {firm}"),
    Medium.PHONE: (
        "您好，请问是{称呼}吗？我是{本公司}的{我}。\n%s\n最近都还好吗？有什么需要我们做的，您随时说。",
        "Hello, is this {salutation}? This is {me} of {firm}.\n%s\nIs there anything we can do for you?",
    ),
    Medium.EMAIL: (
        "{称呼}：\n\n您好！%s\n\n此致\n敬礼\n\n{本公司} {我}",
        "Dear {salutation},\n\n%s\n\nKind regards\n{me}\n{firm}",
    ),
}
_TITLES = {
    Occasion.BIRTHDAY: ("祝您生日快乐", "Happy birthday"),
    Occasion.ANNIVERSARY: ("感谢您{年数}年的信任", "Thank you for {years} years"),
    Occasion.FESTIVAL: ("{节日}的祝福", "Best wishes for {occasion}"),
    Occasion.NAMED_DAY: ("{节日}的祝福", "Best wishes for {occasion}"),
    Occasion.SERVICE: ("保养提醒：{产品}", "Due for care: {item}"),
}


@dataclass(frozen=True)
class Wording:
    """`title` is the subject of a mail, empty for other media."""

    words: str
    title: str = ""


def subject_of(occasion: Occasion, about: str) -> Subject:
    """What has words of its own: festivals one by one, every other occasion once."""
    return (occasion, about) if (occasion, about) in _WISHES else (occasion, "")


SUBJECTS: tuple[Subject, ...] = tuple(_WISHES)


def wording(occasion: Occasion, about: str, medium: Medium, language: str) -> Wording:
    place = LANGUAGES.index(language)
    of = medium if medium in MEDIA else Medium.WECHAT
    words = _FRAMES[of][place] % _WISHES[subject_of(occasion, about)][place]
    return Wording(words, _TITLES[occasion][place] if of is Medium.EMAIL else "")
