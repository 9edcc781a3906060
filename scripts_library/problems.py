"""What is wrong with the library, and where: for the person who can put it right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from scripts_library.messages import Message
from scripts_library.models import Language
from scripts_library.yaml_source import Source


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with the library, for the person who can put it right."""

    file: str
    line: int
    entry: str
    message: Message

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: Language) -> str:
        """The problem in one line, with file, line and entry before it."""
        entry = f" {self.entry}:" if self.entry else ""
        return f"{self.file}:{self.line}:{entry} {self.message.in_language(language)}"


class LibraryError(Exception):
    """The library cannot be used; `problems` are all that was found, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Place:
    """Where an entry stands."""

    file: str
    source: Source
    path: tuple[int | str, ...]

    def problem(self, entry: str, message: Message, *path: int | str) -> Problem:
        return Problem(self.file, self.source.line_of((*self.path, *path)), entry, message)


_DATE = Message("expected a date such as 2027-05-01")
_MAP = Message("expected a map")
_WHOLE = Message("expected a whole number")
_YES_OR_NO = Message("expected yes or no")
_EXPECTED = {
    "missing": Message("this key is missing"),
    "extra_forbidden": Message(
        "this key is not known (inside {{ }}, a text with a comma needs quotes)"
    ),
    "string_type": Message(
        "expected a text (put it in quotes if it looks like a number, a date, yes or no)"
    ),
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "tuple_type": Message("expected a list"),
    "dict_type": _MAP,
    "model_type": _MAP,
    "string_pattern_mismatch": Message("expected small letters, digits and single hyphens"),
    "string_too_short": Message("expected a text, this one is empty"),
    "too_short": Message("expected at least one"),
    "date_type": _DATE,
    "date_from_datetime_parsing": _DATE,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    # The one thing our own validators find.
    "value_error": Message("expected a text, or a map with zh: and en:"),
}


def schema_problems(place: Place, entry: str, error: ValidationError) -> Iterator[Problem]:
    """What pydantic found in an entry, as problems with their lines."""
    for item in error.errors(include_url=False):
        path = tuple(part for part in item["loc"] if not str(part).startswith("function-"))
        where = ".".join(map(str, path)) or "entry"
        what = _what(item["type"], item.get("ctx", {}), item["msg"])
        yield place.problem(entry, Message("{where}: {what}", where=where, what=what), *path)


def _what(kind: str, context: Mapping[str, Any], original: str) -> Message:
    if kind in _EXPECTED:
        return _EXPECTED[kind]
    if kind in {"enum", "literal_error"}:
        values = str(context["expected"]).replace(" or ", ", ")
        return Message("expected one of {values}", values=values)
    if kind == "string_too_long":
        return Message("expected at most {most} characters", most=context["max_length"])
    return Message("{other}", other=original)
