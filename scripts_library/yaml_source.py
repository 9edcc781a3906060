"""Reads one YAML file into plain values and remembers the line of each, so that errors can name it.

Refused, with a message that says what to do: files over `MAX_BYTES`, other encodings than UTF-8,
aliases (a few lines of them can stand for billions of values), duplicate keys, nesting beyond any
entry's, and every tag that would build an object.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError, SafeConstructor

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 4_000_000
MAX_DEPTH = 24
_SCALARS = SafeConstructor()
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True)
class SourceError(Exception):
    """The file cannot be read; `line` is 1 for errors of the whole file."""

    line: int
    message: str


@dataclass(frozen=True)
class Source:
    """A file's values, and the tree they came from."""

    value: Any
    node: yaml.Node | None

    def line_of(self, path: tuple[int | str, ...]) -> int:
        """The line of the value at `path`, or of the nearest thing around it. Starts at 1."""
        node, line = self.node, 1
        for part in (None, *path):
            if part is not None:
                node = _child(node, part)
            if node is None:
                break
            line = node.start_mark.line + 1
        return line


def read_source(path: Path) -> Source:
    """The values of a YAML file; raises SourceError."""
    text = _decode(path)
    try:
        _refuse_traps(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ", ".join(part for part in (error.context, error.problem) if part)
        raise SourceError(mark.line + 1 if mark else 1, f"not valid YAML: {what}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceError(1, f"not valid YAML: {error}") from error
    return Source(None if node is None else _build(node), node)


def _decode(path: Path) -> str:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise SourceError(
            1, f"the file has {size:,} bytes, more than {MAX_BYTES:,}: split it into several files"
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError(line, "not UTF-8: save the file with encoding UTF-8") from error


def _refuse_traps(text: str) -> None:
    """Refuses, before the tree is built, what would crash or drown the one who builds it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise SourceError(_line(event), f"nested deeper than {MAX_DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise SourceError(_line(event), "aliases (*name) are not allowed: write the value out")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _build(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode) and node.tag == f"{_TAG}seq":
        return [_build(item) for item in node.value]
    if isinstance(node, yaml.MappingNode) and node.tag == f"{_TAG}map":
        return _mapping(node)
    raise SourceError(node.start_mark.line + 1, f"the tag {node.tag} is not allowed")


def _mapping(node: yaml.MappingNode) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise SourceError(line, "a key must be a word")
        key = key_node.value
        if key in result:
            raise SourceError(line, f"the key {key!r} stands twice in one entry")
        result[key] = _build(value_node)
    return result


def _scalar(node: yaml.ScalarNode) -> Any:
    kind = node.tag.removeprefix(_TAG)
    if kind not in {"str", "int", "float", "bool", "null", "timestamp"}:
        raise SourceError(node.start_mark.line + 1, f"the tag {node.tag} is not allowed")
    try:
        return getattr(_SCALARS, f"construct_yaml_{kind}")(node)
    except (ValueError, ConstructorError) as error:
        raise SourceError(node.start_mark.line + 1, f"cannot read {node.value!r}") from error


def _child(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child: yaml.Node = node.value[part]
        return child
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    return None
