"""Learns what embeddings say of each situation, and how much that counts beside the words.

Imported by training alone: it needs scipy.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from scripts_library.library import Library
from scripts_library.matcher import descent
from scripts_library.matcher.calibration import calibrate, questions
from scripts_library.matcher.corpus import corpus
from scripts_library.matcher.meaning import MeaningModel, centre_of, gather, readings, units
from scripts_library.matcher.train import Course, outside

# On lines held out of teaching the first situation is right most often (.445; with the rate of the
# words' model .416).
_ROUNDS = 10
_RATE = 0.4

Vectors = Mapping[str, NDArray[np.float16]]


def texts_to_read(library: Library) -> list[str]:
    """Every text whose embedding `learn` needs, each once."""
    lines = corpus(library)
    wholes = [readings(line.text)[:1] for line in lines]
    asked = [readings(line.text) for line in questions(outside(lines))]
    return list(dict.fromkeys(text for group in (*wholes, *asked) for text in group))


def learn(library: Library, vectors: Vectors) -> MeaningModel:
    """The model for the library, from the embeddings of `texts_to_read`; deterministic."""
    lines = corpus(library)
    labels = tuple(sorted(library.situations))
    course = Course(lines, labels)
    found = [vectors[readings(line.text)[0]] for line in lines]
    taught = np.stack(found).astype(np.float32)
    centre = centre_of(taught)
    taught = units(taught, centre)

    def fit(rows: NDArray[np.intp]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        held, known = course.held[rows], course.known[rows]
        return descent.fit(taught[rows], held, known, rounds=_ROUNDS, rate=_RATE)

    weights, bias = fit(course.taught)
    asked = [
        np.stack([vectors[text] for text in readings(line.text)]).astype(np.float32)
        for line, _ in course.asked
    ]
    beside = np.stack([gather(units(rows, centre) @ weights + bias) for rows in asked])
    calibration = calibrate(course.teach(course.taught), course.asked, beside)
    weights, bias = fit(course.all)
    return MeaningModel(labels, centre, weights, bias, calibration)
