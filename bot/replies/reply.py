"""A reply as a plain value: blocks of marked lines, and buttons. No platform in it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a line is, for whoever draws it."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    SAY = "say"
    NEVER = "never"
    INSTEAD = "instead"
    STEP = "step"
    PLAIN = "plain"
    NOTE = "note"


@dataclass(frozen=True)
class Line:
    """One line: a mark before it (an emoji, a number), the text, and a quieter note behind it."""

    text: str
    role: Role = Role.PLAIN
    mark: str = ""
    note: str = ""


@dataclass(frozen=True)
class Block:
    """Lines that belong together. `folded`: shown closed where the platform can."""

    lines: tuple[Line, ...]
    folded: bool = False


@dataclass(frozen=True)
class Button:
    """A button under a reply. Exactly one of `press` (sent back to us, at most 64 bytes) and `copy`
    (put on the clipboard, 1–256 characters) is set.
    """

    label: str
    press: str = ""
    copy: str = ""


@dataclass(frozen=True)
class Reply:
    """What the bot says. `internal`: must not be forwarded or copied out by accident."""

    blocks: tuple[Block, ...]
    buttons: tuple[tuple[Button, ...], ...] = field(default=())
    internal: bool = False


def said(*texts: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> Reply:
    """A reply of plain paragraphs."""
    return Reply(tuple(Block((Line(text),)) for text in texts if text), buttons)
