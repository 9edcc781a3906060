"""Labelled descriptions to ask a matcher, and how right its answers are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts_library.library import Library
from scripts_library.matcher.engine import Matcher


@dataclass(frozen=True)
class Question:
    """A description with the labels that hold in it; `main` are those accepted as the first."""

    text: str
    labels: frozenset[str]
    main: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """Shares, 0–1. `first`: the first situation shown is a main one; `offered`: one is among the first
    five shown or offered; `refused`: nothing is shown for what is not ours.
    """

    first: float
    offered: float
    f1: float
    refused: float

    def cells(self) -> list[str]:
        """As they stand in a table."""
        return [f"{share:.3f}" for share in (self.first, self.offered, self.f1, self.refused)]


def figures(matcher: Matcher, questions: Sequence[Question], outside: Sequence[str]) -> Figures:
    """How right the matcher is."""
    first = offered = right = size = 0
    for question in questions:
        match = matcher.match(question.text)
        shown = [hit.id for hit in match.situations]
        more = [hit.id for hit in match.suggestions]
        first += bool(question.main & set(shown[:1]))
        offered += bool(question.main & set((shown + more)[:5]))
        right += 2 * len(question.labels & set(shown))
        size += len(question.labels) + len(shown)
    refused = sum(not matcher.match(text).situations for text in outside)
    count = max(1, len(questions))
    return Figures(
        first / count, offered / count, right / max(1, size), refused / max(1, len(outside))
    )


def proofs(library: Library) -> list[Question]:
    """The library's own proof, never taught."""
    questions = []
    for situation in library.situations.values():
        own = frozenset([situation.id])
        questions += [
            Question(text, own, own)
            for text in (*situation.proof.finds.zh, *situation.proof.finds.en)
        ]
    return questions


def development(folder: Path) -> tuple[list[Question], list[str]]:
    """Real descriptions labelled by two people, and texts that are not ours."""
    rows = _rows(folder / "dev_situations.jsonl")
    questions = [
        Question(row["text"], frozenset(row["must"]), frozenset(row["primary"])) for row in rows
    ]
    return questions, [row["text"] for row in _rows(folder / "dev_outofscope.jsonl")]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
