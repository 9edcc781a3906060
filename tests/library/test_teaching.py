"""What the matcher is taught: enough of it, by many voices, and no line twice in other words' clothes."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from SetSimilaritySearch import all_pairs

from scripts_library.library import Library
from scripts_library.matcher.corpus import Line, corpus
from scripts_library.text import normalise

LEAST = {"zh": 120, "en": 50}  # descriptions of each situation
ALIKE = 0.8  # Jaccard likeness of two lines' character pairs
LONG = 8  # character pairs: shorter look-ups may differ in a word alone


@pytest.fixture(scope="module")
def lines(library: Library) -> list[Line]:
    return [line for line in corpus(library) if not line.partial]


def pairs_of(text: str) -> list[str]:
    plain = re.sub(r"\W", "", text)
    return [plain[i : i + 2] for i in range(len(plain) - 1)] or [plain]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_situation_is_taught_by_many_descriptions(
    language: str, lines: list[Line], library: Library
) -> None:
    counts = Counter(
        label for line in lines if line.english == (language == "en") for label in line.labels
    )
    few = {name: counts[name] for name in library.situations if counts[name] < LEAST[language]}
    assert few == {}


def test_many_lines_hold_several_situations_and_many_hold_none(lines: list[Line]) -> None:
    assert sum(2 <= len(line.labels) <= 4 for line in lines) >= 3_000
    assert sum(not line.labels for line in lines) >= 1_500


def test_lines_are_written_and_not_filled_in(lines: list[Line]) -> None:
    """Templates repeat their words: of all runs of three characters, or two English words, most
    stand in one line only.
    """
    chinese = [re.sub(r"[^\u4e00-\u9fff]", "", line.text) for line in lines if not line.english]
    triples = Counter(text[i : i + 3] for text in chinese for i in range(len(text) - 2))
    assert len(triples) >= 0.7 * triples.total()
    english = [line.text.split() for line in lines if line.english]
    couples = Counter(couple for words in english for couple in pairwise(words))
    assert len(couples) >= 0.55 * couples.total()


def test_no_two_lines_are_nearly_the_same(lines: list[Line]) -> None:
    sets = [set(pairs_of(line.text)) for line in lines]
    alike = [
        (lines[a].text, lines[b].text)
        for a, b, _ in all_pairs(sets, "jaccard", ALIKE)
        if min(len(sets[a]), len(sets[b])) >= LONG
    ]
    assert alike == []


def test_the_proof_is_never_taught(lines: list[Line], library: Library) -> None:
    taught = {re.sub(r"\W", "", line.text) for line in lines}
    asked = [
        text
        for entry in library.situations.values()
        for proof in (entry.proof.finds, entry.proof.refuses)
        for text in (*proof.zh, *proof.en)
    ]
    assert [text for text in asked if re.sub(r"\W", "", normalise(text)) in taught] == []
