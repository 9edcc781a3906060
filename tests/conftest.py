"""Parts that many tests need: the real library, the real services, a conversation."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.bootstrap import build_application, build_services, count
from bot.log_setup import set_up_logging
from bot.services.catalog import Services
from bot.settings import Settings
from scripts_library.library import Library
from scripts_library.loader import Loaded, load_with_places
from scripts_library.matcher.engine import Matcher, build_matcher
from tests.dialogues.conversation import Conversation
from tests.fakes.checked_api import CheckedBotApi


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Tests see neither this machine's HUASHU_ variables nor a developer's .env."""
    for name in (
        "BOT_TOKEN",
        "TELEGRAM_API",
        "PROXY",
        "PACKS",
        "ORGANISATION",
        "CHANNEL",
        "LOG_LEVEL",
        "SEMANTIC",
        "SEMANTIC_MODEL",
        "SEMANTIC_KEY",
        "SEMANTIC_SECONDS",
    ):
        monkeypatch.delenv(f"HUASHU_{name}", raising=False)
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    yield
    set_up_logging("WARNING")


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return load_with_places()


@pytest.fixture(scope="session")
def library(loaded: Loaded) -> Library:
    return loaded.library


@pytest.fixture(scope="session")
def matcher(library: Library) -> Matcher:
    """The matcher of the built-in library; trained once, then kept in the user's cache."""
    return build_matcher(library, Settings().cache_dir)


@pytest.fixture
def services(library: Library) -> Services:
    return build_services(Settings(), library)


@pytest.fixture
async def talk(services: Services, library: Library) -> AsyncIterator[Conversation]:
    """A conversation with the real application over a strict in-memory Bot API."""
    api = CheckedBotApi()
    application = build_application(Settings(), services, count(library), request=api)
    async with application:
        yield Conversation(application, api)
    assert api.violations == []
