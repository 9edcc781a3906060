"""Reads packs from folders and returns one checked Library, or one LibraryError with every problem.

What is checked here: the YAML, the shape of each entry, ids unique, references resolve. Whether the
content proves itself (descriptions are found, rules fire, scripts are clean) is `proof`'s work.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from scripts_library.knowledge import Care, Customer, Method, Regulation
from scripts_library.library import Library, arranged
from scripts_library.messages import Message
from scripts_library.models import LANGUAGES, Language, Situation, Stage, TaughtGroup
from scripts_library.problems import LibraryError, Place, Problem, schema_problems
from scripts_library.rules import Rule
from scripts_library.yaml_source import SourceError, read_source

PACKS = Path(__file__).parent / "packs"
BUILT_IN = ("common", "power", "telecom", "heating")

_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "situations": TypeAdapter(Situation),
    "landmines": TypeAdapter(Rule),
    "methods": TypeAdapter(Method),
    "regulations": TypeAdapter(Regulation),
    "customers": TypeAdapter(Customer),
}
_CARE: TypeAdapter[Care] = TypeAdapter(Care)
_GROUPS: TypeAdapter[tuple[TaughtGroup, ...]] = TypeAdapter(tuple[TaughtGroup, ...])


@dataclass
class _Reading:
    with_teaching: bool = True
    entries: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {kind: {} for kind in _ADAPTERS}
    )
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    teach: list[tuple[Place, TaughtGroup]] = field(default_factory=list)
    care: Care | None = None
    problems: list[Problem] = field(default_factory=list)
    unread: bool = False  # a file could not be read: what it holds is not known to be missing
    digest: Any = field(default_factory=lambda: hashlib.blake2b(digest_size=12))


@dataclass(frozen=True)
class Loaded:
    """A library, and where each of its entries stands: `places[("situations", id)]`."""

    library: Library
    places: MappingProxyType[tuple[str, str], Place]


def load_library(
    packs: Iterable[str] = BUILT_IN, *, root: Path = PACKS, language: Language = "zh"
) -> Library:
    """The library of the named packs; raises LibraryError with every problem found."""
    return _load(tuple(dict.fromkeys(packs)), root, language, _Reading(with_teaching=False)).library


def load_with_places(
    packs: Iterable[str] = BUILT_IN, *, root: Path = PACKS, language: Language = "zh"
) -> Loaded:
    """Like `load_library`, with the place of every entry, and with the teaching lines checked too."""
    return _load(tuple(dict.fromkeys(packs)), root, language, _Reading())


def load_teaching(library: Library, language: Language = "zh") -> tuple[TaughtGroup, ...]:
    """The teaching lines of a library's packs; raises LibraryError."""
    reading = _Reading()
    for kind, path in _files(library.packs, library.root, reading.problems):
        if kind == "teach":
            _read_file(kind, path, library.root, language, reading)
    if reading.problems:
        raise LibraryError(reading.problems)
    return tuple(group for _, group in reading.teach)


def _load(names: tuple[str, ...], root: Path, language: Language, reading: "_Reading") -> Loaded:
    for kind, path in _files(names, root, reading.problems):
        _read_file(kind, path, root, language, reading)
    required, required_problems = required_ids(names, root)
    reading.problems += required_problems
    if not reading.unread:
        reading.problems += _missing(required, reading)
        if names_all_packs(names, root):
            reading.problems += _unresolved(reading)
    if reading.problems:
        raise LibraryError(reading.problems)
    library = Library(
        situations=arranged(reading.entries["situations"], required),
        rules=MappingProxyType(reading.entries["landmines"]),
        methods=MappingProxyType(reading.entries["methods"]),
        regulations=MappingProxyType(reading.entries["regulations"]),
        customers=MappingProxyType(reading.entries["customers"]),
        care=reading.care,
        packs=names,
        root=root,
        fingerprint=reading.digest.hexdigest(),
    )
    return Loaded(library, MappingProxyType(reading.places))


def names_all_packs(packs: Iterable[str], root: Path = PACKS) -> bool:
    """Whether no pack is left out. With some left out, references into them are no error."""
    return {path.name for path in root.iterdir() if path.is_dir()} <= set(packs)


def required_ids(packs: Iterable[str], root: Path = PACKS) -> tuple[list[str], list[Problem]]:
    """The ids that the named packs must hold, in composing order (`required.yaml`)."""
    path = root / "required.yaml"
    if not path.exists():
        return [], []
    try:
        by_pack = read_source(path).value or {}
    except SourceError as error:
        return [], [Problem(path.name, error.line, "", error.message)]
    return [name for pack in packs for name in by_pack.get(pack, [])], []


