"""The trained matcher as plain arrays, and how a part of a description is scored with them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts_library.matcher.features import Feature

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Vocabulary:
    """The features known, their inverse document frequency, and the one an unknown feature gets."""

    index: dict[str, int]
    idf: Floats
    unknown_idf: float

    def __contains__(self, stem: object) -> bool:
        """Whether an English stem was taught."""
        return f"{stem}_" in self.index

    def vector(self, found: Sequence[Feature]) -> tuple[Ints, Floats, float]:
        """Places and values of a unit vector, and the share of the weight that is known (0–1)."""
        weights: dict[int, float] = {}
        known = unknown = 0.0
        for name, weight, _, _ in found:
            place = self.index.get(name)
            counts = weight >= 1.0  # readings and pieces of words say nothing of coverage
            if place is None:
                unknown += self.unknown_idf if counts else 0.0
                continue
            weights[place] = max(weights.get(place, 0.0), weight)
            known += float(self.idf[place]) if counts else 0.0
        places = np.fromiter(weights, np.int32, len(weights))
        values = np.fromiter(weights.values(), np.float32, len(weights)) * self.idf[places]
        norm = float(np.sqrt(values @ values)) or 1.0
        return places, values / norm, known / (known + unknown) if known else 0.0


@dataclass(frozen=True)
class Calibration:
    """How scores become confidence. All weights are non-negative: more evidence is never less sure.

    `gate` weighs (best logit, coverage, nearest line) for "does it hold anything of ours".
    `sure`: the confidence from which a situation is shown. `offer`: the one from which the best
    situation is offered for tapping; below it the description is not in the library.
    """

    weights: Floats
    intercept: float
    gate_weights: Floats
    gate_intercept: float
    sure: float
    offer: float


@dataclass(frozen=True)
class Model:
    """Everything the matcher needs to answer. Labels are situation ids.

    `weights`: features x labels. The taught lines, as an inverted index by feature (`postings`), stand
    in order of their label; `line_label_starts` cuts them by label. `nothing` are the taught lines that
    hold no situation.
    """

    labels: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Floats
    bias: Floats
    posting_starts: Ints
    posting_lines: Ints
    posting_values: Floats
    line_order: Ints
    line_label_starts: Ints
    line_count: int
    lines: tuple[str, ...]
    line_labels: tuple[tuple[int, ...], ...]
    nothing: tuple[str, ...]
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class PartScore:
    """Per label: the linear score, and the likeness (0–1) of the nearest taught line."""

    linear: Floats
    nearest: Floats
    coverage: float


def score_part(model: Model, found: Sequence[Feature]) -> PartScore:
    """The scores of one part of a description, seen alone."""
    places, values, coverage = model.vocabulary.vector(found)
    linear = values @ model.weights[places] + model.bias
    return PartScore(linear.astype(np.float32), _nearest(model, places, values), coverage)


def _nearest(model: Model, places: Ints, values: Floats) -> Floats:
    alike = likeness(model, places, values)
    return np.maximum.reduceat(alike[model.line_order], model.line_label_starts).astype(np.float32)


def likeness(model: Model, places: Ints, values: Floats) -> NDArray[np.float64]:
    """The likeness (0–1) of each taught line to a vector."""
    if not len(places):
        return np.zeros(model.line_count)
    starts, ends = model.posting_starts[places], model.posting_starts[places + 1]
    sizes = ends - starts
    total = int(sizes.sum())
    offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    rows = np.arange(total, dtype=np.int64) + offsets
    alike = np.bincount(
        model.posting_lines[rows],
        weights=model.posting_values[rows] * np.repeat(values, sizes),
        minlength=model.line_count,
    )
    return np.asarray(alike, np.float64)
