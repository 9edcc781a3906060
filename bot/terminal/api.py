"""A Bot API in memory: what the terminal chat, and the dialogue tests, have instead of Telegram.

It is a PTB request object, so the application above it is the same one that serves Telegram. It keeps
the messages of its chats, gives them numbers, applies edits, and remembers answers to presses and
inline queries. What the bot does can be watched.
"""

import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from telegram.request import BaseRequest, RequestData

BOT = {
    "id": 1,
    "is_bot": True,
    "first_name": "huashu",
    "username": "huashu_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}


@dataclass(frozen=True)
class Event:
    """Something the bot did. `data`: the message as sent or edited, or the call's parameters."""

    kind: Literal["message", "edit", "press_answer", "inline_answer", "call"]
    data: dict[str, Any]


class LocalBotApi(BaseRequest):
    """Answers Bot API calls from memory."""

    def __init__(self) -> None:
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.events: list[Event] = []
        self._on_event: Callable[[Event], None] | None = None
        self._numbers = itertools.count(1)

    def watch(self, on_event: Callable[[Event], None]) -> None:
        """Calls `on_event` for everything the bot does from now on."""
        self._on_event = on_event

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - BaseRequest's
        request_data: RequestData | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        parameters = dict(request_data.parameters) if request_data else {}
        code, answer = self.call(name, parameters)
        return code, json.dumps(answer).encode()

    def call(self, name: str, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """HTTP status and body for one call of the Bot API."""
        match name:
            case "getMe":
                return 200, {"ok": True, "result": BOT}
            case "sendMessage":
                return 200, {"ok": True, "result": self._send(parameters)}
            case "editMessageText":
                return self._edit(parameters)
            case "answerCallbackQuery":
                self._note("press_answer", parameters)
            case "answerInlineQuery":
                self._note("inline_answer", parameters)
            case _:
                self._note("call", {"method": name, **parameters})
        return 200, {"ok": True, "result": True}

    def incoming(
        self, chat: dict[str, Any], user: dict[str, Any], **content: Any
    ) -> dict[str, Any]:
        """A message from a person, kept and numbered, ready to stand in an update."""
        message = {
            "message_id": next(self._numbers),
            "date": int(time.time()),
            "chat": chat,
            "from": user,
            **content,
        }
        self.messages[chat["id"], message["message_id"]] = message
        return message

    def _send(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat = int(parameters["chat_id"])
        message: dict[str, Any] = {
            "message_id": next(self._numbers),
            "date": int(time.time()),
            "chat": self._chat(chat),
            "from": BOT,
            "text": parameters["text"],
        }
        if "reply_markup" in parameters:
            message["reply_markup"] = parameters["reply_markup"]
        if "message_thread_id" in parameters:
            thread = parameters["message_thread_id"]
            message |= {"message_thread_id": thread, "is_topic_message": True}
        quoted = int((parameters.get("reply_parameters") or {}).get("message_id", 0))
        if (chat, quoted) in self.messages:
            message["reply_to_message"] = self.messages[chat, quoted]
        self.messages[chat, message["message_id"]] = message
        self._note("message", message)
        return message

    def _edit(self, parameters: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        key = (int(parameters["chat_id"]), int(parameters["message_id"]))
        message = self.messages.get(key)
        if message is None:
            return _refused("message to edit not found")
        changed = {**message, "text": parameters["text"]}
        changed.pop("reply_markup", None)
        if "reply_markup" in parameters:
            changed["reply_markup"] = parameters["reply_markup"]
        if changed == message:
            return _refused("message is not modified")
        self.messages[key] = changed
        self._note("edit", changed)
        return 200, {"ok": True, "result": changed}

    def _chat(self, chat: int) -> dict[str, Any]:
        known = (
            message["chat"] for (number, _), message in self.messages.items() if number == chat
        )
        found: dict[str, Any] = next(known, {"id": chat, "type": "private"})
        return found

    def _note(
        self,
        kind: Literal["message", "edit", "press_answer", "inline_answer", "call"],
        data: dict[str, Any],
    ) -> None:
        event = Event(kind, data)
        self.events.append(event)
        if self._on_event:
            self._on_event(event)


def _refused(reason: str) -> tuple[int, dict[str, Any]]:
    return 400, {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}
