"""Hears in a description what kind of customer it is about, from the cues of the library."""

import re
from collections.abc import Iterable

from scripts_library.knowledge import Customer
from scripts_library.text import is_chinese, normalise


class CustomerCues:
    """The cues of all kinds of customers, ready for looking up."""

    def __init__(self, customers: Iterable[Customer]) -> None:
        self._cues = [(customer, _pattern(customer)) for customer in customers]

    def suggest(self, description: str) -> Customer | None:
        """The kind whose cues fill most of the description; None when there is no cue."""
        text = normalise(description)
        heard = [
            (sum(len(match[0]) for match in pattern.finditer(text)), customer)
            for customer, pattern in self._cues
        ]
        size, best = max(heard, key=lambda item: item[0], default=(0, None))
        return best if size else None


def _pattern(customer: Customer) -> re.Pattern[str]:
    cues = sorted(map(normalise, (*customer.cues.zh, *customer.cues.en)), key=len, reverse=True)
    return re.compile("|".join(_cue(cue) for cue in cues if cue) or r"(?!)")


def _cue(cue: str) -> str:
    escaped = re.escape(cue)
    return escaped if any(map(is_chinese, cue)) else rf"\b{escaped}\b"
