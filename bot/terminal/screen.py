"""Draws what the bot sent on the terminal: Telegram's HTML as coloured text, buttons as numbers."""

from html.parser import HTMLParser
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text

_STYLES = {"b": "bold", "i": "italic dim", "s": "red", "blockquote": "dim"}


class _Parser(HTMLParser):
    """Telegram's HTML to styled text."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Text(overflow="fold")
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data, " ".join(_STYLES[tag] for tag in self._open if tag in _STYLES))


class Screen:
    """Where replies appear. Remembers the numbered buttons of the latest one."""

    def __init__(self, file: TextIO, *, width: int | None = None, buttons: bool = True) -> None:
        self._console = Console(file=file, width=width, highlight=False, emoji=False, markup=False)
        self._with_buttons = buttons
        self.buttons: list[dict[str, Any]] = []
        self.message: dict[str, Any] | None = None

    def show(self, message: dict[str, Any]) -> None:
        """Draws a message, sent or edited; its buttons are the ones that count from now on."""
        parser = _Parser()
        parser.feed(message["text"])
        for line in parser.text.split("\n", allow_blank=True):
            self._console.print(line)
        rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
        self.message = message
        self.buttons = [button for row in rows for button in row]
        if self._with_buttons:
            self._draw_buttons(rows)
        self._console.print()

    def say(self, text: str, style: str = "dim") -> None:
        """A line of our own."""
        self._console.print(Text(text, style=style, overflow="fold"))

    def _draw_buttons(self, rows: list[list[dict[str, Any]]]) -> None:
        number = 0
        for row in rows:
            line = Text(overflow="fold")
            for button in row:
                number += 1
                line.append(f"[{number}] ", "cyan")
                line.append(f"{button['text']}  ")
            self._console.print(line)
