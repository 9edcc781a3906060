"""What the services need from outside, as Protocols. Adapters stand in `bot.storage` and
`bot.semantic`.
"""

from typing import Protocol

from bot.domain.preferences import Preferences
from scripts_library.matcher.meaning import Meaning


class PreferenceStore(Protocol):
    """Keeps each person's preferences, by platform user id."""

    def get(self, user: int) -> Preferences:
        """The person's preferences; the defaults for a person never seen."""
        ...

    def put(self, user: int, preferences: Preferences) -> None:
        """Keeps them from now on."""
        ...


class AnsweredMessages(Protocol):
    """Remembers which of our messages answers which of theirs, so that an edit edits the answer."""

    def answer_to(self, chat: int, message: int) -> int | None:
        """Our answer to the message; None when it is unknown or too long ago."""
        ...

    def remember(self, chat: int, message: int, answer: int) -> None:
        """Notes our answer to a message."""
        ...


class Hearer(Protocol):
    """Hears the meaning of a description where the words alone may not do."""

    async def hear(self, description: str) -> Meaning | None:
        """The meaning; None when it is not at hand in time. Raises nothing."""
        ...