def _files(
    packs: tuple[str, ...], root: Path, problems: list[Problem]
) -> Iterator[tuple[str, Path]]:
    for kind in ("methods", "customers", "care"):
        if (root / f"{kind}.yaml").exists():
            yield kind, root / f"{kind}.yaml"
    for pack in packs:
        folder = root / pack
        if not folder.is_dir():
            known = ", ".join(sorted(path.name for path in root.iterdir() if path.is_dir()))
            message = Message("there is no such pack; there are: {known}", known=known)
            problems.append(Problem(pack, 1, "", message))
            continue
        for kind in ("situations", "landmines", "teach"):
            yield from ((kind, path) for path in sorted((folder / kind).glob("*.yaml")))
        if (folder / "regulations.yaml").exists():
            yield "regulations", folder / "regulations.yaml"


def _read_file(kind: str, path: Path, root: Path, language: Language, reading: _Reading) -> None:
    name = path.relative_to(root).as_posix()
    reading.digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    if kind == "teach" and not reading.with_teaching:
        return
    try:
        source = read_source(path)
    except SourceError as error:
        reading.problems.append(Problem(name, error.line, "", error.message))
        reading.unread = True
        return
    context = {"language": language}
    if kind == "teach":
        _read_teaching(Place(name, source, ()), context, reading)
        return
    if kind == "care":
        _read_care(Place(name, source, ()), context, reading)
        return
    if not isinstance(source.value or [], list):
        message = Message("expected a list of entries, each with - id:")
        reading.problems.append(Problem(name, 1, "", message))
        reading.unread = True
        return
    for index, value in enumerate(source.value or []):
        _read_entry(kind, value, Place(name, source, (index,)), context, reading)


def _read_teaching(place: Place, context: dict[str, Any], reading: _Reading) -> None:
    try:
        groups = _GROUPS.validate_python(place.source.value or (), context=context)
    except ValidationError as error:
        reading.problems += schema_problems(place, "", error)
        return
    reading.teach += [
        (Place(place.file, place.source, (index,)), group) for index, group in enumerate(groups)
    ]


def _read_care(place: Place, context: dict[str, Any], reading: _Reading) -> None:
    try:
        reading.care = _CARE.validate_python(place.source.value, context=context)
        reading.places["care", "care"] = place
    except ValidationError as error:
        reading.problems += schema_problems(place, "", error)


def _read_entry(
    kind: str, value: Any, place: Place, context: dict[str, Any], reading: _Reading
) -> None:
    entry_id = str(value.get("id", "")) if isinstance(value, dict) else ""
    try:
        entry = _ADAPTERS[kind].validate_python(value, context=context)
    except ValidationError as error:
        reading.problems += schema_problems(place, entry_id, error)
        # Known all the same, so that what refers to it is not reported a second time.
        reading.places.setdefault((kind, entry_id), place)
        return
    if (kind, entry.id) in reading.places:
        first = reading.places[kind, entry.id]
        where = f"{first.file}:{first.source.line_of(first.path)}"
        message = Message("this id is already taken by {where}", where=where)
        reading.problems.append(place.problem(entry.id, message))
        return
    reading.entries[kind][entry.id] = entry
    reading.places[kind, entry.id] = place


def _missing(required: Iterable[str], reading: _Reading) -> Iterator[Problem]:
    message = Message("this situation is required and is not in any pack")
    for name in required:
        if ("situations", name) not in reading.places:
            yield Problem("required.yaml", 1, name, message)


def _unresolved(reading: _Reading) -> Iterator[Problem]:
    known = {kind: {name for k, name in reading.places if k == kind} for kind in _ADAPTERS}
    for place, entry, kind, path, name in _all_references(reading):
        if name not in known[kind]:
            noun = Message(kind.removesuffix("s"))
            message = Message("there is no {kind} {name!r}", kind=noun, name=name)
            yield place.problem(entry, message, *path)


def _all_references(
    reading: _Reading,
) -> Iterator[tuple[Place, str, str, tuple[int | str, ...], str]]:
    for situation in reading.entries["situations"].values():
        place = reading.places["situations", situation.id]
        for kind, path, name in _references(situation):
            yield place, situation.id, kind, path, name
    for place, group in reading.teach:
        for index, name in enumerate(group.holds):
            yield place, "", "situations", ("holds", index), name
    for method in reading.entries["methods"].values():
        if method.example:
            place, path = reading.places["methods", method.id], ("example", "situation")
            yield place, method.id, "situations", path, method.example.situation


def _references(situation: Situation) -> Iterator[tuple[str, tuple[int | str, ...], str]]:
    for kind in ("landmines", "regulations"):
        for index, name in enumerate(getattr(situation, kind)):
            yield kind, (kind, index), name
    yield from _script_references(situation)
    for language in LANGUAGES:
        for index, line in enumerate(situation.says.in_language(language)):
            for other in line.also:
                yield "situations", ("says", language, index, "also"), other


def _script_references(situation: Situation) -> Iterator[tuple[str, tuple[int | str, ...], str]]:
    for stage in Stage:
        for index, script in enumerate(situation.scripts.at(stage)):
            if script.method:
                yield "methods", ("scripts", stage.value, index, "method"), script.method
