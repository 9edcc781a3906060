"""Teaches the matcher: the linear model, then the calibration on descriptions held out of teaching.

This module imports scikit-learn (it costs over a second); nothing that answers imports this module.
"""

import random
import warnings
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from scripts_library.library import Library
from scripts_library.matcher.corpus import Line, corpus
from scripts_library.matcher.evidence import gate_signs, score
from scripts_library.matcher.features import Feature, features
from scripts_library.matcher.model import Calibration, Floats, Model, Vocabulary
from scripts_library.text import is_chinese

HELD_OUT = 4  # every fourth line is kept from teaching to learn confidence from
_C = 40.0
_ROUNDS = 25  # more change the answers no further and cost minutes; what is taught is checked below
_HOLDS_WEIGHT = 3.0  # a line that holds a situation weighs more than one that does not
_JOINED = 1_000  # joined descriptions for the calibration
_CONNECTORS_ZH = (",", ",", "", " ", "还", "然后", "而且", ",还")
_CONNECTORS_EN = (", ", " and ", ". ", ", then ")
_NEUTRAL = Calibration(
    np.array([1, 1, 0, 0, 0, 0, 0], np.float32), 0, np.zeros(4, np.float32), 9, 0.5, 0.1
)


class TrainingError(Exception):
    """The trained matcher does not know what it was taught; the library cannot be used with it."""


def train(library: Library) -> Model:
    """A matcher for the library: deterministic, the same library gives the same matcher."""
    lines = corpus(library)
    labels = tuple(library.situations)
    english = _english_stems(lines)
    seen = [features(line.text, english) for line in lines]
    model = _fit(lines, seen, labels, _NEUTRAL)
    _check_taught(model, lines, seen)
    calibration = _calibrate(lines, seen, labels, english)
    return _with_calibration(model, calibration)


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
    weights = np.zeros((len(labels), len(vocabulary.index)), np.float32)
    bias = np.full(len(labels), -5.0, np.float32)
    full = np.array([not line.partial for line in lines])
    held = np.zeros((len(labels), len(lines)), np.bool_)
    denied = np.zeros_like(held)
    for row, line in enumerate(lines):
        held[[label_index[name] for name in line.labels], row] = True
        denied[[label_index[name] for name in line.not_labels], row] = True

    def learn(place: int) -> None:
        usable = np.flatnonzero(full | denied[place])
        if held[place].any():
            weights[place], bias[place] = _fit_one(matrix[usable], held[place][usable])

    with warnings.catch_warnings(), ThreadPoolExecutor() as pool:
        warnings.simplefilter("ignore")  # liblinear's note on iterations; what is taught is checked
        list(pool.map(learn, range(len(labels))))
    return _model(lines, vectors, labels, vocabulary, weights, bias, calibration)


def _fit_one(matrix: csr_matrix, target: NDArray[np.bool_]) -> tuple[Floats, float]:
    fitted = LogisticRegression(
        C=_C,
        solver="liblinear",
        dual=True,
        random_state=0,
        max_iter=_ROUNDS,
        tol=1e-1,
        intercept_scaling=3.0,
        class_weight={True: _HOLDS_WEIGHT, False: 1.0},
    ).fit(matrix, target)
    return fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0])


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
    built = csr_matrix((values.astype(np.float64), places, starts), shape=(len(vectors), width))
    built.sum_duplicates()  # now, because threads that share the matrix would do it at the same time
    return built


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
        weights=np.ascontiguousarray(weights.T),
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


# --- the calibration --------------------------------------------------------------------------------


def _calibrate(
    lines: Sequence[Line],
    seen: Sequence[list[Feature]],
    labels: tuple[str, ...],
    english: frozenset[str],
) -> Calibration:
    """Learns confidence from descriptions that the scoring model was not taught."""
    shuffle = random.Random(0)  # noqa: S311 - splits lines, guards nothing
    order = list(range(len(lines)))
    shuffle.shuffle(order)
    out, taught = order[::HELD_OUT], sorted(set(order) - set(order[::HELD_OUT]))
    model = _fit([lines[i] for i in taught], [seen[i] for i in taught], labels, _NEUTRAL)
    outside = [lines[i] for i in out if not lines[i].partial]
    evidence, held, coverage = [], [], []
    for line in outside + _joined(outside, shuffle):
        scored = score(model, line.text, features(line.text, english))
        evidence.append(scored.evidence)
        coverage.append(scored.scores[0].coverage)
        held.append([name in line.labels for name in labels])
    return _fit_calibration(np.stack(evidence), np.array(held), np.array(coverage, np.float32))


