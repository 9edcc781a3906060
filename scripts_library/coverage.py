"""Counts what the library holds per situation, and what is still short of the agreed minimum."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts_library.library import Library
from scripts_library.models import LANGUAGES, Situation, Stage

# What every situation of the built-in packs must have; see docs/reference/library-format.md.
MINIMUM: dict[str, int] = {
    "says zh": 20,
    "says en": 10,
    "finds zh": 3,
    "finds en": 2,
    "refuses": 1,
    "contact": 2,
    "clarify": 1,
    "resolve": 1,
    "follow_up": 1,
    "landmines": 3,
    "next_steps": 3,
}


@dataclass(frozen=True)
class Counts:
    """How much one situation has, by the names of MINIMUM."""

    situation: str
    numbers: dict[str, int]

    @property
    def short(self) -> tuple[str, ...]:
        """The names of what is below the minimum."""
        return tuple(name for name, least in MINIMUM.items() if self.numbers[name] < least)


def counts(library: Library) -> tuple[Counts, ...]:
    """The counts of every situation, in composing order."""
    return tuple(_counts(entry) for entry in library.situations.values())


def _counts(entry: Situation) -> Counts:
    refuses = [line for language in LANGUAGES for line in entry.proof.refuses.in_language(language)]
    numbers = {
        "says zh": len(entry.says.zh),
        "says en": len(entry.says.en),
        "finds zh": len(entry.proof.finds.zh),
        "finds en": len(entry.proof.finds.en),
        "refuses": len(refuses),
        **{stage.value: len(entry.scripts.at(stage)) for stage in Stage},
        "landmines": len(entry.landmines),
        "next_steps": len(entry.next_steps),
    }
    return Counts(entry.id, numbers)


def as_data(library: Library) -> dict[str, Any]:
    """The counts as plain data, for programs."""
    rules = library.rules.values()
    return {
        "situations": {entry.id: dict(_data(entry)) for entry in library.situations.values()},
        "rules": {
            "all": len(rules),
            **{
                language: sum(bool(rule.find.any.in_language(language)) for rule in rules)
                for language in LANGUAGES
            },
        },
        "methods": len(library.methods),
        "regulations": len(library.regulations),
    }


def _data(entry: Situation) -> Iterator[tuple[str, Any]]:
    for name, lines in (
        ("says", entry.says),
        ("finds", entry.proof.finds),
        ("refuses", entry.proof.refuses),
    ):
        yield name, {language: len(lines.in_language(language)) for language in LANGUAGES}
    yield "scripts", {stage.value: len(entry.scripts.at(stage)) for stage in Stage}
    yield "landmines", len(entry.landmines)
    yield "next_steps", len(entry.next_steps)
