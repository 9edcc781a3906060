"""The semantic helper as the program uses it: a meaning within the time limit, or none."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Self

from bot.semantic.breaker import Breaker
from bot.semantic.encoder import Encoder, EncoderError
from bot.semantic.learning import LearningError, learned
from scripts_library.library import Library
from scripts_library.matcher.meaning import Meaning, MeaningModel, hear, readings

_AGAIN_SECONDS = 60.0
_WARM_SECONDS = 3.0  # a first answer may have to make a connection or load a model
_TRIAL = ("您好",)  # what is asked only to see whether it answers; nobody's words

log = logging.getLogger(__name__)


class SemanticHelper:
    """Learns in the background while it is open as a context, and answers once that is done.

    Whatever goes wrong, `hear` gives None in time and the plain matcher answers.
    """

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        folder: Path,
        *,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._library, self._encoder, self._folder = library, encoder, folder
        self._seconds = seconds
        self._breaker = Breaker(clock)
        self._model: MeaningModel | None = None
        self._tried = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._start(self._prepare())
        return self

    async def __aexit__(self, *_: object) -> None:
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._encoder.close()

    async def ready(self) -> bool:
        """Waits for the first attempt to get ready; whether it is."""
        await self._tried.wait()
        return self._model is not None and not self._breaker.open

    async def hear(self, description: str) -> Meaning | None:
        """What the encoder hears in the description; None when it is not at hand in time."""
        texts = readings(description)
        if self._model is None or not texts:
            return None
        if self._breaker.open:
            if self._breaker.due and not self._tasks:
                self._start(self._try(self._model))
            return None
        try:
            meaning = await self._within(self._seconds, self._model, texts)
        except EncoderError as error:
            self._breaker.failed(str(error))
            return None
        self._breaker.succeeded()
        return meaning

    async def _within(self, seconds: float, model: MeaningModel, texts: list[str]) -> Meaning:
        try:
            async with asyncio.timeout(seconds):
                rows = await self._encoder.encode(texts)
        except TimeoutError:
            raise EncoderError(f"no answer within {seconds:g} s") from None
        except EncoderError:
            raise
        except Exception as error:  # noqa: BLE001 - no fault of the helper may cost an answer
            raise EncoderError(f"a fault ({type(error).__name__})") from None
        try:
            return hear(model, rows)
        except ValueError as error:
            raise EncoderError(
                f"{error}; if it is another model now, remove meaning-* and vectors-* "
                f"from {self._folder}"
            ) from None

    async def _prepare(self) -> None:
        while self._model is None:
            try:
                model = await learned(self._library, self._encoder, self._folder)
                await self._try(model)
                self._model = model
                log.info("The semantic helper (%s) is ready.", self._encoder.name)
            except (EncoderError, LearningError) as error:
                log.warning(
                    "The semantic helper cannot learn: %s. The plain matcher answers; "
                    "next attempt in %.0f s.", error, _AGAIN_SECONDS,
                )  # fmt: skip
            finally:
                self._tried.set()
            if self._model is None:
                await asyncio.sleep(_AGAIN_SECONDS)

    async def _try(self, model: MeaningModel) -> None:
        """Whether it answers: once with time for a start, and once as a question would be."""
        try:
            await self._within(max(_WARM_SECONDS, self._seconds), model, list(_TRIAL))
            await self._within(self._seconds, model, list(_TRIAL))
        except EncoderError as error:
            self._breaker.opens(str(error))
        else:
            self._breaker.succeeded()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("The semantic helper has stopped.", exc_info=error)
