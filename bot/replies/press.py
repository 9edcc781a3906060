"""What a button press asks for, as a short text that holds everything needed to answer it.

Nothing is kept in a process: any replica, and the same one after a restart, can answer any press.
Written as `verb:language:…` with short codes for entries, at most 64 bytes. Reading a forged, damaged
or outdated text gives None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scripts_library.models import Kind, Language, Stage

MOST_CODES = 6
_STAGES = tuple(Stage)
_LANGUAGES: dict[str, Language] = {"z": "zh", "e": "en"}
_CODE = frozenset("0123456789abcdefghijkmnpqrstuvwxyz")


@dataclass(frozen=True)
class ShowCard:
    """The card of these situations at this stage, in this wording."""

    language: Language
    codes: tuple[str, ...]
    stage: Stage = Stage.CONTACT
    wording: int = 0


@dataclass(frozen=True)
class ShowWhy:
    """Why these situations are on the card."""

    language: Language
    codes: tuple[str, ...]


@dataclass(frozen=True)
class ShowEscalation:
    """When and how to hand this over."""

    language: Language
    codes: tuple[str, ...]


@dataclass(frozen=True)
class ShowKinds:
    """The list of kinds."""

    language: Language


@dataclass(frozen=True)
class ShowKind:
    """One page of a kind's situations."""

    language: Language
    kind: Kind
    page: int = 0


@dataclass(frozen=True)
class ShowList:
    """One page of the methods or of the regulations."""

    language: Language
    name: Literal["methods", "law"]
    page: int = 0


@dataclass(frozen=True)
class ShowMethod:
    """One method."""

    language: Language
    code: str


@dataclass(frozen=True)
class ShowRegulation:
    """One regulation."""

    language: Language
    code: str


@dataclass(frozen=True)
class ChooseLanguage:
    """`language` None: the question's own."""

    language: Language | None


Press = (
    ShowCard
    | ShowWhy
    | ShowEscalation
    | ShowKinds
    | ShowKind
    | ShowList
    | ShowMethod
    | ShowRegulation
    | ChooseLanguage
)


def encode(press: Press) -> str:  # noqa: C901 - one case a verb
    """The press as text for a button."""
    match press:
        case ShowCard(language, codes, stage, wording):
            return f"c:{language[0]}:{_STAGES.index(stage)}:{wording}:{_join(codes)}"
        case ShowWhy(language, codes):
            return f"y:{language[0]}:{_join(codes)}"
        case ShowEscalation(language, codes):
            return f"u:{language[0]}:{_join(codes)}"
        case ShowKinds(language):
            return f"k:{language[0]}"
        case ShowKind(language, kind, page):
            return f"k:{language[0]}:{kind}:{page}"
        case ShowList(language, name, page):
            return f"{name[0]}s:{language[0]}:{page}"
        case ShowMethod(language, code):
            return f"m:{language[0]}:{code}"
        case ShowRegulation(language, code):
            return f"r:{language[0]}:{code}"
        case ChooseLanguage(language):  # pragma: no branch - mypy proves it is the last
            return f"l:{language[0] if language else 'a'}"


def decode(text: str) -> Press | None:
    """What the text asks for; None when it is none of ours."""
    try:
        return _decode(text.split(":"))
    except (ValueError, IndexError):
        return None


def _decode(parts: Sequence[str]) -> Press | None:  # noqa: C901 - one case a verb
    match parts:
        case ["l", "a"]:
            return ChooseLanguage(None)
        case ["l", short]:
            return ChooseLanguage(_language(short))
        case ["c", short, stage, wording, codes]:
            return ShowCard(
                _language(short), _codes(codes), _STAGES[_number(stage)], _number(wording)
            )
        case ["y", short, codes]:
            return ShowWhy(_language(short), _codes(codes))
        case ["u", short, codes]:
            return ShowEscalation(_language(short), _codes(codes))
        case ["k", short]:
            return ShowKinds(_language(short))
        case ["k", short, kind, page]:
            return ShowKind(_language(short), Kind(kind), _number(page))
        case ["ms", short, page]:
            return ShowList(_language(short), "methods", _number(page))
        case ["ls", short, page]:
            return ShowList(_language(short), "law", _number(page))
        case ["m", short, code]:
            return ShowMethod(_language(short), _codes(code)[0])
        case ["r", short, code]:
            return ShowRegulation(_language(short), _codes(code)[0])
    return None


def _language(short: str) -> Language:
    if short not in _LANGUAGES:
        raise ValueError(short)
    return _LANGUAGES[short]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4):  # noqa: PLR2004
        raise ValueError(text)
    return int(text)


def _codes(text: str) -> tuple[str, ...]:
    codes = text.split(".")
    if len(codes) > MOST_CODES or not all(code and set(code) <= _CODE for code in codes):
        raise ValueError(text)
    return tuple(codes)


def _join(codes: Sequence[str]) -> str:
    return ".".join(codes[:MOST_CODES])
