"""Remembers failures: leaves what fails alone for a while, and tells about it at most once a minute."""

import logging
from collections.abc import Callable

_FAILURES = 3  # in a row, until it is left alone
_ALONE_SECONDS = 30.0
_TOLD_SECONDS = 60.0

log = logging.getLogger(__name__)


class Breaker:
    """`open`: leave it alone. `due`: time for a trial. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._opened = self._told = float("-inf")

    @property
    def open(self) -> bool:
        return self._failures >= _FAILURES

    @property
    def due(self) -> bool:
        return self.open and self._clock() - self._opened >= _ALONE_SECONDS

    def succeeded(self) -> None:
        """All is well again."""
        if self.open:
            log.warning("The semantic helper answers again.")
        self._failures = 0

    def failed(self, reason: str) -> None:
        """One more failure; when open already, another while alone."""
        self._failures += 1
        now = self._clock()
        if self.open:
            self._opened = now
        if now - self._told >= _TOLD_SECONDS:
            self._told = now
            log.warning("The semantic helper: %s. The plain matcher answers.", reason)

    def opens(self, reason: str) -> None:
        """A failure after which it is left alone at once."""
        self._failures = _FAILURES - 1
        self.failed(reason)
