"""Answers a description: advice when sure, choices when unsure, and openly nothing otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts_library.advice import Advice, Setting, compose
from scripts_library.customers import CustomerCues
from scripts_library.knowledge import Customer
from scripts_library.library import Library
from scripts_library.matcher.engine import Hit, Match, Matcher
from scripts_library.matcher.meaning import Meaning
from scripts_library.models import Channel, CustomerType, Language, Situation, Stage
from scripts_library.text import language_of
from scripts_library.variables import Values


@dataclass(frozen=True)
class Answer:
    """What staff get for a description.

    Sure: `advice`, and `more` for what may hold besides. Unsure: no advice, `more` to choose from.
    Nothing fits: neither. `match` has the confidences and the words that led to them. `customer` is
    the kind of customer the description gives away, if any; the advice is not yet made for it.
    """

    language: Language
    match: Match
    advice: Advice | None
    more: tuple[Situation, ...]
    customer: Customer | None = None


@dataclass(frozen=True)
class Reason:
    """Why a situation is on the card: the words that led to it (may be none) and the confidence.

    `confidence` is None when the situation was chosen by hand and not found in the description.
    """

    situation: Situation
    words: tuple[str, ...]
    confidence: float | None


class Advise:
    """From a description, or from chosen situations, to advice."""

    def __init__(
        self,
        library: Library,
        matcher: Matcher,
        *,
        values: Values | None = None,
        channel: Channel | None = None,
    ) -> None:
        self._library = library
        self._matcher = matcher
        self._cues = CustomerCues(library.customers.values())
        self.values: Values = values or {}
        self._channel = channel

    def answer(
        self,
        description: str,
        language: Language | None = None,
        stage: Stage = Stage.CONTACT,
        *,
        meaning: Meaning | None = None,
    ) -> Answer:
        """The answer to a description, in the asker's language or else the description's own.

        `meaning`: what `Services.hear` gave for the description.
        """
        spoken = language or reading_language(description)
        match = self._matcher.match(description, meaning)
        shown = [hit.id for hit in match.situations]
        return Answer(
            language=spoken,
            match=match,
            advice=self.compose(shown, spoken, stage=stage) if shown else None,
            more=tuple(self._library.situations[hit.id] for hit in match.suggestions),
            customer=self._cues.suggest(description),
        )

    def compose(
        self,
        situation_ids: Sequence[str],
        language: Language,
        *,
        stage: Stage = Stage.CONTACT,
        wording: int = 0,
        customer: CustomerType | None = None,
    ) -> Advice:
        """The advice for chosen situations; raises ValueError when none is known."""
        setting = Setting(language, self._channel, self.values, customer)
        return compose(self._library, situation_ids, setting, stage=stage, wording=wording)

    def reasons(
        self,
        description: str,
        situations: Sequence[Situation],
        *,
        meaning: Meaning | None = None,
    ) -> tuple[Reason, ...]:
        """Why each situation is there; situations chosen by hand have no confidence."""
        match = self._matcher.match(description, meaning)
        hits: dict[str, Hit] = {hit.id: hit for hit in (*match.situations, *match.suggestions)}
        return tuple(
            Reason(
                entry,
                hits[entry.id].words if entry.id in hits else (),
                hits[entry.id].confidence if entry.id in hits else None,
            )
            for entry in situations
        )

    def by_codes(self, codes: Sequence[str]) -> tuple[Situation, ...]:
        """The situations behind short codes; codes of another version of the library are left out."""
        return self._library.by_codes(list(codes))


def reading_language(text: str) -> Language:
    """The language to answer a text in, when nobody chose one."""
    return "en" if language_of(text) == "en" else "zh"
