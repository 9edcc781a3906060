"""Fits one linear model per situation, all at once, by stochastic gradient descent.

Plain one-versus-rest logistic regression. Rows are unit vectors with few features each, so a step
touches few weights: 20,000 lines and 110 situations take two seconds on one core, and the same
lines give the same weights, whatever else the process does (a solver that draws its random
numbers from a generator shared by threads does not). Rows of few, dense numbers are fitted the same
way, with more rounds of smaller steps.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from scripts_library.matcher.evidence import sigmoid
from scripts_library.matcher.model import Floats

_ROUNDS = 4  # passes over the lines; more change little on lines held out
_BATCH = 64
_RATE = 3.0
_BIAS_RATE = 0.15
_FIRST_BIAS = -4.0  # most situations do not hold in a description
_HOLDS_WEIGHT = 3.0  # a line that holds a situation weighs more than one that does not


def fit(
    matrix: csr_matrix | Floats,
    held: NDArray[np.bool_],
    known: NDArray[np.bool_],
    *,
    rounds: int = _ROUNDS,
    rate: float = _RATE,
) -> tuple[Floats, Floats]:
    """Weights (features x labels) and biases (labels).

    `matrix`: lines x features, sparse or dense. `held`, `known`: lines x labels; whether the label
    holds in the line, and whether that is known at all.
    """
    cut: Any = _all_of if isinstance(matrix, np.ndarray) else _compact
    lines, labels = held.shape
    weights = np.zeros((matrix.shape[1], labels), np.float32)
    bias = np.full(labels, _FIRST_BIAS, np.float32)
    target = held.astype(np.float32)
    matters = np.where(held, np.float32(_HOLDS_WEIGHT), np.float32(1)) * known
    shuffle = np.random.default_rng(0)
    starts = range(0, lines, _BATCH)
    for turn in range(rounds):
        order = shuffle.permutation(lines)
        shuffled = matrix[order]
        for done, start in enumerate(starts, turn * len(starts)):
            left = 1 - done / (rounds * len(starts))
            rows = order[start : start + _BATCH]
            places, batch = cut(shuffled, start, start + len(rows))
            touched = weights[places]
            wrong = matters[rows] * (sigmoid(batch @ touched + bias) - target[rows])
            weights[places] = touched - np.float32(rate * left) * (batch.T @ wrong)
            bias -= np.float32(_BIAS_RATE * left) * wrong.sum(axis=0)
    return weights, bias


def _compact(matrix: csr_matrix, first: int, end: int) -> tuple[NDArray[np.intp], csr_matrix]:
    """The features that some of the rows have, and the rows over these features alone."""
    begins = matrix.indptr[first : end + 1]
    inside = slice(begins[0], begins[-1])
    places, inverse = np.unique(matrix.indices[inside], return_inverse=True)
    shape = (end - first, len(places))
    return places, csr_matrix((matrix.data[inside], inverse, begins - begins[0]), shape=shape)


def _all_of(matrix: Floats, first: int, end: int) -> tuple[slice, Floats]:
    """The same for dense rows, which have every feature."""
    return slice(None), matrix[first:end]
