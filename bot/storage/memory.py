"""The ports kept in the process: gone at a restart, and enough while no database is set up."""

from collections import OrderedDict
from typing import TypeVar

from bot.domain.preferences import Preferences

_MOST = 10_000  # entries kept; the oldest go first


Key = TypeVar("Key")
Value = TypeVar("Value")


class _Bounded(OrderedDict[Key, Value]):
    def keep(self, key: Key, value: Value) -> None:
        self[key] = value
        self.move_to_end(key)
        while len(self) > _MOST:
            self.popitem(last=False)


class MemoryPreferences:
    """Preferences of the last people seen."""

    def __init__(self) -> None:
        self._kept: _Bounded[int, Preferences] = _Bounded()

    def get(self, user: int) -> Preferences:
        return self._kept.get(user, Preferences())

    def put(self, user: int, preferences: Preferences) -> None:
        self._kept.keep(user, preferences)


class MemoryAnsweredMessages:
    """Our answers to the last messages seen."""

    def __init__(self) -> None:
        self._kept: _Bounded[tuple[int, int], int] = _Bounded()

    def answer_to(self, chat: int, message: int) -> int | None:
        return self._kept.get((chat, message))

    def remember(self, chat: int, message: int, answer: int) -> None:
        self._kept.keep((chat, message), answer)
