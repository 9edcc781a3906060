"""What each part of the matcher brings, how it stands hurried typing, and how far to trust it.

    python -m benchmarks.parts [--eval FOLDER] [--plot FILE] [--write FILE]

Asked are lines of the library that were kept from teaching (every eighth) and, when FOLDER is there, its
development set. Prints Markdown tables; judges nothing. `--plot` draws the reliability diagram,
`--write` puts the tables between the study marks of a document.
"""

import argparse
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import opencc

from benchmarks.questions import Question, development, figures
from benchmarks.report import Report
from scripts_library.library import Library
from scripts_library.loader import load_library, load_teaching
from scripts_library.matcher import evidence, features
from scripts_library.matcher.corpus import Line, corpus
from scripts_library.matcher.engine import Matcher
from scripts_library.matcher.lookup import Lookup
from scripts_library.matcher.model import Calibration, Model
from scripts_library.matcher.train import train_lines
from scripts_library.text import is_chinese, normalise

KEPT_OUT = 8
BINS = 10


@dataclass(frozen=True)
class Asked:
    """Labelled descriptions, and texts that hold nothing of ours."""

    name: str
    questions: list[Question]
    outside: list[str]


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=None)
    parser.add_argument("--plot", type=Path, default=None)
    parser.add_argument("--write", type=Path, default=None)
    chosen = parser.parse_args()
    library = load_library()
    lines = corpus(library)
    held = lines[::KEPT_OUT]
    taught = [line for place, line in enumerate(lines) if place % KEPT_OUT]
    kept = Asked("kept from teaching", *_questions(held))
    sets = [kept]
    if chosen.eval and (chosen.eval / "dev_situations.jsonl").exists():
        sets.append(Asked("development set", *development(chosen.eval)))
    labels = tuple(sorted(library.situations))
    model = train_lines(taught, labels)
    report = Report()
    matcher = Matcher(library, model)
    report.table(
        "What each part brings",
        ("without", *_columns(sets)),
        (_row(name, one, sets) for name, one in _ablations(library, taught, model)),
    )
    report.table(
        "Hurried typing",
        ("description", *_columns(sets)),
        (_row(name, matcher, sets, change) for name, change in CHANGES.items()),
    )
    if chosen.plot:
        _plot(matcher, kept, chosen.plot)
    if chosen.write:
        report.write(chosen.write, "study")


def _columns(sets: Sequence[Asked]) -> list[str]:
    named = ("primary@1", "among 5", "micro-F1", "refused")
    return [f"{asked.name}: {figure}" for asked in sets for figure in named]


def _row(
    name: str,
    matcher: Matcher,
    sets: Sequence[Asked],
    change: Callable[[str], str] = lambda text: text,
) -> list[str]:
    row = [name]
    for asked in sets:
        questions = [replace(asks, text=change(asks.text)) for asks in asked.questions]
        row += figures(matcher, questions, asked.outside).cells()
    return row


def _questions(held: Sequence[Line]) -> tuple[list[Question], list[str]]:
    ours = [
        Question(line.text, frozenset(line.labels), frozenset(line.labels))
        for line in held
        if line.labels
    ]
    return ours, [line.text for line in held if not line.labels and not line.partial]


# --- without a part ---------------------------------------------------------------------------------


def _ablations(
    library: Library, taught: Sequence[Line], model: Model
) -> Iterator[tuple[str, Matcher]]:
    labels = model.labels
    yield "nothing: all parts", Matcher(library, model)
    corpus_lines = {
        normalise(text)
        for group in load_teaching(library)
        if group.holds
        for text in (*group.zh, *group.en)
    }
    says = [line for line in taught if line.text not in corpus_lines]
    yield (
        "the teaching corpus (descriptions of the entries only)",
        Matcher(library, train_lines(says, labels)),
    )
    with _without(Lookup, "floors", lambda *_: {}), _without(Lookup, "known", lambda *_: ()):
        yield "looking up (exact, contained, typing slips)", Matcher(library, model)
    with _without(features, "PINYIN_WEIGHT", 0.0):
        yield "pinyin", Matcher(library, train_lines(taught, labels))
    with _without(evidence, "spans", lambda text: [(0, len(text))]):
        yield "clauses and windows", Matcher(library, train_lines(taught, labels))
    plain = Calibration(
        np.array([1, 0, 0, 0, 0, 0, 0], np.float32), 0, np.zeros(4, np.float32), 9, 0.5, 0.25
    )
    yield (
        "calibration (the linear score as it is)",
        Matcher(library, replace(model, calibration=plain)),
    )


