"""Which situations a description holds: the answer of the matcher, with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scripts_library.library import Library
from scripts_library.matcher.evidence import confidence, score
from scripts_library.matcher.features import Feature, features
from scripts_library.matcher.lookup import Lookup
from scripts_library.matcher.meaning import Meaning
from scripts_library.matcher.model import Floats, Model
from scripts_library.matcher.negation import NEGATABLE, denied
from scripts_library.matcher.store import trained
from scripts_library.text import normalise

MAX_SHOWN = 5
MAX_OFFERED = 4
MAX_TEXT = 4096
_DENIED = 0.0  # what is said not to have happened is not even offered
_BESIDE = 0.25  # beside a situation that is heard, fainter ones are offered too
_KNOWN_OTHERWISE = 0.9  # of the threshold: offered for tapping, never shown
_SILENT = 1e-6  # less is what rounding leaves
_HEARD = 0.35  # share of the strongest character that still counts as a reason


@dataclass(frozen=True, slots=True)
class Hit:
    """A situation and how sure it is to hold (0–1), with the words that led to it."""

    id: str
    confidence: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What a description holds. `situations` are sure enough to be shown; `suggestions` are offered
    for tapping. Both best first, both empty when the description is not in the library.
    """

    situations: tuple[Hit, ...] = ()
    suggestions: tuple[Hit, ...] = ()


class Matcher:
    """Matches descriptions against one version of the library. Safe to share between threads."""

    def __init__(self, library: Library, model: Model) -> None:
        self.model = model
        self._lookup = Lookup(model)
        self._negatable = np.array(
            [library.situations[name].kind in NEGATABLE for name in model.labels]
        )

    @property
    def sure(self) -> float:
        """The confidence from which a situation is shown."""
        return self.model.calibration.sure

    @property
    def offer(self) -> float:
        """The confidence from which the best situation is offered for tapping."""
        return self.model.calibration.offer

    @property
    def beside(self) -> float:
        """The confidence from which others are offered when the best is shown or offered."""
        return self.offer * _BESIDE

    def fitting(self, meaning: Meaning | None) -> Meaning | None:
        """The meaning, unless it was learned for another library."""
        return meaning if meaning and meaning.model.labels == self.model.labels else None

    def match(self, description: str, meaning: Meaning | None = None) -> Match:
        """The situations the description holds; any text at all gives a Match.

        `meaning`: what the semantic helper hears in it, if it is at hand.
        """
        text = normalise(description[:MAX_TEXT])
        found = features(text, self.model.vocabulary)
        if not found or self._lookup.holds_nothing(text):
            return Match()
        scored = score(self.model, text, found)
        calibration, evidence = self.model.calibration, scored.evidence
        if fitting := self.fitting(meaning):
            calibration, evidence = fitting.model.calibration, fitting.beside(evidence)
        sure = confidence(calibration, evidence, scored.scores[0].coverage)
        beside = calibration.offer * _BESIDE
        heard = _Heard(self.model, text, found)
        self._turn_down(heard, sure, beside)
        for label, floor in self._lookup.floors(text).items():
            sure[label] = max(float(sure[label]), floor)
        if known := self._lookup.known(text):  # then all that holds is known, and nothing else does
            others = np.ones(len(sure), np.bool_)
            others[list(known)] = False
            sure[others] = np.minimum(sure[others], calibration.sure * _KNOWN_OTHERWISE)
        order = [int(i) for i in np.argsort(-sure, kind="stable")[: MAX_SHOWN + MAX_OFFERED]]
        shown = [i for i in order if sure[i] >= calibration.sure][:MAX_SHOWN]
        any_heard = bool(shown) or float(sure.max()) >= calibration.offer
        least = beside if any_heard else calibration.offer
        offered = [i for i in order if i not in shown and sure[i] >= least]
        return Match(
            tuple(self._hit(heard, sure, i) for i in shown),
            tuple(self._hit(heard, sure, i) for i in offered[:MAX_OFFERED]),
        )

    def _hit(self, heard: "_Heard", sure: Floats, label: int) -> Hit:
        return Hit(self.model.labels[label], round(float(sure[label]), 3), heard.words(label))

    def _turn_down(self, heard: "_Heard", sure: Floats, least: float) -> None:
        candidates = np.flatnonzero((sure >= least) & self._negatable)
        for label in candidates:
            reasons = heard.places(int(label))
            if reasons and all(denied(heard.text, *reason) for reason in reasons):
                sure[label] = _DENIED


class _Heard:
    """Where in a description the words stand that speak for a situation."""

    def __init__(self, model: Model, text: str, found: Sequence[Feature]) -> None:
        self.text = text
        self._model = model
        places, values, _ = model.vocabulary.vector(found)
        value = dict(zip(places.tolist(), values.tolist(), strict=True))
        index = model.vocabulary.index
        known = [(index[name], start, end) for name, _, start, end in found if name in index]
        self._places = np.array([place for place, _, _ in known], np.intp)
        self._starts = np.array([start for _, start, _ in known], np.intp)
        self._ends = np.array([end for _, _, end in known], np.intp)
        shares = np.array([value[place] for place, _, _ in known], np.float32)
        self._shares = shares / np.maximum(1, self._ends - self._starts)

    def places(self, label: int) -> list[tuple[int, int]]:
        """The places that speak for the situation, at most three, the strongest first."""
        pull = np.maximum(0, self._shares * self._model.weights[self._places, label])
        change = np.zeros(len(self.text) + 1, np.float64)
        np.add.at(change, self._starts, pull)
        np.subtract.at(change, self._ends, pull)
        strength = np.cumsum(change)
        least = max(_HEARD * float(strength.max()), _SILENT)
        loud = np.append(strength[:-1] >= least, False)
        edges = np.flatnonzero(np.diff(loud.astype(np.int8), prepend=0))
        runs = [(int(s), int(e)) for s, e in zip(edges[::2], edges[1::2], strict=True)]
        return sorted(runs, key=lambda run: -float(strength[run[0] : run[1]].sum()))[:3]

    def words(self, label: int) -> tuple[str, ...]:
        return tuple(self.text[start:end] for start, end in self.places(label))


def build_matcher(library: Library, cache: Path | None = None) -> Matcher:
    """The matcher for the library, its training kept in `cache` (default: the user's cache folder)."""
    return Matcher(library, trained(library, cache))
