"""Draws a reply as text for a terminal, at its width, in colour where it has colours."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.replies.reply import Block, Line, Reply, Role
from scripts_library.text import is_chinese

_STYLES = {
    Role.TITLE: "bold",
    Role.LEAD: "italic cyan",
    Role.HEADING: "bold",
    Role.SAY: "bold green",
    Role.NEVER: "red",
    Role.INSTEAD: "green",
    Role.STEP: "",
    Role.PLAIN: "",
    Role.NOTE: "dim",
}
_QUOTES = {"zh": ("「", "」"), "en": ("“", "”")}


def draw(reply: Reply, *, width: int, colour: bool, closed: bool = False) -> str:
    """The reply as text, without its buttons. `closed`: folded blocks are left out."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    blocks = [block for block in reply.blocks if block.lines and not (closed and block.folded)]
    for number, block in enumerate(blocks):
        if number:
            console.print()
        console.print(Padding(_block(block), (0, 0, 0, 1 if block.folded else 0)))
    file = console.file
    assert isinstance(file, StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def _block(block: Block) -> RenderableType:
    return Group(*_lines(block))


def _lines(block: Block) -> Iterable[RenderableType]:
    for line in block.lines:
        style = f"{_STYLES[line.role]}{' dim' if block.folded else ''}"
        text = Text(spoken(line), style=style, overflow="fold")
        if line.note:
            text.append(f"  {line.note}", style="dim")
        if line.mark and line.role is not Role.TITLE and line.role is not Role.HEADING:
            row = Table.grid(padding=(0, 1, 0, 0))
            row.add_column(no_wrap=True)
            row.add_column(overflow="fold")
            row.add_row(Text(line.mark, style=style), text)
            yield row
        else:
            yield Text.assemble(f"{line.mark} " if line.mark else "", text)


def spoken(line: Line) -> str:
    """The line's text, in quotation marks of its language when it is a sentence to say."""
    if line.role is not Role.SAY:
        return line.text
    opening, closing = _QUOTES["zh" if any(map(is_chinese, line.text)) else "en"]
    return f"{opening}{line.text}{closing}"
