"""The in-memory Bot API, strict: every call is checked against Telegram's limits and required fields.

Limits from `telegram.constants` and the Bot API's documentation. A breach is recorded; the fixture that
hands out this fake fails the test when there is any.
"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from telegram.constants import (
    BotCommandLimit,
    BotDescriptionLimit,
    CallbackQueryLimit,
    InlineKeyboardButtonLimit,
    InlineQueryLimit,
    InlineQueryResultLimit,
    MessageLimit,
)

from bot.terminal.api import LocalBotApi

_TAGS = {"b", "i", "s", "u", "code", "pre", "blockquote"}
_MARKUP_BYTES, _BUTTONS, _ROW = 10_000, 100, 8
_REQUIRED = {
    "sendMessage": {"chat_id", "text"},
    "editMessageText": {"chat_id", "message_id", "text"},
    "answerCallbackQuery": {"callback_query_id"},
    "answerInlineQuery": {"inline_query_id", "results", "is_personal", "cache_time"},
    "setMyCommands": {"commands"},
}


class CheckedBotApi(LocalBotApi):
    """Answers like LocalBotApi and notes every breach of a limit in `violations`."""

    def __init__(self) -> None:
        super().__init__()
        self.violations: list[str] = []
        self.refuse: dict[str, tuple[int, dict[str, Any]]] = {}

    def call(self, name: str, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.violations += [f"{name}: {fault}" for fault in _faults(name, parameters)]
        if name in self.refuse:
            return self.refuse.pop(name)
        return super().call(name, parameters)


def _faults(name: str, parameters: dict[str, Any]) -> Iterator[str]:  # noqa: C901 - one case a method
    missing = _REQUIRED.get(name, set()) - parameters.keys()
    if missing:
        yield f"missing {sorted(missing)}"
    if name in {"sendMessage", "editMessageText"}:
        yield from _text_faults(str(parameters.get("text", "")), parameters.get("parse_mode"))
    if "reply_markup" in parameters:
        yield from _markup_faults(parameters["reply_markup"])
    if name == "answerCallbackQuery":
        text = parameters.get("text", "")
        if len(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
            yield f"an answer of {len(text)} characters"
    if name == "answerInlineQuery":
        yield from _inline_faults(parameters)
    if name == "setMyCommands":
        yield from _command_faults(parameters.get("commands", []))
    if name == "setMyDescription" and len(parameters["description"]) > (
        BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
    ):
        yield "description too long"
    if name == "setMyShortDescription" and len(parameters["short_description"]) > (
        BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH
    ):
        yield "short description too long"


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.visible = ""
        self.entities = 0
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.entities += 1
        self.open.append(tag)
        if tag not in _TAGS:
            self.faults.append(f"unsupported tag <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"unmatched </{tag}>")

    def handle_data(self, data: str) -> None:
        self.visible += data


def _text_faults(text: str, parse_mode: str | None) -> Iterator[str]:
    visible = text
    if parse_mode == "HTML":
        parser = _Html()
        parser.feed(text)
        parser.close()
        yield from parser.faults
        if parser.open:
            yield f"never closed: {parser.open}"
        if parser.entities > MessageLimit.MESSAGE_ENTITIES:
            yield f"{parser.entities} entities"
        visible = parser.visible
    if not visible.strip():
        yield "an empty text"
    units = len(visible.encode("utf-16-le")) // 2
    if units > MessageLimit.MAX_TEXT_LENGTH:
        yield f"a text of {units} characters"
    if re.search(r"[{}]", visible):
        yield "a raw brace"


def _markup_faults(markup: dict[str, Any]) -> Iterator[str]:
    rows = markup["inline_keyboard"]
    if len(json.dumps(markup)) > _MARKUP_BYTES:
        yield "reply markup is too long"
    if any(not 1 <= len(row) <= _ROW for row in rows) or sum(map(len, rows)) > _BUTTONS:
        yield "too many buttons"
    for button in (button for row in rows for button in row):
        actions = button.keys() - {"text"}
        if len(actions) != 1 or not button["text"].strip():
            yield f"a button needs a label and one action: {button}"
        size = len(button.get("callback_data", "x").encode())
        if not 1 <= size <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            yield f"callback data of {size} bytes"
        copied = len(button.get("copy_text", {"text": "x"})["text"])
        if not 1 <= copied <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
            yield f"copy text of {copied} characters"


def _inline_faults(parameters: dict[str, Any]) -> Iterator[str]:
    results = parameters.get("results", [])
    if len(results) > InlineQueryLimit.RESULTS:
        yield f"{len(results)} results"
    if not parameters.get("is_personal"):
        yield "results that everybody would be shown"
    names = [result["id"] for result in results]
    if len(set(names)) != len(names):
        yield "two results with one id"
    if any(not 1 <= len(name.encode()) <= InlineQueryResultLimit.MAX_ID_LENGTH for name in names):
        yield "a result id is too long"
    for result in results:
        yield from _text_faults(result["input_message_content"]["message_text"], None)


def _command_faults(commands: list[dict[str, str]]) -> Iterator[str]:
    if len(commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
        yield "too many commands"
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            yield f"/{command['command']} is no command name"
        if not 1 <= len(command["description"]) <= BotCommandLimit.MAX_DESCRIPTION:
            yield f"the description of /{command['command']}"
