"""The loop: a line typed becomes an update, what the bot does appears on the screen."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from typing import Any, TextIO

from telegram import Update
from telegram.ext import Application

from bot.replies.wording import words
from bot.terminal.api import Event, LocalBotApi
from bot.terminal.screen import Screen
from scripts_library.models import Language

_PERSON = {"id": 2, "is_bot": False, "first_name": "staff"}
_CHAT = {"id": 2, "type": "private", "first_name": "staff"}
_MOST = 4096


class TerminalChat:
    """One person at the terminal, in a private chat with the bot."""

    def __init__(self, api: LocalBotApi, screen: Screen, language: Language) -> None:
        self._api = api
        self._screen = screen
        self._language: Language = language
        self._person = {**_PERSON, "language_code": language}
        self._updates = itertools.count(1)

    def on_event(self, event: Event) -> None:
        """Draws what the bot did."""
        if event.kind in {"message", "edit"}:
            self._screen.show(event.data)
        elif event.kind == "press_answer" and event.data.get("text"):
            self._screen.say(event.data["text"])

    async def type(
        self, application: "Application[Any, Any, Any, Any, Any, Any]", line: str
    ) -> None:
        """Handles one typed line: a number presses that button, anything else is a message."""
        if line.isdigit() and self._screen.buttons and len(line) < 3:  # noqa: PLR2004
            update = self._press(int(line))
        else:
            update = {"message": self._api.incoming(_CHAT, self._person, **_content(line[:_MOST]))}
        if update:
            parsed = Update.de_json({"update_id": next(self._updates), **update}, application.bot)
            await application.process_update(parsed)

    def _press(self, number: int) -> dict[str, Any] | None:
        if not 1 <= number <= len(self._screen.buttons):
            self._screen.say(words("terminal-no-button", self._language, number=str(number)))
            return None
        button = self._screen.buttons[number - 1]
        if "copy_text" in button:
            self._screen.say(words("terminal-copied", self._language))
            self._screen.say(button["copy_text"]["text"], style="bold")
            return None
        return {
            "callback_query": {
                "id": str(number),
                "from": self._person,
                "chat_instance": "1",
                "message": self._screen.message,
                "data": button["callback_data"],
            }
        }


def _content(line: str) -> dict[str, Any]:
    """A text message; a command at its front is marked as Telegram marks it."""
    content: dict[str, Any] = {"text": line}
    if line.startswith("/"):
        length = len(line.split(maxsplit=1)[0].encode("utf-16-le")) // 2
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return content


async def run_terminal(
    application: "Application[Any, Any, Any, Any, Any, Any]",
    chat: TerminalChat,
    screen: Screen,
    *,
    language: Language,
    source: TextIO,
) -> None:
    """Chats until the input ends. A terminal is greeted and prompted, a pipe is answered line by line."""
    interactive = source.isatty()
    if interactive:
        screen.say(words("terminal-hello", language))
        screen.say(words("terminal-choose", language))
    async with application:
        async for line in _lines(source, interactive=interactive):
            await chat.type(application, line)


async def _lines(source: TextIO, *, interactive: bool) -> AsyncIterator[str]:
    while True:
        try:
            if interactive:
                line = await asyncio.to_thread(input, "> ")
            else:
                line = await asyncio.to_thread(source.readline)
                if not line:
                    return
        except EOFError:
            return
        line = line.replace("\0", "").strip()
        if line:
            yield line
