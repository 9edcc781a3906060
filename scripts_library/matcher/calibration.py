"""Learns how sure the matcher may be: confidence per situation, and the two thresholds.

Imported by training alone: it needs scipy.
"""

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from scripts_library.matcher.corpus import Line
from scripts_library.matcher.evidence import gate_signs, score, sigmoid
from scripts_library.matcher.features import Feature
from scripts_library.matcher.model import Calibration, Floats, Model
from scripts_library.text import is_chinese

_HELD_OUT = 4  # every fourth line is kept from teaching to learn confidence from
_ASKED = 2_000  # of them, at most; the few weights of the calibration need no more
_UNHEARD = 0.05  # of the descriptions that hold a situation may be told that there is none
_FLAT = 0.005  # micro-F1 that is no difference
_JOINED = 700  # joined descriptions for the calibration
_CONNECTORS_ZH = (",", ",", "", " ", "还", "然后", "而且", ",还")
_CONNECTORS_EN = (", ", " and ", ". ", ", then ")


def hold_out(lines: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places of the lines to teach first, and of those to learn confidence from."""
    order = np.random.default_rng(0).permutation(lines)
    out = order[::_HELD_OUT]
    return np.setdiff1d(order, out), out


def questions(outside: Sequence[Line]) -> list[Line]:
    """Descriptions to learn confidence from, made of lines held out: some as they are, some joined."""
    shuffle = random.Random(0)  # noqa: S311 - joins lines, guards nothing
    return [*outside[:_ASKED], *_joined(outside, shuffle)]


def calibrate(
    model: Model, asked: Sequence[tuple[Line, list[Feature]]], beside: Floats | None = None
) -> Calibration:
    """Learns confidence from descriptions that the model was not taught, with their features.

    `beside`: descriptions x labels x pieces of more evidence, which get the last weights.
    """
    scores = [score(model, line.text, found) for line, found in asked]
    evidence = np.stack([scored.evidence for scored in scores])
    if beside is not None:
        evidence = np.concatenate([evidence, beside], axis=2)
    coverage = np.array([scored.scores[0].coverage for scored in scores], np.float32)
    held = np.array([[name in line.labels for name in model.labels] for line, _ in asked])
    return _fit_calibration(evidence, held, coverage)


def _joined(lines: Sequence[Line], shuffle: random.Random) -> list[Line]:
    """Descriptions in which two or three situations hold, made of held-out ones."""
    by_language = {
        chinese: [
            line for line in lines if line.labels and any(map(is_chinese, line.text)) == chinese
        ]
        for chinese in (True, False)
    }
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
        joined.append(Line(text, tuple(names)))
    return [line for line in joined if line.text]


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
    gates = sigmoid(signs @ gate_weights + gate_intercept)
    confidence = sigmoid(logits) * gates[:, None]
    sure = _best_threshold(confidence, held, share)
    offer = _offer_threshold(confidence[ours], sure)
    return Calibration(weights, intercept, gate_weights, gate_intercept, sure, offer)


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


def _offer_threshold(confidence: Floats, sure: float) -> float:
    """The confidence that the best situation reaches in nearly all descriptions that hold any."""
    best = np.append(confidence.max(axis=1), sure)
    return round(min(sure / 2, float(np.quantile(best, _UNHEARD))), 3)


def _best_threshold(
    confidence: Floats, held: NDArray[np.bool_], weights: NDArray[np.float64]
) -> float:
    """The highest confidence from which showing a situation gives nearly the best micro-F1.

    The best is flat; at its upper end what is shown is right more often and nothing is lost.
    """
    thresholds = np.arange(0.1, 0.75, 0.01)
    f1 = []
    for threshold in thresholds:
        shown = confidence >= threshold
        right = float(weights @ (shown & held).sum(axis=1))
        f1.append(2 * right / float(weights @ (shown.sum(axis=1) + held.sum(axis=1))))
    nearly = np.flatnonzero(np.array(f1) >= max(f1) - _FLAT)
    return round(float(thresholds[nearly[-1]]), 3)
