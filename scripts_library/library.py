"""The library as the rest of the program uses it: entries by id, in the order advice is composed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from scripts_library.knowledge import Care, Customer, Method, Regulation
from scripts_library.models import Kind, Situation, code_of
from scripts_library.rules import Rule

KINDS = tuple(Kind)


@dataclass(frozen=True)
class Library:
    """All entries of the packs in use.

    `situations` stand in composing order: by kind, then as the list of required situations has them.
    The teaching lines, which only training needs, are read
    by `loader.load_teaching` from the same `packs` below `root`. `fingerprint` is a hash of what was
    read, equal for equal content.
    """

    situations: Mapping[str, Situation]
    rules: Mapping[str, Rule]
    methods: Mapping[str, Method]
    regulations: Mapping[str, Regulation]
    customers: Mapping[str, Customer]
    care: Care | None
    packs: tuple[str, ...]
    root: Path
    fingerprint: str

    def ordered(self, ids: "tuple[str, ...] | list[str]") -> tuple[Situation, ...]:
        """The known ones of these situations, in composing order, each once."""
        wanted = set(ids)
        return tuple(entry for name, entry in self.situations.items() if name in wanted)

    def of_kind(self, kind: Kind) -> tuple[Situation, ...]:
        return tuple(entry for entry in self.situations.values() if entry.kind is kind)

    def by_codes(self, codes: list[str]) -> tuple[Situation, ...]:
        """The situations behind short codes, in composing order; unknown codes are left out."""
        return self.ordered([name for name in self.situations if code_of(name) in codes])


def arranged(situations: Mapping[str, Situation], required: list[str]) -> Mapping[str, Situation]:
    """The situations in composing order."""
    rank = {name: place for place, name in enumerate(required)}
    return MappingProxyType(
        dict(
            sorted(
                situations.items(),
                key=lambda item: (KINDS.index(item[1].kind), rank.get(item[0], len(rank)), item[0]),
            )
        )
    )
