"""Brings a text to the one form in which texts are compared. Both functions are idempotent.

`fold`: full to half width, lower case, traditional to simplified, without emoji, controls and marks.
`normalise`: `fold`, and without the filler words that carry no meaning.
"""

import re
import unicodedata
from functools import lru_cache

import opencc

_SIMPLIFIED = opencc.OpenCC("t2s")

# Kept although they are symbols: part of prices, temperatures and names.
_KEPT_SYMBOLS = frozenset("+%℃°$¥€£=<>")
_PUNCTUATION = str.maketrans(
    {"。": ".", "、": ",", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "."}
)

_FILLERS_ZH = (
    "就是说",
    "那个那个",
    "这个这个",
    "怎么说呢",
    "我跟你讲",
    "我跟你说",
    "你说说看",
    "说实话",
    "麻烦问下",
    "请问一下",
    "请问",
    "嗯嗯",
    "嗯",
    "呃",
    "额额",
    "唉",
    "哎呀",
    "哎",
    "哦",
    "噢",
    "啊",
    "呀",
    "嘛",
    "呐",
    "哈哈",
    "喔",
    "嘞",
)
_FILLERS_EN = (
    "you know",
    "i mean",
    "kind of",
    "sort of",
    "um",
    "uh",
    "erm",
    "hmm",
    "well",
    "basically",
    "literally",
    "please",
)
_FILLER = re.compile(
    "|".join(map(re.escape, _FILLERS_ZH)) + r"|\b(?:" + "|".join(_FILLERS_EN) + r")\b"
)
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text in half width, lower case and simplified characters, emoji and controls dropped."""
    return _tidy("".join(map(_fold_character, text)))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Like `fold`, without joining spaces; for each character of the result, its place in `text`."""
    folded, offsets = [], []
    for place, character in enumerate(text):
        for piece in _fold_character(character):
            folded.append(piece)
            offsets.append(place)
    return "".join(folded), offsets


def normalise(text: str) -> str:
    """The folded text without filler words."""
    text = fold(text)
    while True:
        shorter = _tidy(_FILLER.sub("", text))
        if shorter == text:
            return text
        text = shorter


def has_words(text: str) -> bool:
    """Whether anything is left to understand: not for blanks, punctuation, emoji and fillers."""
    return any(character.isalnum() for character in normalise(text))


def is_chinese(character: str) -> bool:
    """Whether it is a Han character."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def language_of(text: str) -> str | None:
    """`zh` or `en` by the letters in the text; None when it has none of either."""
    chinese = sum(map(is_chinese, text))
    latin = len(re.findall(r"[A-Za-z]{2,}", text))
    if not (chinese or latin):
        return None
    return "zh" if chinese >= latin else "en"


@lru_cache(maxsize=20_000)
def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower().translate(_PUNCTUATION)
    return "".join(map(_fold_piece, folded))


def _fold_piece(piece: str) -> str:
    if piece in "\n\r\t":
        return " "
    category = unicodedata.category(piece)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"}:
        return ""
    if category in {"So", "Sk", "Sm", "Sc"}:
        return piece if piece in _KEPT_SYMBOLS else " "
    if is_chinese(piece):
        simplified = _SIMPLIFIED.convert(piece)
        return simplified if len(simplified) == 1 else piece
    return piece


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
