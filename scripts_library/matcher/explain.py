"""Why the matcher gives what it gives: words with their weight, nearest taught lines, confidence."""

from dataclasses import dataclass

import numpy as np

from scripts_library.matcher.engine import MAX_TEXT, Hit, Matcher
from scripts_library.matcher.features import features
from scripts_library.matcher.meaning import Meaning
from scripts_library.matcher.model import likeness
from scripts_library.text import normalise

_MOST_WORDS = 6
_MOST_LINES = 3


@dataclass(frozen=True)
class Reasons:
    """A situation with what speaks for it and against it.

    `words`: features of the text with their pull on the situation's score, strongest first.
    `nearest`: taught lines of the situation with their likeness (0–1). `meaning`: what the semantic
    helper adds to the score; None when it was not at hand.
    """

    hit: Hit
    shown: bool
    words: tuple[tuple[str, float], ...]
    nearest: tuple[tuple[str, float], ...]
    meaning: float | None = None


@dataclass(frozen=True)
class Explanation:
    """What a description gives and why. `coverage`: the share of its words that was taught."""

    text: str
    coverage: float
    sure: float
    offer: float
    situations: tuple[Reasons, ...]


def explain(matcher: Matcher, description: str, meaning: Meaning | None = None) -> Explanation:
    """The reasons behind `matcher.match(description, meaning)`."""
    model, meaning = matcher.model, matcher.fitting(meaning)
    text = normalise(description[:MAX_TEXT])
    found = features(text, model.vocabulary)
    places, values, coverage = model.vocabulary.vector(found)
    alike = likeness(model, places, values)
    index = model.vocabulary.index
    names = {index[name]: name for name, *_ in found if name in index}
    match = matcher.match(description, meaning)
    reasons = []
    for hit in (*match.situations, *match.suggestions):
        label = model.labels.index(hit.id)
        pull = values * model.weights[places, label].astype(np.float32)
        order = np.argsort(-np.abs(pull))[:_MOST_WORDS]
        own = [row for row in range(len(model.lines)) if label in model.labels_of(row)]
        nearest = sorted(own, key=lambda row: -alike[row])[:_MOST_LINES]
        reasons.append(
            Reasons(
                hit,
                hit in match.situations,
                tuple((_shown(names[int(places[i])]), round(float(pull[i]), 2)) for i in order),
                tuple((model.lines[row], round(float(alike[row]), 2)) for row in nearest),
                round(meaning.share(label), 2) if meaning else None,
            )
        )
    used = (meaning or matcher).model.calibration
    return Explanation(text, round(coverage, 2), used.sure, used.offer, tuple(reasons))


def _shown(feature: str) -> str:
    """A feature in a form that people can read."""
    return feature.replace("_", " ").strip()
