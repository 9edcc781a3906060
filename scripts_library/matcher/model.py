"""The trained matcher as plain arrays, and how a part of a description is scored with them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts_library.matcher.features import Feature

_UNLIKE = 0.1  # a line less like the description than this is no neighbour

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

    `weights`: features x labels, in half precision (they are most of the memory). The taught lines stand
    in an inverted index by feature (`postings`); features that very many lines have are left out of it.
    The labels of line i are `label_places[label_starts[i] : label_starts[i + 1]]`. `nothing` are the
    taught lines that hold no situation.
    """

    labels: tuple[str, ...]
    vocabulary: Vocabulary
    weights: NDArray[np.float16]
    bias: Floats
    posting_starts: Ints
    posting_lines: Ints
    posting_values: Floats
    label_starts: Ints
    label_places: Ints
    lines: tuple[str, ...]
    nothing: tuple[str, ...]
    calibration: Calibration

    def labels_of(self, row: int) -> tuple[int, ...]:
        """The labels of a taught line, as places in `labels`."""
        return tuple(
            self.label_places[self.label_starts[row] : self.label_starts[row + 1]].tolist()
        )


@dataclass(frozen=True, slots=True)
class PartScore:
    """Per label: the linear score, and the likeness (0–1) of the nearest taught line."""

    linear: Floats
    nearest: Floats
    coverage: float


def score_part(model: Model, found: Sequence[Feature]) -> PartScore:
    """The scores of one part of a description, seen alone."""
    places, values, coverage = model.vocabulary.vector(found)
    linear = values @ model.weights[places].astype(np.float32) + model.bias
    return PartScore(linear, _nearest(model, places, values), coverage)


def _nearest(model: Model, places: Ints, values: Floats) -> Floats:
    alike = likeness(model, places, values)
    rows = np.flatnonzero(alike > _UNLIKE)
    starts, ends = model.label_starts[rows], model.label_starts[rows + 1]
    labels = model.label_places[_within(starts, ends)]
    nearest = np.zeros(len(model.labels), np.float32)
    np.maximum.at(nearest, labels, np.repeat(alike[rows], ends - starts).astype(np.float32))
    return nearest


def likeness(model: Model, places: Ints, values: Floats) -> NDArray[np.float64]:
    """The likeness (0–1) of each taught line to a vector, by the features that few lines have."""
    starts, ends = model.posting_starts[places], model.posting_starts[places + 1]
    inside = _within(starts, ends)
    return np.bincount(
        model.posting_lines[inside],
        weights=model.posting_values[inside] * np.repeat(values, ends - starts),
        minlength=len(model.lines),
    ).astype(np.float64)


def _within(starts: Ints, ends: Ints) -> NDArray[np.intp]:
    """All places from each start up to its end, one range after the other."""
    sizes = ends - starts
    before = np.cumsum(sizes) - sizes
    inside: NDArray[np.intp] = np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes)
    return inside
