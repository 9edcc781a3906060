"""Teaches the matcher: the linear model, then the calibration on descriptions held out of teaching.

This module imports scipy (it costs a third of a second); nothing that answers imports this module.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from scripts_library.library import Library
from scripts_library.matcher import descent
from scripts_library.matcher.calibration import calibrate
from scripts_library.matcher.corpus import Line, corpus
from scripts_library.matcher.features import Feature, features
from scripts_library.matcher.model import Calibration, Floats, Model, Vocabulary
from scripts_library.text import is_chinese

_NEUTRAL = Calibration(
    np.array([1, 1, 0, 0, 0, 0, 0], np.float32), 0, np.zeros(4, np.float32), 9, 0.5, 0.1
)


class TrainingError(Exception):
    """The trained matcher does not know what it was taught; the library cannot be used with it."""


def train(library: Library) -> Model:
    """A matcher for the library: deterministic, the same library gives the same matcher."""
    return train_lines(corpus(library), tuple(library.situations))


def train_lines(lines: Sequence[Line], labels: tuple[str, ...]) -> Model:
    """A matcher taught these lines; `labels` are all ids that stand in them."""
    english = _english_stems(lines)
    seen = [features(line.text, english) for line in lines]
    model = _fit(lines, seen, labels, _NEUTRAL)
    _check_taught(model, lines, seen)
    calibration = calibrate(
        lines, seen, english, lambda some, their: _fit(some, their, labels, _NEUTRAL)
    )
    return replace(model, calibration=calibration)


def _english_stems(lines: Sequence[Line]) -> frozenset[str]:
    texts = [line.text for line in lines if line.english]
    return frozenset(
        found.name[:-1]
        for text in texts
        for found in features(text, _Everything())
        if found.name.endswith("_") and found.weight >= 1
    )


class _Everything:
    def __contains__(self, _: object) -> bool:
        return True


# --- the linear model -------------------------------------------------------------------------------


def _fit(
    lines: Sequence[Line],
    seen: Sequence[list[Feature]],
    labels: tuple[str, ...],
    calibration: Calibration,
) -> Model:
    vocabulary = _vocabulary(seen)
    vectors = [vocabulary.vector(found) for found in seen]
    matrix = _matrix(vectors, len(vocabulary.index))
    label_index = {name: place for place, name in enumerate(labels)}
    held = np.zeros((len(lines), len(labels)), np.bool_)
    known = np.zeros_like(held)
    for row, line in enumerate(lines):
        held[row, [label_index[name] for name in line.labels]] = True
        known[row, [label_index[name] for name in line.not_labels]] = True
        known[row] |= not line.partial
    weights, bias = descent.fit(matrix, held, known)
    return _model(lines, vectors, labels, vocabulary, weights, bias, calibration)


def _vocabulary(seen: Sequence[list[Feature]]) -> Vocabulary:
    counts = Counter(name for found in seen for name in {feature.name for feature in found})
    total = len(seen)
    names = sorted(name for name, count in counts.items() if count > 1 or _keeps_alone(name))
    idf = np.array([np.log((1 + total) / (1 + counts[name])) + 1 for name in names], np.float32)
    index = {name: place for place, name in enumerate(names)}
    return Vocabulary(index, idf, float(np.log(1 + total)) + 1)


def _keeps_alone(name: str) -> bool:
    """Whether a feature seen once is kept: words are, readings and pieces of words are not."""
    return is_chinese(name[0]) or (name.endswith("_") and name.count("_") == 1)


def _matrix(vectors: Sequence[tuple[NDArray[np.int32], Floats, float]], width: int) -> csr_matrix:
    starts = np.cumsum([0, *(len(places) for places, _, _ in vectors)])
    places = np.concatenate([places for places, _, _ in vectors])
    values = np.concatenate([values for _, values, _ in vectors])
    return csr_matrix((values.astype(np.float32), places, starts), shape=(len(vectors), width))


def _model(
    lines: Sequence[Line],
    vectors: Sequence[tuple[NDArray[np.int32], Floats, float]],
    labels: tuple[str, ...],
    vocabulary: Vocabulary,
    weights: Floats,
    bias: Floats,
    calibration: Calibration,
) -> Model:
    label_index = {name: place for place, name in enumerate(labels)}
    taught = [i for i, line in enumerate(lines) if line.labels]
    columns = _matrix([vectors[i] for i in taught], len(vocabulary.index)).tocsc()
    line_labels = [tuple(label_index[name] for name in lines[i].labels) for i in taught]
    pairs = sorted((label, row) for row, held in enumerate(line_labels) for label in held)
    order = np.array([row for _, row in pairs], np.int32)
    starts = np.searchsorted([label for label, _ in pairs], np.arange(len(labels)))
    return Model(
        labels=labels,
        vocabulary=vocabulary,
        weights=weights,
        bias=bias,
        posting_starts=columns.indptr.astype(np.int32),
        posting_lines=columns.indices.astype(np.int32),
        posting_values=columns.data.astype(np.float32),
        line_order=order,
        line_label_starts=starts.astype(np.int32),
        line_count=len(taught),
        lines=tuple(lines[i].text for i in taught),
        line_labels=tuple(line_labels),
        nothing=tuple(line.text for line in lines if not line.labels and not line.partial),
        calibration=calibration,
    )


def _check_taught(model: Model, lines: Sequence[Line], seen: Sequence[list[Feature]]) -> None:
    """A training that silently failed gives near-random answers on the very lines it was taught."""
    taught = [(line, found) for line, found in zip(lines, seen, strict=True) if line.labels]
    right = 0
    for line, found in taught:
        places, values, _ = model.vocabulary.vector(found)
        best = int((values @ model.weights[places] + model.bias).argmax())
        right += model.labels[best] in line.labels
    if right < 0.9 * len(taught):
        raise TrainingError(f"only {right} of {len(taught)} taught lines are known after training")
