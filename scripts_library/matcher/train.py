"""Teaches the matcher: the linear model, then the calibration on descriptions held out of teaching.

This module imports scipy (it costs a third of a second); nothing that answers imports this module.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from scripts_library.library import Library
from scripts_library.matcher import descent
from scripts_library.matcher.calibration import calibrate, hold_out, questions
from scripts_library.matcher.corpus import Line, corpus
from scripts_library.matcher.features import features
from scripts_library.matcher.model import Calibration, Model, Vocabulary
from scripts_library.matcher.table import tabulate

_COMMON = 500  # lines: what more of them have tells no line from another, and costs the most
_NEUTRAL = Calibration(
    np.array([1, 1, 0, 0, 0, 0, 0], np.float32), 0, np.zeros(4, np.float32), 9, 0.5, 0.1
)


class TrainingError(Exception):
    """The trained matcher does not know what it was taught; the library cannot be used with it."""


def train(library: Library) -> Model:
    """A matcher for the library: the same entries give the same matcher, in whatever order they come."""
    return train_lines(corpus(library), tuple(sorted(library.situations)))


def train_lines(lines: Sequence[Line], labels: tuple[str, ...]) -> Model:
    """A matcher taught these lines; `labels` are all ids that stand in them."""
    course = Course(lines, labels)
    calibration = calibrate(course.teach(course.taught), course.asked)
    return replace(course.teach(course.all), calibration=calibration)


def outside(lines: Sequence[Line]) -> list[Line]:
    """The lines held out of teaching of which all that holds is known."""
    _, out = hold_out(len(lines))
    return [lines[row] for row in out if not lines[row].partial]


def _english_stems(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(
        name[:-1]
        for line in lines
        if line.english
        for name, weight, _, _ in features(line.text, _Everything())
        if name.endswith("_") and weight >= 1
    )


class _Everything:
    def __contains__(self, _: object) -> bool:
        return True


class Course:
    """All lines as numbers, to teach a model some of them or all.

    `all`, `taught`: rows of lines; `taught` without those held out. `asked`: descriptions to learn
    confidence from, with their features. `held`, `known`: lines x labels, as `descent.fit` takes them.
    """

    def __init__(self, lines: Sequence[Line], labels: tuple[str, ...]) -> None:
        english = _english_stems(lines)
        seen = [features(line.text, english) for line in lines]
        self._lines, self._table, self._labels = lines, tabulate(seen), labels
        self._label_index = {name: place for place, name in enumerate(labels)}
        self.all = np.arange(len(lines))
        self.taught, _ = hold_out(len(lines))
        found = dict(zip(lines, seen, strict=True))
        self.asked = [
            (line, found[line] if line in found else features(line.text, english))
            for line in questions(outside(lines))
        ]
        self.held = np.zeros((len(lines), len(labels)), np.bool_)
        self.known = np.zeros_like(self.held)
        for row, line in enumerate(lines):
            self.held[row, [self._label_index[name] for name in line.labels]] = True
            self.known[row, [self._label_index[name] for name in line.not_labels]] = True
            self.known[row] |= not line.partial

    def teach(self, rows: NDArray[np.intp]) -> Model:
        """A model taught these rows, its calibration neutral."""
        vocabulary, matrix = self._table.vocabulary(rows)
        held = self.held[rows]
        weights, bias = descent.fit(matrix, held, self.known[rows])
        _check_taught(matrix @ weights + bias, held)
        lines = [self._lines[row] for row in rows]
        return self._model(lines, matrix, vocabulary, weights, bias)

    def _model(
        self,
        lines: Sequence[Line],
        matrix: csr_matrix,
        vocabulary: Vocabulary,
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> Model:
        taught = [i for i, line in enumerate(lines) if line.labels]
        postings = matrix[taught].tocsc()
        common = np.diff(postings.indptr) > _COMMON
        postings = (postings @ diags((~common).astype(np.float32))).tocsc()
        postings.eliminate_zeros()
        held = [[self._label_index[name] for name in lines[i].labels] for i in taught]
        return Model(
            labels=self._labels,
            vocabulary=vocabulary,
            weights=weights.astype(np.float16),
            bias=bias,
            posting_starts=postings.indptr.astype(np.int32),
            posting_lines=postings.indices.astype(np.int32),
            posting_values=postings.data.astype(np.float32),
            label_starts=np.cumsum([0, *map(len, held)], dtype=np.int32),
            label_places=np.array([place for places in held for place in places], np.int32),
            lines=tuple(lines[i].text for i in taught),
            nothing=tuple(line.text for line in lines if not line.labels and not line.partial),
            calibration=_NEUTRAL,
        )


def _check_taught(scores: NDArray[np.float32], held: NDArray[np.bool_]) -> None:
    """A training that silently failed gives near-random answers on the very lines it was taught."""
    rows = np.flatnonzero(held.any(axis=1))
    right = int(held[rows, scores[rows].argmax(axis=1)].sum())
    if right < 0.9 * len(rows):
        raise TrainingError(f"only {right} of {len(rows)} taught lines are known after training")
