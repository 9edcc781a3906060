"""What a sentence encoder adds: more evidence per situation, from embeddings.

Who makes embeddings stands outside the library; without them the matcher does without this.
"""

import re
from dataclasses import dataclass

import numpy as np

from scripts_library.matcher.model import Calibration, Floats
from scripts_library.matcher.parts import whole_and_clauses
from scripts_library.text import normalise

MEANING = ("meaning of the whole", "meaning of the best reading")
LONGEST = 500  # characters that are read; many encoders take 512 pieces
_FURTHEST = 8.0  # no single embedding may drown the words
_STRUCK = "#"
# Numbers of six digits and more (telephone, account, identity card) and addresses of mail. Shorter
# ones stay: 12345 and 95598 say what is going on.
_PRIVATE = re.compile(r"\d(?:[ -]?\d){5,}x?|[\w.+-]+@[\w.-]+")


@dataclass(frozen=True)
class MeaningModel:
    """What was learned from the embeddings of the taught lines.

    `weights`: dimensions x labels. `calibration`: the matcher's own, with a weight more for each of
    MEANING.
    """

    labels: tuple[str, ...]
    centre: Floats
    weights: Floats
    bias: Floats
    calibration: Calibration


@dataclass(frozen=True)
class Meaning:
    """How the meaning of a description speaks for each situation. `scores`: labels x MEANING."""

    model: MeaningModel
    scores: Floats

    def beside(self, evidence: Floats) -> Floats:
        """The evidence of the words with this beside it."""
        return np.concatenate([evidence, self.scores], axis=1)

    def share(self, label: int) -> float:
        """What it adds to the score of a situation, before that becomes a confidence."""
        return float(self.scores[label] @ self.model.calibration.weights[-len(MEANING) :])


def readings(description: str) -> list[str]:
    """The texts to embed for a description: the whole and its clauses, without private numbers.

    The whole stands first; none when there is nothing to read.
    """
    text = normalise(description[:LONGEST])
    parts = (_PRIVATE.sub(_STRUCK, part) for part in whole_and_clauses(text))
    return list(dict.fromkeys(part for part in parts if part))


def hear(model: MeaningModel, embeddings: Floats) -> Meaning:
    """The meaning from the embeddings of a description's readings (readings x dimensions).

    Raises ValueError when they are not of the encoder that the model was learned with.
    """
    if embeddings.shape[1] != len(model.centre):
        raise ValueError(f"{embeddings.shape[1]} numbers instead of {len(model.centre)}")
    return Meaning(model, gather(units(embeddings, model.centre) @ model.weights + model.bias))


def units(embeddings: Floats, centre: Floats) -> Floats:
    """The embeddings as unit vectors around the centre of what was taught."""
    return _of_length_one(_of_length_one(embeddings) - centre)


def centre_of(embeddings: Floats) -> Floats:
    """The middle of embeddings, whatever their lengths."""
    return np.asarray(_of_length_one(embeddings).mean(axis=0), np.float32)


def gather(scores: Floats) -> Floats:
    """The evidence (labels x MEANING) from the scores of a description's readings, the whole first."""
    both = np.stack([scores[0], scores.max(axis=0)], axis=1)
    return np.asarray(np.clip(both, -_FURTHEST, _FURTHEST), np.float32)


def _of_length_one(rows: Floats) -> Floats:
    rows = rows.astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)
