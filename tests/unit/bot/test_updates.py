"""Polling goes on through every failure, and each chat's updates are handled in order."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import Application
from telegram.request import RequestData

from bot.terminal.api import LocalBotApi
from bot.updates import ChatQueues, LongPolling, initialise

App = Application[Any, Any, Any, Any, Any, Any]
Answer = tuple[int, dict[str, Any]]


class Server(LocalBotApi):
    """A Bot API whose getUpdates answers are scripted; then it has no more updates."""

    def __init__(self, *answers: Answer | list[dict[str, Any]]) -> None:
        super().__init__()
        self.answers = list(answers)
        self.offsets: list[int] = []
        self.on_empty: Callable[[], None] = lambda: None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        if not url.endswith("getUpdates"):
            return await super().do_request(url, method, request_data)
        assert request_data
        self.offsets.append(int(str(request_data.parameters.get("offset", 0))))
        if not self.answers:
            self.on_empty()
            await asyncio.sleep(0)
            return 200, b'{"ok": true, "result": []}'
        answer = self.answers.pop(0)
        code, body = (200, {"ok": True, "result": answer}) if isinstance(answer, list) else answer
        return code, json.dumps(body).encode()


def refusal(code: int, text: str, **parameters: Any) -> Answer:
    body = {"ok": False, "error_code": code, "description": text}
    return code, body | ({"parameters": parameters} if parameters else {})


def message(number: int, chat: int = 1, text: str = "x") -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number, "date": 0, "text": text,
            "chat": {"id": chat, "type": "private"},
            "from": {"id": chat, "is_bot": False, "first_name": "P"},
        },
    }  # fmt: skip


async def poll(server: Server, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Polls until the server runs dry; returns the updates handled, in order."""
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    monkeypatch.setattr("bot.updates._FIRST_WAIT", 0.0)
    application = build(server)
    await application.initialize()
    stop = asyncio.Event()
    server.on_empty = stop.set
    await asyncio.wait_for(
        LongPolling(application, ChatQueues(handle), jitter=lambda: 0.0).run(stop), 10
    )
    await application.shutdown()
    return handled


def build(server: Server) -> App:
    builder = Application.builder().updater(None).token("1:x")
    return builder.request(server).get_updates_request(server).build()


async def test_updates_are_fetched_handled_and_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server([message(5), message(6)], [message(7)])
    assert await poll(server, monkeypatch) == [5, 6, 7]
    assert server.offsets == [0, 7, 8, 8]  # the last one confirms without waiting for more


@pytest.mark.parametrize(
    "failure",
    [
        refusal(401, "Unauthorized"),
        refusal(404, "Not Found"),
        refusal(409, "Conflict: terminated by other getUpdates request"),
        refusal(429, "Too Many Requests", retry_after=0),
        refusal(500, "Internal Server Error"),
        refusal(502, "Bad Gateway"),
        refusal(400, "Bad Request: something"),
        (200, {"ok": True}),
        (200, {"nonsense": 1}),
    ],
)
async def test_no_failure_makes_polling_deaf(
    failure: Answer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert await poll(Server([message(1)], failure, [message(2)]), monkeypatch) == [1, 2]


async def test_an_update_that_cannot_be_read_is_left_out_and_the_rest_comes_through(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    poison = {"update_id": 2, "message": {"text": "客户电话13800138000"}}
    with caplog.at_level(logging.ERROR):
        assert await poll(Server([message(1), poison, message(3)]), monkeypatch) == [1, 3]
    assert "Update 2 is not understood" in caplog.text
    assert "13800138000" not in caplog.text


async def test_a_chat_keeps_its_order_while_others_go_ahead() -> None:
    handled: list[tuple[int, str]] = []
    gate = asyncio.Event()

    async def handle(update: Update) -> None:
        assert update.effective_chat
        assert update.message
        if update.effective_chat.id == 1 and update.update_id == 1:
            await gate.wait()
        handled.append((update.effective_chat.id, str(update.message.text)))

    queues = ChatQueues(handle)
    for number, (chat, text) in enumerate([(1, "a"), (1, "b"), (2, "c"), (1, "d")], 1):
        queues.put(Update.de_json(message(number, chat, text), None))
    await asyncio.sleep(0.01)
    assert handled == [(2, "c")]
    gate.set()
    await queues.drain()
    assert handled == [(2, "c"), (1, "a"), (1, "b"), (1, "d")]


async def test_a_fault_in_one_update_does_not_stop_its_chat(
    caplog: pytest.LogCaptureFixture,
) -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            raise RuntimeError("fault")
        handled.append(update.update_id)

    queues = ChatQueues(handle)
    for number in (1, 2):
        queues.put(Update.de_json(message(number), None))
    await queues.drain()
    assert handled == [2]
    assert "Update 1 could not be handled" in caplog.text


async def test_no_more_is_taken_than_can_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.updates._MOST_WAITING", 2)
    gate = asyncio.Event()

    async def handle(update: Update) -> None:
        await gate.wait()

    queues = ChatQueues(handle)
    for number in (1, 2):
        queues.put(Update.de_json(message(number), None))
    room = asyncio.create_task(queues.room())
    await asyncio.sleep(0.01)
    assert not room.done()
    gate.set()
    await asyncio.wait_for(room, 1)
    await queues.drain()


async def test_updates_without_chat_or_person_are_handled_too() -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    queues = ChatQueues(handle)
    queues.put(Update(9))
    await queues.drain()
    assert handled == [9]


async def test_stopping_finishes_what_is_in_flight() -> None:
    finished: list[int] = []

    async def handle(update: Update) -> None:
        await asyncio.sleep(0.02)
        finished.append(update.update_id)

    server = Server([message(1), message(2)])
    application = build(server)
    await application.initialize()
    stop = asyncio.Event()
    polling = asyncio.create_task(LongPolling(application, ChatQueues(handle)).run(stop))
    await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(polling, 5)
    await application.shutdown()
    assert finished == [1, 2]
    assert server.offsets[-1] == 3


class DownAtFirst(LocalBotApi):
    def __init__(self, *codes: int) -> None:
        super().__init__()
        self.codes = list(codes)

    def call(self, name: str, parameters: dict[str, Any]) -> Answer:
        if self.codes:
            return refusal(self.codes.pop(0), "no")
        return super().call(name, parameters)


async def test_an_api_that_is_down_at_the_start_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.updates._FIRST_WAIT", 0.001)
    api = DownAtFirst(500, 502, 500)
    application = Application.builder().updater(None).token("1:x").request(api).build()
    await initialise(application, asyncio.Event())
    assert application.bot.username == "huashu_bot"
    await application.shutdown()


async def test_an_unknown_token_at_the_start_is_no_matter_of_waiting() -> None:
    application = Application.builder().updater(None).token("1:x").request(DownAtFirst(401)).build()
    with pytest.raises(InvalidToken):
        await initialise(application, asyncio.Event())


async def test_waiting_for_the_api_ends_when_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    api = DownAtFirst(*[500] * 100_000)
    application = Application.builder().updater(None).token("1:x").request(api).build()
    stop = asyncio.Event()
    waiting = asyncio.create_task(initialise(application, stop))
    await asyncio.sleep(0.01)
    stop.set()
    await asyncio.wait_for(waiting, 2)
