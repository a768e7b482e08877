"""How a name sounds: full pinyin and initials, with the readings surnames have of their own."""

import os
import re
import unicodedata
from functools import lru_cache

# Names need no phrase dictionary: without it the library loads in a fraction of the time and memory.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin.constants import PINYIN_DICT

_SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "任": "ren", "盖": "ge",
    "朴": "piao", "缪": "miao", "乐": "yue", "翟": "zhai", "覃": "qin", "冼": "xian", "燕": "yan", "华": "hua",
    "员": "yun", "黑": "he", "秘": "bi", "种": "chong", "繁": "po", "折": "she", "祭": "zhai", "召": "shao",
    "纪": "ji", "句": "gou", "佴": "nai", "晁": "chao", "隗": "wei", "车": "che", "沈": "shen", "石": "shi",
    "柏": "bai", "曲": "qu", "薄": "bo", "逄": "pang", "宓": "mi", "洗": "xian", "尹": "yin", "卜": "bu",
    "贾": "jia", "俞": "yu", "应": "ying", "葛": "ge", "那": "na", "宁": "ning", "盛": "sheng", "强": "qiang",
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai", "尉": "wei", "令狐": "ling hu",
    "鲜于": "xian yu", "单于": "chan yu", "呼延": "hu yan", "乐正": "yue zheng", "亓官": "qi guan",
}  # fmt: skip
_WORDS = {
    "重庆": "chong qing", "银行": "yin hang", "厦门": "xia men", "长沙": "chang sha", "长春": "chang chun",
    "长城": "chang cheng", "长江": "chang jiang", "音乐": "yin yue", "大厦": "da sha", "都市": "du shi",
    "成都": "cheng du", "六安": "lu an", "番禺": "pan yu", "蚌埠": "beng bu", "行业": "hang ye", "商行": "shang hang",
    "车行": "che hang", "会计": "kuai ji", "调味": "tiao wei", "便利": "bian li",
}  # fmt: skip
_WORD = re.compile("|".join(_WORDS))
# Readings more usual in names of people and firms than the dictionary's first one.
_USUAL = {"长": "chang", "行": "hang", "朝": "chao", "曾": "ceng", "重": "chong"}
_TONES = {"ü": "v", "ê": "e"}


@lru_cache(maxsize=30_000)
def _syllable(letter: str) -> str:
    if letter in _USUAL:
        return _USUAL[letter]
    readings = PINYIN_DICT.get(ord(letter))
    if readings is None:
        return letter.casefold() if letter.isalnum() else ""
    bare = unicodedata.normalize("NFC", _without_tones(readings.partition(",")[0]))
    return "".join(_TONES.get(part, part) for part in bare if part.isalpha())


def _without_tones(reading: str) -> str:
    parts = unicodedata.normalize("NFD", reading)
    return "".join(part for part in parts if part == "\u0308" or not unicodedata.combining(part))


@lru_cache(maxsize=4_096)
def _surname(name: str) -> tuple[int, tuple[str, ...]]:
    for length in (2, 1):
        sound = _SURNAMES.get(name[:length])
        if sound:
            return length, tuple(sound.split())
    return 0, ()


def syllables(name: str) -> list[str]:
    """One entry a character; Latin letters and digits stand for themselves."""
    taken, sounds = _surname(name[:2])
    rest = name[taken:]
    if len(rest) < 2 or not _WORD.search(rest):
        return [*sounds, *map(_syllable, rest)]
    spoken = list(sounds)
    position = 0
    for word in _WORD.finditer(rest):
        spoken += map(_syllable, rest[position : word.start()])
        spoken += _WORDS[word[0]].split()
        position = word.end()
    return spoken + [_syllable(letter) for letter in rest[position:]]


def pinyin(name: str) -> str:
    """张三丰 → zhangsanfeng."""
    return "".join(syllables(name))


def initials(name: str) -> str:
    """张三丰 → zsf."""
    return "".join([sound[0] for sound in syllables(name) if sound])


def sounds(name: str) -> tuple[str, str]:
    """Full pinyin and initials in one go."""
    spoken = syllables(name)
    return "".join(spoken), "".join([sound[0] for sound in spoken if sound])
