"""What every implementation of the ports must do; today there is one of each."""

import pytest

from bot.domain.preferences import Preferences
from bot.services.ports import AnsweredMessages, PreferenceStore
from bot.storage import memory
from bot.storage.memory import MemoryAnsweredMessages, MemoryPreferences


@pytest.fixture
def preferences() -> PreferenceStore:
    return MemoryPreferences()


@pytest.fixture
def answered() -> AnsweredMessages:
    return MemoryAnsweredMessages()


def test_a_person_never_seen_has_the_defaults(preferences: PreferenceStore) -> None:
    assert preferences.get(1) == Preferences()


def test_preferences_are_kept_for_each_person(preferences: PreferenceStore) -> None:
    preferences.put(1, Preferences("en", short=True))
    preferences.put(2, Preferences("zh"))
    preferences.put(1, Preferences("en"))
    assert preferences.get(1) == Preferences("en")
    assert preferences.get(2) == Preferences("zh")


def test_answers_are_remembered_by_chat_and_message(answered: AnsweredMessages) -> None:
    answered.remember(1, 10, 11)
    answered.remember(2, 10, 12)
    assert answered.answer_to(1, 10) == 11
    assert answered.answer_to(2, 10) == 12
    assert answered.answer_to(1, 99) is None


def test_what_is_kept_in_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_MOST", 2)
    store = MemoryAnsweredMessages()
    for number in range(4):
        store.remember(1, number, number)
    assert [store.answer_to(1, number) for number in range(4)] == [None, None, 2, 3]
