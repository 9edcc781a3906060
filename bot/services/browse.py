"""The way through the library without a description: kinds, their situations, methods, regulations."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

from scripts_library.knowledge import Care, Customer, Method, Regulation
from scripts_library.library import Library
from scripts_library.models import CustomerType, Kind, Language, Situation, Text, code_of
from scripts_library.text import normalise

_LIKENESS = 60
MOST_FOUND = 10

Entry = TypeVar("Entry", Method, Regulation)


class Browse:
    """Looks entries up by kind, by name and by words."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that hold a situation, in composing order."""
        return tuple(kind for kind in Kind if self._library.of_kind(kind))

    def situations(self, kind: Kind) -> tuple[Situation, ...]:
        return self._library.of_kind(kind)

    def situation(self, situation_id: str) -> Situation | None:
        return self._library.situations.get(situation_id)

    def methods(self, words: str = "") -> tuple[Method, ...]:
        """The methods the words name, best first; all of them without words."""
        entries = tuple(self._library.methods.values())
        return _found(
            words, entries, lambda entry: [entry.name], lambda entry: [entry.when, *entry.steps]
        )

    def method(self, code: str) -> Method | None:
        return _by_code(code, self._library.methods.values())

    def regulations(self, words: str = "") -> tuple[Regulation, ...]:
        """The regulations the words name, best first; all of them without words."""
        entries = tuple(self._library.regulations.values())
        return _found(words, entries, lambda entry: [entry.title], lambda entry: [entry.says])

    def regulation(self, code: str) -> Regulation | None:
        return _by_code(code, self._library.regulations.values())

    def customers(self) -> tuple[Customer, ...]:
        """The kinds of customers, manners first."""
        return tuple(self._library.customers.values())

    def customer(self, name: CustomerType) -> Customer | None:
        return self._library.customers.get(name)

    def care(self) -> Care | None:
        """What helps staff after a hard conversation."""
        return self._library.care

    def name_of(self, method_id: str, language: Language) -> str:
        """A method's name for the card; empty when it is unknown."""
        method = self._library.methods.get(method_id)
        return method.name.in_language(language) if method else ""


def _by_code(code: str, entries: Iterable[Entry]) -> Entry | None:
    return next((entry for entry in entries if code_of(entry.id) == code), None)


def _found(
    words: str,
    entries: Sequence[Entry],
    names_of: Callable[[Entry], list[Text]],
    texts_of: Callable[[Entry], list[Text]],
) -> tuple[Entry, ...]:
    """The entries with the words in their name, else in their text, else with words like them."""
    wanted = normalise(words)
    if not wanted:
        return tuple(entries)
    names = [_plain(names_of(entry)) for entry in entries]
    texts = [f"{name} {_plain(texts_of(e))}" for name, e in zip(names, entries, strict=True)]
    for places in (names, texts):
        inside = [entry for entry, text in zip(entries, places, strict=True) if wanted in text]
        if inside:
            return tuple(inside[:MOST_FOUND])
    near = process.extract(
        wanted, texts, scorer=fuzz.partial_ratio, score_cutoff=_LIKENESS, limit=MOST_FOUND
    )
    return tuple(entries[place] for _, _, place in near)


def _plain(texts: Iterable[Text]) -> str:
    return " ".join(normalise(text.in_language(lang)) for text in texts for lang in ("zh", "en"))