def _joined(lines: Sequence[Line], shuffle: random.Random) -> list[Line]:
    """Descriptions in which two or three situations hold, made of held-out ones."""
    by_language: dict[bool, list[Line]] = {True: [], False: []}
    for line in lines:
        if line.labels:
            by_language[any(map(is_chinese, line.text))].append(line)
    joined = []
    for _ in range(min(_JOINED, len(lines))):
        chinese = shuffle.random() < 0.7  # noqa: PLR2004
        pool = by_language[chinese]
        picked = shuffle.sample(pool, min(len(pool), shuffle.choice((2, 2, 2, 3))))
        text = ""
        for line in picked:
            connector = shuffle.choice(_CONNECTORS_ZH if chinese else _CONNECTORS_EN)
            text = f"{text}{connector}{line.text}" if text else line.text
        names = dict.fromkeys(name for line in picked for name in line.labels)
        if text:
            joined.append(Line(text, tuple(names)))
    return joined


def _fit_calibration(evidence: Floats, held: NDArray[np.bool_], coverage: Floats) -> Calibration:
    ours = np.asarray(held.any(axis=1))
    share = _balance(ours)
    flat, target = evidence.reshape(-1, evidence.shape[-1]), held.reshape(-1)
    weights, intercept = _non_negative_logistic(flat, target, np.ones(len(flat)))
    logits = evidence @ weights + intercept
    signs = np.stack(
        [
            gate_signs(row, part, near)
            for row, part, near in zip(logits, coverage, evidence[:, :, 3], strict=True)
        ]
    )
    gate_weights, gate_intercept = _non_negative_logistic(signs, ours, share)
    gates = 1 / (1 + np.exp(-(signs @ gate_weights + gate_intercept)))
    confidence = (1 / (1 + np.exp(-logits))) * gates[:, None]
    sure = _best_threshold(confidence, held, share)
    return Calibration(weights, intercept, gate_weights, gate_intercept, sure, sure / 6)


def _balance(ours: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights as if one question in three were about nothing of ours, however many lines say so."""
    nothing = max(1, int((~ours).sum()))
    return np.where(ours, 1.0, max(1.0, ours.sum() / nothing / 2))


def _non_negative_logistic(
    x: Floats, y: NDArray[np.bool_], weights: NDArray[np.float64]
) -> tuple[Floats, float]:
    signs = np.where(y, 1.0, -1.0)
    x, weights = x.astype(np.float64), weights / weights.sum()

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = signs * (x @ parameters[:-1] + parameters[-1])
        value = weights @ np.logaddexp(0, -margin) + 1e-4 * (parameters[:-1] ** 2).sum()
        slope = -signs * weights / (1 + np.exp(np.clip(margin, -30, 30)))
        gradient = np.append(x.T @ slope + 2e-4 * parameters[:-1], slope.sum())
        return float(value), gradient

    bounds = [(0, None)] * x.shape[1] + [(None, None)]
    start = np.append(np.full(x.shape[1], 0.1), -3.0)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return best[:-1].astype(np.float32), float(best[-1])


def _best_threshold(
    confidence: Floats, held: NDArray[np.bool_], weights: NDArray[np.float64]
) -> float:
    """The confidence from which showing a situation gives the best micro-F1."""
    best, best_f1 = 0.5, -1.0
    for threshold in np.arange(0.1, 0.75, 0.01):
        shown = confidence >= threshold
        right = float(weights @ (shown & held).sum(axis=1))
        f1 = 2 * right / max(1.0, float(weights @ (shown.sum(axis=1) + held.sum(axis=1))))
        if f1 > best_f1:
            best, best_f1 = float(threshold), f1
    return round(best, 3)


def _with_calibration(model: Model, calibration: Calibration) -> Model:
    return Model(**{**model.__dict__, "calibration": calibration})
