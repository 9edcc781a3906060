"""What the matcher is taught: the library's descriptions, each with the situations that hold in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts_library.library import Library
from scripts_library.loader import load_teaching
from scripts_library.models import LANGUAGES, Language
from scripts_library.text import normalise


@dataclass(frozen=True, slots=True)
class Line:
    """A normalised description. `not_labels` are situations known not to hold; others are open only
    when `partial`, else every situation not in `labels` is known not to hold. `english`: it stands
    among the English lines (a line in Latin letters may be pinyin).
    """

    text: str
    labels: tuple[str, ...]
    not_labels: tuple[str, ...] = ()
    partial: bool = False
    english: bool = False


def corpus(library: Library) -> list[Line]:
    """Every line to learn from, sorted, the same text once (its labels joined)."""
    held: dict[str, dict[str, None]] = {}
    english: set[str] = set()
    for text, language, names in _taught(library):
        plain = normalise(text)
        held.setdefault(plain, {}).update(dict.fromkeys(names))
        if language == "en":
            english.add(plain)
    denied: dict[str, dict[str, None]] = {}
    for situation in library.situations.values():
        for text in (*situation.not_says.zh, *situation.not_says.en):
            denied.setdefault(normalise(text), {})[situation.id] = None
    lines = [
        Line(text, tuple(sorted(names)), english=text in english)
        for text, names in sorted(held.items())
        if text
    ]
    lines += [
        Line(text, (), tuple(sorted(names)), partial=True)
        for text, names in sorted(denied.items())
        if text and text not in held
    ]
    return lines


def _taught(library: Library) -> Iterator[tuple[str, Language, list[str]]]:
    """Each taught text with its language and the situations in use that hold in it."""
    for situation in library.situations.values():
        for language in LANGUAGES:
            yield situation.title.in_language(language), language, [situation.id]
            for taught in situation.says.in_language(language):
                also = [name for name in taught.also if name in library.situations]
                yield taught.text, language, [situation.id, *also]
    for group in load_teaching(library):
        known = [name for name in group.holds if name in library.situations]
        if known or not group.holds:  # else all of it is about packs that are not in use
            for language in LANGUAGES:
                for text in group.in_language(language):
                    yield text, language, known
