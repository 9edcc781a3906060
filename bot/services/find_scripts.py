"""Finds scripts for a few typed characters: what inline mode posts."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts_library.library import Library
from scripts_library.matcher.engine import Matcher
from scripts_library.models import LANGUAGES, Language, Script, Situation, Stage
from scripts_library.text import normalise
from scripts_library.variables import Values, fill

SHORTEST = 2  # characters from which a query finds anything


@dataclass(frozen=True)
class FoundScript:
    """A script ready to be said. `key` names it within the library, at most 64 bytes."""

    key: str
    situation: Situation
    stage: Stage
    text: str


class FindScripts:
    """Scripts for a query, best situation first. Never landmines or steps: those are internal."""

    def __init__(self, library: Library, matcher: Matcher, values: Values | None = None) -> None:
        self._library = library
        self._matcher = matcher
        self._values = values or {}

    def __call__(self, query: str, language: Language, most: int = 20) -> tuple[FoundScript, ...]:
        """At most `most` scripts; none when the query is too short or nothing fits."""
        if len(normalise(query)) < SHORTEST:
            return ()
        found: list[FoundScript] = []
        for situation in self._situations(query):
            found += self._scripts(situation, language)
        return tuple(found[:most])

    def _situations(self, query: str) -> list[Situation]:
        match = self._matcher.match(query)
        names = [hit.id for hit in (*match.situations, *match.suggestions)]
        names += [name for name in self._named(normalise(query)) if name not in names]
        return [self._library.situations[name] for name in names]

    def _named(self, words: str) -> Iterator[str]:
        for situation in self._library.situations.values():
            titles = (normalise(situation.title.in_language(lang)) for lang in LANGUAGES)
            if any(words in title for title in titles):
                yield situation.id

    def _scripts(self, situation: Situation, language: Language) -> Iterator[FoundScript]:
        for stage in Stage:
            for index, script in enumerate(situation.scripts.at(stage)):
                if not script.channels and not script.manner:
                    yield self._found(situation, stage, index, script, language)

    def _found(
        self, situation: Situation, stage: Stage, index: int, script: Script, language: Language
    ) -> FoundScript:
        text = fill(script.text.in_language(language), language, self._values)
        return FoundScript(f"{situation.code}-{stage}-{index}", situation, stage, text)
