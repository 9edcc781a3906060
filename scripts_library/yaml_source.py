"""Reads one YAML file into plain values and remembers the line of each, so that errors can name it.

Refused, with a message that says what to do: files over `MAX_BYTES`, other encodings than UTF-8,
aliases (a few lines of them can stand for billions of values), duplicate keys, nesting beyond any
entry's (libyaml's own tree builder would crash the process), several documents, and every tag that
would build an object. The tree is built here, from PyYAML's events, because all of this is seen there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError, SafeConstructor

from scripts_library.messages import Message

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - PyYAML built without libyaml: slower, the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 4_000_000
MAX_DEPTH = 24
_SCALARS = SafeConstructor()
_TAG = "tag:yaml.org,2002:"
_KINDS = frozenset({"str", "int", "float", "bool", "null", "timestamp"})
_IMPLICIT: dict[str, list[tuple[str, Any]]] = yaml.SafeLoader.yaml_implicit_resolvers


@dataclass(frozen=True)
class SourceError(Exception):
    """The file cannot be read; `line` is 1 for errors of the whole file."""

    line: int
    message: Message


@dataclass(frozen=True, slots=True)
class _Node:
    """A value, the line it begins on, and the nodes inside it by key or place."""

    line: int
    value: Any
    inside: "dict[str, _Node] | list[_Node] | None" = None


@dataclass(frozen=True)
class Source:
    """A file's values, and the tree they came from."""

    value: Any
    node: _Node

    def line_of(self, path: tuple[int | str, ...]) -> int:
        """The line of the value at `path`, or of the nearest thing around it. Starts at 1."""
        node = self.node
        for part in path:
            inside = node.inside
            if isinstance(inside, dict) and part in inside:
                node = inside[str(part)]
            elif isinstance(inside, list) and isinstance(part, int) and part < len(inside):
                node = inside[part]
            else:
                break
        return node.line


def read_source(path: Path) -> Source:
    """The values of a YAML file; raises SourceError."""
    text = _decode(path)
    try:
        node = _document(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ", ".join(part for part in (error.context, error.problem) if part)
        raise SourceError(
            mark.line + 1 if mark else 1, Message("not valid YAML: {what}", what=what)
        ) from error
    except yaml.YAMLError as error:
        raise SourceError(1, Message("not valid YAML: {what}", what=str(error))) from error
    return Source(node.value, node)


def _decode(path: Path) -> str:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise SourceError(
            1,
            Message(
                "the file has {size:,} bytes, more than {most:,}: split it into several files",
                size=size,
                most=MAX_BYTES,
            ),
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError(line, Message("not UTF-8: save the file with encoding UTF-8")) from error


def _document(events: Iterator[yaml.Event]) -> _Node:
    node, documents = _Node(1, None), 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise SourceError(_line(event), Message("not valid YAML: only one document a file"))
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event, events, 0)
    return node


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> _Node:
    line = _line(event)
    if depth > MAX_DEPTH:
        raise SourceError(line, Message("nested deeper than {most} levels", most=MAX_DEPTH))
    if isinstance(event, yaml.AliasEvent):
        raise SourceError(line, Message("aliases (*name) are not allowed: write the value out"))
    if isinstance(event, yaml.ScalarEvent):
        return _Node(line, _scalar(event, line))
    tag = event.tag if isinstance(event, yaml.CollectionStartEvent) else None
    if tag not in {None, f"{_TAG}seq", f"{_TAG}map"}:
        raise SourceError(line, Message("the tag {tag} is not allowed", tag=tag))
    if isinstance(event, yaml.SequenceStartEvent):
        items = list(_items(events, depth))
        return _Node(line, [item.value for item in items], items)
    return _mapping(line, events, depth)


def _items(events: Iterator[yaml.Event], depth: int) -> Iterator[_Node]:
    while not isinstance(event := next(events), yaml.CollectionEndEvent):
        yield _node(event, events, depth + 1)


def _mapping(line: int, events: Iterator[yaml.Event], depth: int) -> _Node:
    inside: dict[str, _Node] = {}
    while not isinstance(event := next(events), yaml.CollectionEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise SourceError(_line(event), Message("a key must be a word"))
        if event.value in inside:
            raise SourceError(
                _line(event), Message("the key {key!r} stands twice in one entry", key=event.value)
            )
        inside[event.value] = _node(next(events), events, depth + 1)
    return _Node(line, {key: node.value for key, node in inside.items()}, inside)


def _scalar(event: yaml.ScalarEvent, line: int) -> Any:
    tag = event.tag or _implicit_tag(event)
    kind = tag.removeprefix(_TAG)
    if kind == "str":
        return event.value
    if kind not in _KINDS:
        raise SourceError(line, Message("the tag {tag} is not allowed", tag=tag))
    try:
        return getattr(_SCALARS, f"construct_yaml_{kind}")(yaml.ScalarNode(tag, event.value))
    except (ValueError, ConstructorError) as error:
        raise SourceError(line, Message("cannot read {value!r}", value=event.value)) from error


def _implicit_tag(event: yaml.ScalarEvent) -> str:
    """What a plain word is without being told: a number, a date, yes or no, nothing, or a text."""
    if event.implicit[0]:
        for tag, expression in _IMPLICIT.get(event.value[:1], ()):
            if expression.match(event.value):
                return tag
    return f"{_TAG}str"


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
