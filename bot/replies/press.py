"""What a button press asks for, as a short text that holds everything needed to answer it.

Nothing is kept in a process: any replica, and the same one after a restart, can answer any press.
Written as a verb and the fields of the press in their order, between colons, with short codes for
entries, at most 64 bytes. Reading a forged, damaged or outdated text gives None.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Literal, get_type_hints

from scripts_library.models import CustomerType, Kind, Language, Stage

MOST_CODES = 6
_CODE = frozenset("0123456789abcdefghijkmnpqrstuvwxyz")


@dataclass(frozen=True)
class ShowCard:
    """The card of these situations at this stage, in this wording, for this kind of customer."""

    language: Language
    codes: tuple[str, ...]
    stage: Stage = Stage.CONTACT
    wording: int = 0
    customer: CustomerType | None = None


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
class ShowCustomers:
    """The kinds of customers to choose from, for a card of these situations (or for none)."""

    language: Language
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShowCustomer:
    """One kind of customer."""

    language: Language
    customer: CustomerType


@dataclass(frozen=True)
class ShowCare:
    """Care for staff, with the sentence that hurt number `page`."""

    language: Language
    page: int = 0


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
    | ShowCustomers
    | ShowCustomer
    | ShowCare
    | ShowKinds
    | ShowKind
    | ShowList
    | ShowMethod
    | ShowRegulation
    | ChooseLanguage
)


_VERBS: dict[str, type[Any]] = {
    "c": ShowCard,
    "y": ShowWhy,
    "u": ShowEscalation,
    "t": ShowCustomers,
    "p": ShowCustomer,
    "b": ShowCare,
    "K": ShowKinds,
    "k": ShowKind,
    "i": ShowList,
    "m": ShowMethod,
    "r": ShowRegulation,
    "l": ChooseLanguage,
}
_VERB_OF = {press: verb for verb, press in _VERBS.items()}
_NONE = "-"


def encode(press: Press) -> str:
    """The press as text for a button."""
    kinds = get_type_hints(type(press)).values()
    values = zip(kinds, astuple(press), strict=True)
    return ":".join((_VERB_OF[type(press)], *(_write(kind, value) for kind, value in values)))


def decode(text: str) -> Press | None:
    """What the text asks for; None when it is none of ours."""
    verb, *values = text.split(":")
    if verb not in _VERBS:
        return None
    kinds = get_type_hints(_VERBS[verb]).values()
    try:
        read = [_FIELDS[kind][1](value) for kind, value in zip(kinds, values, strict=True)]
    except ValueError:
        return None
    press: Press = _VERBS[verb](*read)
    return press


def _write(kind: Any, value: Any) -> str:
    return str(_FIELDS[kind][0](value))


def _one_of(choices: Sequence[Any]) -> tuple[Callable[[Any], str], Callable[[str], Any]]:
    """Writes a choice as its place among the choices."""

    def read(text: str) -> Any:
        place = _number(text)
        if place >= len(choices):
            raise ValueError(text)
        return choices[place]

    return lambda value: str(choices.index(value)), read


def _maybe(
    field: tuple[Callable[[Any], str], Callable[[str], Any]],
) -> tuple[Callable[[Any], str], Callable[[str], Any]]:
    """The same, or nothing."""
    write, read = field
    return (
        lambda value: _NONE if value is None else write(value),
        lambda text: None if text == _NONE else read(text),
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4):  # noqa: PLR2004
        raise ValueError(text)
    return int(text)


def _code(text: str) -> str:
    if not text or not set(text) <= _CODE:
        raise ValueError(text)
    return text


def _codes(text: str) -> tuple[str, ...]:
    codes = tuple(map(_code, text.split("."))) if text != _NONE else ()
    if len(codes) > MOST_CODES:
        raise ValueError(text)
    return codes


def _join(codes: Sequence[str]) -> str:
    return ".".join(codes[:MOST_CODES]) or _NONE


# How a field is written and read, by its type.
_FIELDS: dict[Any, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    int: (str, _number),
    str: (str, _code),
    tuple[str, ...]: (_join, _codes),
    Language: _one_of(("zh", "en")),
    Language | None: _maybe(_one_of(("zh", "en"))),
    Stage: _one_of(tuple(Stage)),
    Kind: _one_of(tuple(Kind)),
    CustomerType: _one_of(tuple(CustomerType)),
    CustomerType | None: _maybe(_one_of(tuple(CustomerType))),
    Literal["methods", "law"]: _one_of(("methods", "law")),
}
