"""Cuts a description into parts that may each hold a situation: the whole, clauses, windows."""

import re
from collections.abc import Sequence

from scripts_library.matcher.features import Feature

MAX_PARTS = 12
_LONG = 15  # characters; a clause longer than this is also seen through windows
_WINDOW, _STEP = 12, 6
_LATIN_SCALE = 4  # an English word is about four times as long as a Chinese one

_CLAUSE = re.compile(
    r"[,.;:!?，。；：！？\n]+"
    r"|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
    r"|然后|还有|而且|但是|不过|另外|同时|结果|还要|又要|并且|以及|还说|还嚷|还扬言"
    r"|\b(?:and|but|then|also|plus|because|while|so)\b"
)


def spans(text: str) -> list[tuple[int, int]]:
    """The parts of a normalised text as (start, end), the whole first, at most MAX_PARTS."""
    clauses = _clauses(text)
    parts = [(0, len(text))]
    if len(clauses) > 1:
        parts += clauses
    windows = [window for clause in clauses for window in _windows(text, *clause)]
    room = max(0, MAX_PARTS - len(parts))
    if room < len(windows):
        windows = [windows[i * len(windows) // room] for i in range(room)]
    return (parts + windows)[:MAX_PARTS]


def whole_and_clauses(text: str) -> list[str]:
    """The parts that can be read alone: the whole first, at most MAX_PARTS."""
    clauses = _clauses(text)
    alone = clauses if len(clauses) > 1 else []
    return [text, *(text[start:end] for start, end in alone)][:MAX_PARTS]


def within(found: Sequence[Feature], start: int, end: int) -> list[Feature]:
    """The features that stand wholly inside the part."""
    return [feature for feature in found if feature[2] >= start and feature[3] <= end]


def _clauses(text: str) -> list[tuple[int, int]]:
    clauses = []
    start = 0
    for match in _CLAUSE.finditer(text):
        clauses.append((start, match.start()))
        start = match.start() if text[match.start()].isalpha() else match.end()
    clauses.append((start, len(text)))
    return [(s, e) for s, e in clauses if e - s > 1]


def _windows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    clause = text[start:end]
    scale = _LATIN_SCALE if clause.isascii() else 1
    if end - start <= _LONG * scale:
        return []
    return [
        (place, min(place + _WINDOW * scale, end))
        for place in range(start, end - _WINDOW * scale + _STEP * scale, _STEP * scale)
    ]
