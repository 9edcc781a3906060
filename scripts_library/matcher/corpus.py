"""What the matcher is taught: the library's descriptions, each with the situations that hold in it."""

from dataclasses import dataclass

from scripts_library.library import Library
from scripts_library.loader import load_teaching
from scripts_library.models import LANGUAGES
from scripts_library.text import normalise


@dataclass(frozen=True, slots=True)
class Line:
    """A normalised description. `not_labels` are situations known not to hold; others are open only
    when `partial`, else every situation not in `labels` is known not to hold.
    """

    text: str
    labels: tuple[str, ...]
    not_labels: tuple[str, ...] = ()
    partial: bool = False


def corpus(library: Library) -> list[Line]:
    """Every line to learn from, in a fixed order, the same text once (its labels joined)."""
    labels: dict[str, dict[str, None]] = {}
    denied: dict[str, dict[str, None]] = {}
    for situation in library.situations.values():
        for language in LANGUAGES:
            for taught in situation.says.in_language(language):
                holds = (
                    situation.id,
                    *(name for name in taught.also if name in library.situations),
                )
                labels.setdefault(normalise(taught.text), {}).update(dict.fromkeys(holds))
            title = normalise(situation.title.in_language(language))
            labels.setdefault(title, {})[situation.id] = None
            for text in situation.not_says.in_language(language):
                denied.setdefault(normalise(text), {})[situation.id] = None
    for group in load_teaching(library):
        known = [name for name in group.holds if name in library.situations]
        if group.holds and not known:
            continue  # all of it is about packs that are not in use
        for text in (*group.zh, *group.en):
            labels.setdefault(normalise(text), {}).update(dict.fromkeys(known))
    lines = [Line(text, tuple(names)) for text, names in labels.items() if text]
    lines += [
        Line(text, (), tuple(names), partial=True)
        for text, names in denied.items()
        if text and text not in labels
    ]
    return lines
