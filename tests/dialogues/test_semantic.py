"""The program with the semantic helper switched on, and with it off: commands, cards, what is imported."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import bot.bootstrap
import bot.cli
from bot.bootstrap import build_application, build_helper, build_services, count
from bot.cli import cli
from bot.settings import Settings, SettingsError
from scripts_library.library import Library
from scripts_library.matcher.learn_meaning import texts_to_read
from tests.builders import small_library
from tests.dialogues.conversation import Conversation
from tests.fakes.checked_api import CheckedBotApi
from tests.fakes.embeddings import HttpEmbeddings, answering, onnx_folder

KEY = "sk-made-up-key"
SAID = "黑灯瞎火"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def one_server() -> Iterator[HttpEmbeddings]:
    with HttpEmbeddings() as server:
        yield server


@pytest.fixture
def server(one_server: HttpEmbeddings) -> Iterator[HttpEmbeddings]:
    usual = one_server.answers
    one_server.asked.clear()
    yield one_server
    one_server.answers = usual


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, small: Library, cache: Path) -> Run:
    """Runs a command on the small library."""
    for module in (bot.cli, bot.bootstrap):
        monkeypatch.setattr(module, "build_library", lambda settings: small)
    monkeypatch.setenv("HUASHU_CACHE_DIR", str(cache))
    monkeypatch.setenv("HUASHU_SEMANTIC_SECONDS", "5")
    return lambda *arguments, stdin=None: CliRunner().invoke(cli, arguments, input=stdin)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch, server: HttpEmbeddings) -> HttpEmbeddings:
    """The helper is on, behind this server."""
    monkeypatch.setenv("HUASHU_SEMANTIC", server.url)
    monkeypatch.setenv("HUASHU_SEMANTIC_MODEL", "small")
    monkeypatch.setenv("HUASHU_SEMANTIC_KEY", KEY)
    return server


def test_the_explanation_shows_the_share_of_the_helper(run: Run, on: HttpEmbeddings) -> None:
    result = run("match", SAID, "--explain")
    assert result.exit_code == 0, result.output
    (line, *_) = [line for line in result.stdout.splitlines() if "semantic helper" in line]
    assert line.startswith("  meaning  +")
    assert on.texts[-1] == SAID
    assert KEY not in result.output


def test_without_it_the_explanation_is_as_ever(run: Run, server: HttpEmbeddings) -> None:
    result = run("match", SAID, "--explain")
    assert result.exit_code == 0
    assert "semantic" not in result.output
    assert server.asked == []


def test_lines_and_questions_are_heard_too(run: Run, on: HttpEmbeddings) -> None:
    row = json.dumps({"id": 1, "text": SAID})
    (line,) = run("match", "--jsonl", stdin=row).stdout.splitlines()
    helped = json.loads(line)["situations"][0]
    asked = json.loads(run("ask", SAID, "--json").stdout)["situations"][0]
    on.answers = answering(500)
    (line,) = run("match", "--jsonl", stdin=row).stdout.splitlines()
    alone = json.loads(line)["situations"][0]
    assert helped == asked
    assert helped["id"] == alone["id"] == "outage"
    assert helped["confidence"] > alone["confidence"]


def test_a_helper_that_does_not_answer_is_told_and_costs_no_answer(
    run: Run, on: HttpEmbeddings, caplog: pytest.LogCaptureFixture
) -> None:
    on.answers = answering(401)
    result = run("match", SAID)
    assert result.exit_code == 0
    assert "outage" in result.stdout
    assert SAID not in "".join(on.texts)


def test_a_folder_without_a_model_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HUASHU_SEMANTIC", str(tmp_path))
    result = run("match", SAID)
    assert result.exit_code == 2
    assert "HUASHU_SEMANTIC: cannot read" in result.stderr
    assert "Traceback" not in result.output


def test_a_model_in_a_folder_helps_without_any_network(
    run: Run, small: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = onnx_folder(tmp_path / "model", "".join(texts_to_read(small)))
    monkeypatch.setenv("HUASHU_SEMANTIC", str(folder))
    result = run("match", "突然断电", "--explain")
    assert result.exit_code == 0, result.output
    assert "by the semantic helper" in result.stdout


async def test_the_card_and_why_are_helped_and_inline_stays_on_this_machine(
    small: Library, cache: Path, on: HttpEmbeddings
) -> None:
    settings = Settings(cache_dir=cache)
    helper = build_helper(settings, small)
    assert helper
    services = build_services(settings, small, helper)
    alone = build_services(settings, small)
    api = CheckedBotApi()
    application = build_application(settings, services, count(small), request=api)
    async with helper, application:
        assert await helper.ready()
        person = Conversation(application, api).person()
        card = await person.say(SAID)
        assert on.texts[-1] == SAID
        why = await person.press(card, "为什么是这些")
        assert on.texts[-1] == SAID
        on.asked.clear()
        await person.inline(SAID)
        assert on.asked == []
        helped = services.advise.answer(SAID, meaning=await services.hear(SAID))
    plain = alone.advise.answer(SAID, meaning=await alone.hear(SAID))
    sure, less = (answer.match.situations[0].confidence for answer in (helped, plain))
    assert sure > less
    assert "题outage" in card.text
    assert f"把握 {round(sure * 100)}%" in why.text
    assert api.violations == []


ALONE = """
import socket, sys

def refuse(*_: object) -> None:
    raise AssertionError("somebody asked the network")

socket.socket.connect = socket.getaddrinfo = refuse
from bot.cli import cli
try:
    cli(sys.argv[1:], standalone_mode=False)
finally:
    loaded = {"httpx", "onnxruntime", "tokenizers", "bot.semantic", "scipy"} & set(sys.modules)
    print("loaded", sorted(loaded))
"""


@pytest.mark.parametrize("arguments", [("match", "客户要赔偿", "--explain"), ("ask", "客户要赔偿")])
def test_off_means_no_network_and_nothing_imported_for_it(
    matcher: Any, arguments: tuple[str, ...]
) -> None:
    environment = {name: v for name, v in os.environ.items() if "SEMANTIC" not in name}
    done = subprocess.run(
        [sys.executable, "-c", ALONE, *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "loaded []"


def test_off_is_no_helper_at_all(small: Library) -> None:
    assert build_helper(Settings(), small) is None


def test_a_broken_folder_is_a_wrong_setting(small: Library, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="HUASHU_SEMANTIC: "):
        build_helper(Settings(semantic=str(tmp_path)), small)


def test_a_chat_goes_on_while_the_endpoint_is_gone(matcher: Any) -> None:
    with HttpEmbeddings() as server:
        gone = server.url
    on = {"HUASHU_SEMANTIC": gone, "HUASHU_SEMANTIC_MODEL": "small", "HUASHU_BOT_TOKEN": ""}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--lang", "zh"], input="客户要赔偿\n",
        capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, **on},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "现在就说" in done.stdout
    assert "Traceback" not in done.stderr
    assert "客户要赔偿" not in done.stderr