@contextmanager
def _without(owner: Any, name: str, other: Any) -> Iterator[None]:
    """The part replaced by one that does nothing, while the block runs."""
    part = getattr(owner, name)
    setattr(owner, name, other)
    try:
        yield
    finally:
        setattr(owner, name, part)


# --- hurried typing ---------------------------------------------------------------------------------


@cache
def _homophones() -> dict[str, list[str]]:
    """Per reading the characters that people could type for each other, of those the library uses."""
    used = sorted({c for line in corpus(load_library()) for c in line.text if is_chinese(c)})
    alike: dict[str, list[str]] = {}
    for character in used:
        alike.setdefault(features._reading(character), []).append(character)  # noqa: SLF001
    return alike


_TRADITIONAL = opencc.OpenCC("s2t")


def _slip(text: str) -> str:
    """One homophone slip in every clause."""
    dice, homophones = random.Random(text), _homophones()

    def slip(match: re.Match[str]) -> str:
        clause = list(match[0])
        places = [
            i
            for i, c in enumerate(clause)
            if is_chinese(c) and len(homophones.get(features._reading(c), ())) > 1  # noqa: SLF001
        ]
        if places:
            place = dice.choice(places)
            others = [c for c in homophones[features._reading(clause[place])] if c != clause[place]]  # noqa: SLF001
            clause[place] = dice.choice(others)
        return "".join(clause)

    return re.sub(r"[^,.;:!?，。；：！？、\s]+", slip, text)


CHANGES: dict[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "a homophone slip in each clause": _slip,
    "traditional characters": _TRADITIONAL.convert,
    "no punctuation": lambda text: re.sub(r"[,.;:!?，。；：！？、…“”「」'\"()（）]", "", text),
    "all in capitals": str.upper,
}


# --- the reliability diagram ------------------------------------------------------------------------


def _plot(matcher: Matcher, asked: Asked, path: Path) -> None:
    """Of the situations given with a confidence, how many hold."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "huashu"  # the same figures draw the same file
    from matplotlib import pyplot as plt

    said, holds = [], []
    for question in asked.questions + [
        Question(text, frozenset(), frozenset()) for text in asked.outside
    ]:
        match = matcher.match(question.text)
        for hit in (*match.situations, *match.suggestions):
            said.append(hit.confidence)
            holds.append(hit.id in question.labels)
    confidence, right = np.array(said), np.array(holds)
    places = np.minimum((confidence * BINS).astype(int), BINS - 1)
    filled = [place for place in range(BINS) if (places == place).any()]
    mean = [float(confidence[places == place].mean()) for place in filled]
    share = [float(right[places == place].mean()) for place in filled]
    count = [int((places == place).sum()) for place in filled]
    gap = sum(abs(m - s) * n for m, s, n in zip(mean, share, count, strict=True)) / len(said)
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="0.6", linestyle="--", label="perfectly calibrated")
    axes.plot(mean, share, marker="o", color="#1f6f8b", label=f"ours (mean gap {gap:.3f})")
    for x, y, n in zip(mean, share, count, strict=True):
        axes.annotate(f"{n:,}", (x, y), textcoords="offset points", xytext=(6, -12), fontsize=8)
    axes.axvline(matcher.sure, color="#b5651d", linewidth=1, label=f"shown from {matcher.sure}")
    axes.set(xlabel="confidence given", ylabel="share that holds", xlim=(0, 1), ylim=(0, 1))
    axes.set_title(f"{len(asked.questions):,} descriptions kept from teaching")
    axes.legend(loc="upper left", fontsize=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")
    print(f"\nmean gap between confidence and truth: {gap:.3f}; drawn to {path}")


if __name__ == "__main__":
    main()
