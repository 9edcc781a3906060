"""What a person chooses for themselves: their language, and short or full cards."""

from dataclasses import replace

from bot.domain.preferences import Preferences
from bot.services.ports import PreferenceStore
from scripts_library.models import Language


class Choose:
    """Reads and changes a person's preferences."""

    def __init__(self, store: PreferenceStore) -> None:
        self._store = store

    def of(self, user: int) -> Preferences:
        return self._store.get(user)

    def language(self, user: int, language: Language | None) -> Preferences:
        """Answers the person in this language from now on; None: in the question's own."""
        return self._keep(user, replace(self._store.get(user), language=language))

    def toggle_short(self, user: int) -> Preferences:
        """Short cards if they were full, full ones if they were short."""
        now = self._store.get(user)
        return self._keep(user, replace(now, short=not now.short))

    def _keep(self, user: int, preferences: Preferences) -> Preferences:
        self._store.put(user, preferences)
        return preferences
