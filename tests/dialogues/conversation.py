"""Talking to the bot in a test: people who type, edit, press and ask inline, and what they see."""

import itertools
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from telegram import Update

from tests.fakes.checked_api import CheckedBotApi


@dataclass(frozen=True)
class Seen:
    """A message of the bot as a person sees it."""

    raw: dict[str, Any]

    @property
    def text(self) -> str:
        return unescape(re.sub(r"<[^>]+>", "", self.raw["text"]))

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]

    @property
    def buttons(self) -> list[dict[str, Any]]:
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]

    def button(self, label: str) -> dict[str, Any]:
        """The first button whose label holds these words."""
        found = [button for button in self.buttons if label in button["text"]]
        assert found, f"no button {label!r} among {self.labels}"
        return found[0]


class Conversation:
    """Everything that can reach the application from outside."""

    def __init__(self, application: Any, api: CheckedBotApi) -> None:
        self.application = application
        self.api = api
        self._updates = itertools.count(1000)

    def person(self, number: int = 7, language: str = "zh-hans") -> "Person":
        """A person in a private chat with the bot."""
        user = {"id": number, "is_bot": False, "first_name": "P", "language_code": language}
        return Person(self, user, {"id": number, "type": "private", "first_name": "P"})

    def in_group(self, number: int = 7, *, topic: int | None = None) -> "Person":
        """The same person in a group, in one of its topics if it has any."""
        user = {"id": number, "is_bot": False, "first_name": "P", "language_code": "zh-hans"}
        chat = {"id": -100, "type": "supergroup", "title": "G", "is_forum": topic is not None}
        return Person(self, user, chat, topic)

    async def update(self, **content: Any) -> None:
        """Brings a raw update, like Telegram does."""
        raw = {"update_id": next(self._updates), **content}
        await self.application.process_update(Update.de_json(raw, self.application.bot))


class Person:
    """Someone who uses the bot. Each action returns what the bot showed because of it."""

    def __init__(
        self,
        talk: Conversation,
        user: dict[str, Any],
        chat: dict[str, Any],
        topic: int | None = None,
    ) -> None:
        self._talk = talk
        self.user = user
        self.chat = chat
        self._topic = topic
        self.last_sent: dict[str, Any] = {}

    async def say(self, text: str, *, reply_to: Seen | None = None) -> Seen:
        """Sends a text and returns the one answer to it."""
        answers = await self.says(text, reply_to=reply_to)
        assert len(answers) == 1, f"{len(answers)} answers to {text!r}"
        return answers[0]

    async def says(self, text: str, *, reply_to: Seen | None = None) -> list[Seen]:
        """Sends a text and returns all answers, perhaps none."""
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            size = len(text.split(maxsplit=1)[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": size}]
        if reply_to:
            content["reply_to_message"] = reply_to.raw
        return await self.sends(**content)

    async def sends(self, **content: Any) -> list[Seen]:
        """Sends a message of any sort."""
        if self._topic:
            content |= {"message_thread_id": self._topic, "is_topic_message": True}
        self.last_sent = self._talk.api.incoming(self.chat, self.user, **content)
        return await self._watch("message", message=self.last_sent)

    async def edits(self, text: str) -> list[Seen]:
        """Changes the message sent last; returns the answers that were edited or sent for it."""
        edited = {**self.last_sent, "text": text, "edit_date": self.last_sent["date"] + 1}
        self._talk.api.messages[self.chat["id"], edited["message_id"]] = edited
        return await self._watch("edit", "message", edited_message=edited)

    async def press(self, seen: Seen, label: str) -> Seen:
        """Presses a button and returns the message as it then stands."""
        await self.press_data(seen, seen.button(label)["callback_data"])
        return Seen(self._talk.api.messages[self.chat["id"], seen.raw["message_id"]])

    async def press_data(self, seen: Seen, data: str | None) -> str:
        """Presses a button with any data; returns what pops up, empty if nothing does."""
        raw: dict[str, Any] = {
            "id": "1",
            "from": self.user,
            "chat_instance": "1",
            "message": seen.raw,
        }
        before = len(self._talk.api.events)
        await self._talk.update(callback_query=raw | ({"data": data} if data is not None else {}))
        popped = [e for e in self._talk.api.events[before:] if e.kind == "press_answer"]
        assert len(popped) == 1, "every press is answered exactly once"
        text: str = popped[0].data.get("text", "")
        return text

    async def inline(self, query: str) -> dict[str, Any]:
        """Asks inline and returns the parameters of the answer."""
        before = len(self._talk.api.events)
        await self._talk.update(
            inline_query={"id": "9", "from": self.user, "query": query, "offset": ""}
        )
        answers = [e.data for e in self._talk.api.events[before:] if e.kind == "inline_answer"]
        assert len(answers) == 1
        return answers[0]

    async def _watch(self, *kinds: str, **update: Any) -> list[Seen]:
        before = len(self._talk.api.events)
        await self._talk.update(**update)
        return [Seen(e.data) for e in self._talk.api.events[before:] if e.kind in kinds]
