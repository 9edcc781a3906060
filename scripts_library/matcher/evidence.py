"""From the scores of a description's parts to the evidence per situation, and to confidence.

Used in training and in answering, so that both see the same numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scripts_library.matcher.features import Feature
from scripts_library.matcher.model import Calibration, Floats, Model, PartScore, score_part
from scripts_library.matcher.parts import spans, within

EVIDENCE = (
    "whole",
    "best part",
    "nearest to whole",
    "nearest to a part",
    "lead in whole",
    "lead in a part",
    "covered",
)
_LEAD = 4.0


@dataclass(frozen=True)
class Scored:
    """A description's parts with their scores, and the evidence: labels x EVIDENCE."""

    text: str
    found: list[Feature]
    parts: list[tuple[int, int]]
    scores: list[PartScore]
    evidence: Floats


def score(model: Model, text: str, found: list[Feature]) -> Scored:
    """Scores every part of a normalised description."""
    parts = spans(text)
    scores = [score_part(model, found)]
    scores += [score_part(model, within(found, *part)) for part in parts[1:]]
    return Scored(text, found, parts, scores, gather(scores))


def gather(scores: Sequence[PartScore]) -> Floats:
    """The evidence per label from the scores of the parts, the whole first."""
    whole = scores[0]
    linear = np.stack([part.linear for part in scores])
    nearest = np.stack([part.nearest for part in scores])
    leads = np.stack([_lead(part.linear) for part in scores])
    best = linear.max(axis=0)
    covered = whole.coverage * sigmoid(best)
    return np.stack(
        [
            whole.linear,
            best,
            whole.nearest,
            nearest.max(axis=0),
            leads[0],
            leads.max(axis=0),
            covered,
        ],
        axis=1,
    ).astype(np.float32)


def confidence(calibration: Calibration, evidence: Floats, coverage: float) -> Floats:
    """Per label, 0–1: that the situation holds, given that the text is about anything of ours."""
    logits = evidence @ calibration.weights + calibration.intercept
    ours = gate(calibration, logits, coverage, evidence[:, 3])
    return (sigmoid(logits) * ours).astype(np.float32)


def sigmoid(x: "Floats | float") -> Floats:
    """The logistic function: a score as a probability."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -30, 30))), dtype=np.float32)


def gate(calibration: Calibration, logits: Floats, coverage: float, nearest: Floats) -> float:
    """That the text holds any situation of the library at all, 0–1."""
    signs = gate_signs(logits, coverage, nearest)
    return float(sigmoid(signs @ calibration.gate_weights + calibration.gate_intercept))


def gate_signs(logits: Floats, coverage: float, nearest: Floats) -> Floats:
    """What the gate looks at."""
    best = float(logits.max())
    return np.array(
        [np.clip(best, -6, 6), coverage, nearest.max(), coverage * float(sigmoid(best))],
        dtype=np.float32,
    )


def _lead(linear: Floats) -> Floats:
    if len(linear) < 2:  # noqa: PLR2004 - a lead needs two
        return np.zeros_like(linear)
    second, first = np.partition(linear, -2)[-2:]
    others = np.where(linear == first, second, first)
    lead: Floats = np.clip(linear - others, -_LEAD, _LEAD)
    return lead
