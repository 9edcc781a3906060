"""Finds taught lines that stand in a description word for word, or nearly: a floor under confidence."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from scripts_library.matcher.model import Model
from scripts_library.text import is_chinese

EXACT, CONTAINED, NEAR = 0.98, 0.93, 0.9
_SHORT = 20  # characters; a longer description is not looked up by likeness
_LIKENESS = 90
_BARE = re.compile(r"[^\w%℃]+")


class Lookup:
    """The taught lines of a model, ready for looking up."""

    def __init__(self, model: Model) -> None:
        self._labels: dict[str, tuple[int, ...]] = {}
        for row, line in enumerate(model.lines):
            labels, bare = model.labels_of(row), _bare(line)
            self._labels[bare] = tuple(dict.fromkeys((*self._labels.get(bare, ()), *labels)))
        self._nothing = frozenset(map(_bare, model.nothing)) - self._labels.keys()
        self._by_size: dict[int, list[str]] = {}
        for line in self._labels:
            self._by_size.setdefault(len(line), []).append(line)
        self._contained = frozenset(line for line in self._labels if _may_be_contained(line))
        self._sizes = sorted({len(line) for line in self._contained})

    def holds_nothing(self, text: str) -> bool:
        """Whether it is, word for word, a line taught to hold no situation."""
        return _bare(text) in self._nothing

    def known(self, text: str) -> tuple[int, ...]:
        """The labels of the taught line that the text is word for word; none when it is none."""
        return self._labels.get(_bare(text), ())

    def floors(self, text: str) -> dict[int, float]:
        """Per label the least confidence that the wording alone gives."""
        bare = _bare(text)
        if bare in self._labels:
            return dict.fromkeys(self._labels[bare], EXACT)
        found = dict.fromkeys(
            (i for line in self._inside(bare) for i in self._labels[line]), CONTAINED
        )
        if len(bare) <= _SHORT:
            near = process.extractOne(
                bare, self._as_long(bare), scorer=fuzz.ratio, score_cutoff=_LIKENESS
            )
            if near:
                for label in self._labels[near[0]]:
                    found.setdefault(label, NEAR)
        return found

    def _as_long(self, bare: str) -> Iterator[str]:
        """The lines whose length alone lets them be that alike."""
        for size, lines in self._by_size.items():
            if 200 * min(size, len(bare)) >= _LIKENESS * (size + len(bare)):
                yield from lines

    def _inside(self, bare: str) -> Iterator[str]:
        for size in self._sizes:
            for start in range(len(bare) - size + 1):
                piece = bare[start : start + size]
                if piece in self._contained and _at_word_border(bare, start, start + size):
                    yield piece


def _bare(text: str) -> str:
    return _BARE.sub(" ", text).strip()


def _may_be_contained(line: str) -> bool:
    """Long enough to mean the same inside another text: 4 Chinese characters, 3 English words."""
    if any(map(is_chinese, line)):
        return 4 <= len(line) <= 12  # noqa: PLR2004
    return 3 <= len(line.split()) <= 8 and len(line) >= 12  # noqa: PLR2004


def _at_word_border(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    inside_word = (before.isascii() and before.isalnum() and text[start].isascii()) or (
        after.isascii() and after.isalnum() and text[end - 1].isascii()
    )
    return not inside_word
