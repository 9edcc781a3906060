"""How well and how fast descriptions are matched, beside peers taught the same lines.

    python -m benchmarks.matching [--quick] [--eval FOLDER] [--write README.md README.zh-CN.md]

On the library's own proofs, and, when FOLDER is there, on its development set and its public intent
sets at ten lines a label. Prints Markdown tables; judges nothing. `--quick`: no scale, no public
sets. `--write`: puts the tables of the proofs and of the development set between the bench marks of
these files.
"""

import argparse
import gc
import gzip
import json
import os
import random
import statistics
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.peers import PEERS, Line, Ranker, Ranking
from benchmarks.questions import Question, development, proofs
from benchmarks.report import Report
from scripts_library.loader import load_library
from scripts_library.matcher.corpus import Line as Taught
from scripts_library.matcher.corpus import corpus
from scripts_library.matcher.engine import Matcher
from scripts_library.matcher.train import train_lines
from scripts_library.models import Kind
from scripts_library.text import normalise

PUBLIC = ("banking77", "clinc150", "hwu64", "massive_zh")
PER_LABEL = 10
ASKED = 300


def resident() -> float:
    """The memory of this process now, in MB; 0 where /proc is not there."""
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text().split()[1]) if statm.exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def ours(lines: list[Line], kinds: dict[str, Kind]) -> tuple[Matcher, Ranker]:
    """Our matcher, taught these lines."""
    taught = [Taught(normalise(text), labels, english=text.isascii()) for text, labels in lines]
    names = tuple(dict.fromkeys(label for _, labels in lines for label in labels))
    model = train_lines(taught, names)
    entries = {name: SimpleNamespace(kind=kinds.get(name, Kind.BILLING)) for name in names}
    library: Any = SimpleNamespace(situations=entries)
    matcher = Matcher(library, model)

    def rank(text: str) -> Ranking:
        match = matcher.match(text)
        return [(hit.id, hit.confidence) for hit in (*match.situations, *match.suggestions)]

    return matcher, rank


def measure(
    name: str,
    lines: list[Line],
    questions: list[Question],
    outside: list[str],
    kinds: dict[str, Kind],
) -> list[str]:
    """One row of the table."""
    gc.collect()
    before = resident()
    start = time.perf_counter()
    matcher = None
    if name == "ours":
        matcher, rank = ours(lines, kinds)
    else:
        rank = PEERS[name](lines)
    built = time.perf_counter() - start
    gc.collect()
    memory = max(0.0, resident() - before)
    times, rankings = [], []
    for question in questions:
        start = time.perf_counter()
        rankings.append(rank(question.text))
        times.append((time.perf_counter() - start) * 1000)
    first = third = 0
    for question, ranking in zip(questions, rankings, strict=True):
        names = [label for label, _ in ranking]
        first += bool(question.main & set(names[:1]))
        third += bool(question.main & set(names[:3]))
    predicted = [
        {hit.id for hit in matcher.match(question.text).situations}
        if matcher
        else {label for label, _ in ranking[:1]}
        for question, ranking in zip(questions, rankings, strict=True)
    ]
    right = sum(len(q.labels & p) for q, p in zip(questions, predicted, strict=True))
    size = sum(len(q.labels) + len(p) for q, p in zip(questions, predicted, strict=True))
    refused = _refused([r[0][1] if r else -1e9 for r in rankings], outside, rank)
    times.sort()
    return [
        name,
        f"{first / len(questions):.3f}",
        f"{third / len(questions):.3f}",
        f"{2 * right / max(1, size):.3f}",
        refused,
        f"{statistics.median(times):.2f}",
        f"{times[int(len(times) * 0.99)]:.2f}",
        f"{built:.1f}",
        f"{memory:.0f}",
    ]


def _refused(best: list[float], outside: list[str], rank: Ranker) -> str:
    """The share of what is outside that falls below the score which 95 % of what is inside reaches."""
    if not outside:
        return "–"
    least = sorted(best)[len(best) // 20]
    tops = [ranking[0][1] if (ranking := rank(text)) else -1e9 for text in outside]
    return f"{sum(top < least for top in tops) / len(tops):.3f}"


HEAD = (
    "method",
    "primary@1",
    "primary@3",
    "micro-F1",
    "out of scope refused at 95 %",
    "p50 ms",
    "p99 ms",
    "build s",
    "MB more",
)


def table(
    report: Report,
    title: str,
    lines: list[Line],
    questions: list[Question],
    outside: list[str],
    kinds: dict[str, Kind],
) -> None:
    """One table: every method taught and asked the same."""
    rows = (measure(name, lines, questions, outside, kinds) for name in ("ours", *PEERS))
    asked = f"{title} ({len(lines):,} lines taught, {len(questions)} questions)"
    report.table(asked, HEAD, rows)


def public(path: Path) -> tuple[list[Line], list[Question], list[str]]:
    data = json.loads(gzip.decompress(path.read_bytes()))
    shuffle = random.Random(0)
    train = data["train"]
    shuffle.shuffle(train)
    taught: dict[str, int] = {}
    lines: list[Line] = []
    for text, labels in train:
        if all(taught.get(label, 0) < PER_LABEL for label in labels):
            lines.append((text, tuple(labels)))
            for label in labels:
                taught[label] = taught.get(label, 0) + 1
    asked = shuffle.sample(data["test"], min(ASKED, len(data["test"])))
    questions = [Question(text, frozenset(labels), frozenset(labels)) for text, labels in asked]
    outside = [text for texts in data["oos"].values() for text in texts]
    return lines, questions, shuffle.sample(outside, min(ASKED, len(outside)))


def scale(
    report: Report, lines: list[Line], questions: list[Question], kinds: dict[str, Kind]
) -> None:
    """Speed with more and more lines taught; those beyond the library's are joined from its own."""
    shuffle = random.Random(0)
    for count in (1_000, 10_000, 100_000):
        more = list(lines)
        while len(more) < count:
            (one, some), (two, others) = shuffle.sample(lines, 2)
            more.append((f"{one}，{two}", tuple(dict.fromkeys((*some, *others)))))
        taught = shuffle.sample(more, count)
        table(report, f"Scale: {count:,} lines", taught, questions[:50], [], kinds)


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--eval", type=Path, default=None)
    parser.add_argument("--write", type=Path, nargs="*", default=[])
    chosen = parser.parse_args()
    library = load_library()
    kinds = {name: entry.kind for name, entry in library.situations.items()}
    lines: list[Line] = [(line.text, line.labels) for line in corpus(library) if not line.partial]
    held = [line for line in lines if line[1]]
    report = Report()
    table(report, "The library's proofs", lines, proofs(library), [], kinds)
    if chosen.eval and (chosen.eval / "dev_situations.jsonl").exists():
        table(report, "Development set", lines, *development(chosen.eval), kinds)
    for path in chosen.write:
        report.write(path, "bench")
    if chosen.quick:
        return
    for name in PUBLIC:
        path = (chosen.eval or Path()) / "public" / f"{name}.json.gz"
        if path.exists():
            table(report, f"{name}, {PER_LABEL} lines a label", *public(path), {})
    scale(report, held, proofs(library), kinds)


if __name__ == "__main__":
    main()
