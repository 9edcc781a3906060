"""What the matcher sees of a description: character n-grams, word stems and readings, with places.

Chinese gives characters and pairs; Latin words give stems, stem pairs and 3–4-letter pieces; both are
scripts the staff type in one line. Chinese also gives pairs of toneless, fuzzy pinyin at half weight,
which hear homophone slips; a Latin run that reads as pinyin and is no English gives the same pairs.
"""

import os
import re
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import pairwise

import Stemmer

from scripts_library.text import is_chinese

# Single readings are all we use; without this its phrases cost a fifth of a second at every start.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

PINYIN_WEIGHT = 0.5
PIECE_WEIGHT = 0.4
_SHORTEST_CUT = 4  # letters
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9][a-z0-9'&]*")
_STEM = Stemmer.Stemmer("english").stemWord
_FUZZY = (
    (re.compile("^([zcs])h"), r"\1"),
    (re.compile("^n(?=[aeiou])"), "l"),
    (re.compile("(?<=[aei])ng$"), "n"),
)


# One thing seen: its name, its weight, and where it stands in the text (start, end). A plain tuple,
# because a description has about eighty of them and a library two million.
Feature = tuple[str, float, int, int]


def features(text: str, english: Container[str] = frozenset()) -> list[Feature]:
    """The features of a normalised text, in the order they stand in it.

    `english`: stems known to be English; a Latin run of other letters may be pinyin.
    """
    runs = [(match[0], match.start()) for match in _RUN.finditer(text)]
    found: list[Feature] = []
    latin: list[tuple[str, int]] = []
    for run, start in runs:
        if is_chinese(run[0]):
            found += _latin(latin, english)
            latin = []
            found += _chinese(run, start)
        else:
            latin.append((run, start))
    return found + list(_latin(latin, english))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """An English word without its ending."""
    return str(_STEM(word.removesuffix("'s")))


def _chinese(run: str, start: int) -> list[Feature]:
    found = [(character, 1.0, place, place + 1) for place, character in enumerate(run, start)]
    readings = [_reading(character) for character in run]
    for place, (first, second) in enumerate(pairwise(readings)):
        here = start + place
        found.append((run[place : place + 2], 1.0, here, here + 2))
        found.append((f"/{first} {second}", PINYIN_WEIGHT, here, here + 2))
    return found


def _latin(words: list[tuple[str, int]], english: Container[str]) -> Iterator[Feature]:
    syllables = _as_pinyin(words, english)
    if syllables:
        for (first, start), (second, end) in pairwise(syllables):
            yield f"/{_fuzzy(first)} {_fuzzy(second)}", 1.0, start, end + len(second)
        return
    stems = [(stem(word), start, start + len(word)) for word, start in words]
    for name, start, end in stems:
        yield f"{name}_", 1.0, start, end
        for piece in _pieces(name):
            yield piece, PIECE_WEIGHT, start, end
    for (first, start, _), (second, _, end) in pairwise(stems):
        yield f"{first}_{second}_", 1.0, start, end


@lru_cache(maxsize=20_000)
def _pieces(name: str) -> tuple[str, ...]:
    """The 3–4-letter pieces of a stem, which survive a typing slip; none of a short stem or a number."""
    padded = f"<{name}>"
    if len(name) < _SHORTEST_CUT or not name.isalpha():
        return ()
    return tuple(padded[i : i + size] for size in (3, 4) for i in range(len(padded) - size + 1))


def _as_pinyin(words: list[tuple[str, int]], english: Container[str]) -> list[tuple[str, int]]:
    known = sum(stem(word) in english for word, _ in words)
    if known * 2 > len(words):
        return []
    syllables: list[tuple[str, int]] = []
    for word, start in words:
        split = _split(word)
        if not split:
            return []
        for syllable in split:
            syllables.append((syllable, start))
            start += len(syllable)  # noqa: PLW2901 - walks through the word
    return syllables if len(syllables) > 1 else []


@lru_cache(maxsize=5_000)
def _split(word: str) -> tuple[str, ...]:
    """The word as pinyin syllables, the longest first; empty when it is none."""
    if not word:
        return ()
    for size in range(min(6, len(word)), 0, -1):
        if word[:size] in _syllables():
            rest = _split(word[size:])
            if rest or size == len(word):
                return (word[:size], *rest)
    return ()


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    readings = (PINYIN_DICT.get(code, "") for code in range(0x4E00, 0x9FA6))
    plain = {to_normal(reading.split(",")[0]).replace("ü", "v") for reading in readings if reading}
    return frozenset(syllable for syllable in plain if re.fullmatch("[a-z]{1,6}", syllable))


@lru_cache(maxsize=10_000)
def _reading(character: str) -> str:
    readings = PINYIN_DICT.get(ord(character), "")
    return _fuzzy(to_normal(readings.split(",")[0])) if readings else character


@lru_cache(maxsize=2_000)
def _fuzzy(syllable: str) -> str:
    """The syllable with initials and finals that many speakers do not tell apart made one."""
    for pattern, replacement in _FUZZY:
        syllable = pattern.sub(replacement, syllable)
    return syllable
