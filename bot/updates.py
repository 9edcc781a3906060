"""Where updates come from: long polling that never goes deaf, and one queue per chat.

PTB's own updater goes deaf on an update it cannot parse and on one 401, stops when the API is down
at the start, and either makes every chat wait for a slow one or mixes up the order within a chat.
Here raw updates are fetched, each is parsed alone, and each chat has its own queue. An inbox table
or a webhook can take the place of `LongPolling`; it only has to call `ChatQueues.put`.
"""

import asyncio
import contextlib
import logging
import random
import warnings
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query")
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0  # seconds between tries while Telegram cannot be reached
_MOST_WAITING = 1_000  # updates taken but not yet handled; more are left with Telegram
_MOST_AT_ONCE = 32  # chats handled at the same time

Handle = Callable[[Update], Awaitable[None]]


class ChatQueues:
    """Handles updates of one chat one after the other, and of different chats side by side."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._waiting: dict[int, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._turns = asyncio.Semaphore(_MOST_AT_ONCE)
        self._room = asyncio.Event()
        self._room.set()

    def put(self, update: Update) -> None:
        """Takes an update; it is handled after those of its chat that came before."""
        key = _queue_of(update)
        if key in self._waiting:
            self._waiting[key].append(update)
        else:
            self._waiting[key] = deque([update])
            worker = asyncio.create_task(self._work(key))
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)
        if self._count() >= _MOST_WAITING:
            self._room.clear()

    async def room(self) -> None:
        """Returns when there is room for more updates."""
        await self._room.wait()

    async def drain(self) -> None:
        """Returns when everything taken has been handled."""
        while self._workers:
            await asyncio.wait(self._workers)

    def _count(self) -> int:
        return sum(map(len, self._waiting.values()))

    async def _work(self, key: int) -> None:
        queue = self._waiting[key]
        while queue:
            async with self._turns:
                update = queue[0]
                try:
                    await self._handle(update)
                except Exception:
                    log.exception("Update %s could not be handled", update.update_id)
                finally:
                    queue.popleft()
            if self._count() < _MOST_WAITING:
                self._room.set()
        del self._waiting[key]


def _queue_of(update: Update) -> int:
    """Updates with the same number keep their order: one chat's, or one person's inline queries."""
    source = update.effective_chat or update.effective_user
    return source.id if source else 0


class LongPolling:
    """Fetches updates until told to stop, through every failure of network and API."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        queues: ChatQueues,
        *,
        timeout: int = 25,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._application = application
        self._queues = queues
        self._timeout = timeout
        self._jitter = jitter
        self._offset = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Polls until `stop` is set, then handles what is in flight and confirms it."""
        # PTB would rather parse for us, and would lose a whole batch over one bad update.
        warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'")
        stopping = asyncio.create_task(stop.wait())
        failures = 0
        try:
            while not stop.is_set():
                await _first(stopping, self._queues.room())
                if stop.is_set():
                    break
                try:
                    for raw in await _first(stopping, self._fetch(self._timeout)) or ():
                        self._take(raw)
                    failures = 0
                except Exception as error:  # noqa: BLE001 - whatever comes back, polling goes on
                    failures += 1
                    await _first(stopping, asyncio.sleep(self._wait_after(error, failures)))
        finally:
            stopping.cancel()
            await self._queues.drain()
        with contextlib.suppress(TelegramError):
            await self._fetch(
                0, limit=1
            )  # confirms what was handled; what comes with it stays unconfirmed

    async def _fetch(self, seconds: int, limit: int = 100) -> list[dict[str, Any]]:
        arguments = {"timeout": seconds, "limit": limit, "allowed_updates": list(ALLOWED_UPDATES)}
        if self._offset:
            arguments["offset"] = self._offset
        result: list[dict[str, Any]] = await self._application.bot.do_api_request(
            "getUpdates", api_kwargs=arguments, read_timeout=seconds + 10
        )
        return result

    def _take(self, raw: dict[str, Any]) -> None:
        """Queues a raw update. One that cannot be parsed is logged, without its content, and left out."""
        self._offset = int(raw["update_id"]) + 1
        try:
            update = Update.de_json(raw, self._application.bot)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next update must still come through
            # Not log.exception: the trace of a parser may quote what a customer said.
            log.error(  # noqa: TRY400
                "Update %s is not understood: %s", raw.get("update_id"), type(error).__name__
            )
            return
        self._queues.put(update)

    def _wait_after(self, error: Exception, failures: int) -> float:
        """Seconds to wait: doubling, with jitter, as long as Telegram asks when it asks."""
        if isinstance(error, RetryAfter):
            asked = error.retry_after
            return float(asked if isinstance(asked, int) else asked.total_seconds())
        if isinstance(error, Conflict):
            log.error("Another process polls with the same token; trying again")
        elif isinstance(error, InvalidToken):
            log.error("Telegram does not accept the token; trying again")
        else:
            log.warning("No updates from Telegram: %r; trying again", error)
        longest = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(failures, 10))
        return float(longest * (0.5 + self._jitter() / 2))


async def _first(stopping: "asyncio.Task[Any]", work: Any) -> Any:
    """The result of the work, or None when told to stop before it is done."""
    task = asyncio.ensure_future(work)
    await asyncio.wait({stopping, task}, return_when=asyncio.FIRST_COMPLETED)
    if not task.done():
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, TelegramError):
            await task
        return None
    return task.result()


async def initialise(
    application: Application[Any, Any, Any, Any, Any, Any], stop: asyncio.Event
) -> None:
    """Waits until Telegram answers; raises InvalidToken when it does not know the token."""
    stopping = asyncio.create_task(stop.wait())
    failures = 0
    try:
        while not stop.is_set():
            try:
                await _first(stopping, application.initialize())
            except InvalidToken:
                raise
            except TelegramError as error:
                failures += 1
                log.warning("Telegram cannot be reached: %s; trying again", error)
                wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(failures, 10))
                await _first(stopping, asyncio.sleep(wait))
            else:
                return
    finally:
        stopping.cancel()
