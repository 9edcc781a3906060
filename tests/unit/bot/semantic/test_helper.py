import asyncio
import json
import logging
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.semantic import helper as helping
from bot.semantic import learn, learning
from bot.semantic.endpoint import Endpoint
from bot.semantic.folder import OnnxFolder
from bot.semantic.helper import SemanticHelper
from scripts_library.library import Library
from scripts_library.matcher.learn_meaning import texts_to_read
from scripts_library.matcher.meaning_store import kept_model
from scripts_library.matcher.model import Floats
from tests.builders import SMALL, small_library
from tests.fakes.embeddings import HttpEmbeddings, answering, embeddings, onnx_folder

SAID = "隔壁王师傅怒不可遏"
TRIAL = "您好"


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """A library, an endpoint, and a folder in which what was learned may stand already."""

    def __init__(self, library: Library, server: HttpEmbeddings, folder: Path) -> None:
        self.library, self.server, self.folder = library, server, folder
        self.clock = Clock()

    def helper(self, *, seconds: float = 5, library: Library | None = None) -> SemanticHelper:
        endpoint = Endpoint(self.server.url, "small")
        return SemanticHelper(
            library or self.library, endpoint, self.folder, seconds=seconds, clock=self.clock
        )

    @property
    def questions(self) -> list[str]:
        return [text for text in self.server.texts if text != TRIAL]

    def kept(self, kind: str) -> list[Path]:
        return list(self.folder.glob(f"{kind}-*"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def one_server() -> Iterator[HttpEmbeddings]:
    """One for all tests: what was learned stands under its address."""
    with HttpEmbeddings() as server:
        yield server


@pytest.fixture(scope="module")
def learned(
    library: Library, one_server: HttpEmbeddings, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with what was learned."""
    folder = tmp_path_factory.mktemp("learned")

    async def fill() -> None:
        endpoint = Endpoint(one_server.url, "small")
        async with SemanticHelper(library, endpoint, folder, seconds=5) as helper:
            assert await helper.ready()

    asyncio.run(fill())
    return folder


@pytest.fixture
def server(one_server: HttpEmbeddings) -> Iterator[HttpEmbeddings]:
    one_server.asked.clear()
    yield one_server
    one_server.answers, one_server.seconds = embeddings, 0.0


@pytest.fixture
def fresh(library: Library, server: HttpEmbeddings, tmp_path: Path) -> Bench:
    """Nothing is learned yet."""
    return Bench(library, server, tmp_path / "cache")


@pytest.fixture
def bench(library: Library, server: HttpEmbeddings, learned: Path, tmp_path: Path) -> Bench:
    """It is learned already."""
    shutil.copytree(learned, tmp_path / "cache")
    server.asked.clear()
    return Bench(library, server, tmp_path / "cache")


async def until(condition: Callable[[], Any], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened in time"
        await asyncio.sleep(0.01)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    ours = [record for record in caplog.records if record.name.startswith("bot.semantic")]
    return [record.getMessage() for record in ours if record.levelno >= logging.WARNING]


async def test_it_learns_once_and_then_hears(
    fresh: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    async with fresh.helper() as helper:
        assert await helper.ready()
        meaning = await helper.hear("客户大吵大闹，要退钱")
    assert meaning
    assert meaning.model.labels[int(meaning.scores[:, 1].argmax())] in {"shouting", "refund"}
    assert set(SMALL["shouting"]) <= set(fresh.server.texts)
    assert fresh.server.texts[-3:] == ["客户大吵大闹,要退钱", "客户大吵大闹", "要退钱"]
    first, last = told(caplog)
    assert "once for this version" in first
    assert "has learned" in last

    fresh.server.asked.clear()
    async with fresh.helper() as helper:
        assert await helper.ready()
    assert fresh.server.texts == [TRIAL, TRIAL]


async def test_the_same_from_a_folder_of_this_machine(fresh: Bench, tmp_path: Path) -> None:
    characters = "".join(texts_to_read(fresh.library))
    encoder = OnnxFolder(onnx_folder(tmp_path / "model", characters))
    async with SemanticHelper(fresh.library, encoder, fresh.folder, seconds=5) as helper:
        assert await helper.ready()
        meaning = await helper.hear("突然断电")
    assert meaning
    assert meaning.model.labels[int(meaning.scores[:, 1].argmax())] == "outage"
    assert fresh.server.asked == []


async def test_until_it_has_learned_it_says_nothing(fresh: Bench) -> None:
    fresh.server.seconds = 0.3
    async with fresh.helper() as helper:
        assert await helper.hear(SAID) is None
        await until(lambda: fresh.server.asked)
        start = time.monotonic()
        assert await helper.hear(SAID) is None
        assert time.monotonic() - start < 0.1
    assert SAID not in fresh.server.texts


async def test_being_stopped_while_it_learns_ends_at_once_and_loses_nothing(fresh: Bench) -> None:
    async with fresh.helper():
        await until(lambda: fresh.kept("vectors"))
        start = time.monotonic()
    assert time.monotonic() - start < 2
    assert fresh.kept("meaning") == []
    fresh.server.asked.clear()
    async with fresh.helper() as helper:
        assert await helper.ready()
    assert fresh.questions == []


async def test_an_edited_library_has_its_new_lines_read_alone(bench: Bench, tmp_path: Path) -> None:
    edited = small_library(tmp_path / "packs", outage=["电闸跳了"])
    async with bench.helper(library=edited) as helper:
        assert await helper.ready()
    assert "电闸跳了" in bench.questions
    assert len(bench.questions) < len(texts_to_read(edited)) / 2
    assert len(bench.kept("vectors")) == 1


async def test_a_damaged_file_is_learned_anew_from_what_was_read(bench: Bench) -> None:
    (model,) = bench.kept("meaning")
    model.write_bytes(b"broken")
    async with bench.helper() as helper:
        assert await helper.ready()
    assert bench.questions == []


async def test_learning_that_fails_is_tried_again_from_where_it_was(
    fresh: Bench, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "_BATCH", 8)
    monkeypatch.setattr(helping, "_AGAIN_SECONDS", 0.01)
    busy = answering(429)
    fresh.server.answers = lambda texts: (
        busy(texts) if len(fresh.server.asked) == 2 else embeddings(texts)
    )
    async with fresh.helper() as helper:
        assert not await helper.ready()
        assert await helper.hear(SAID) is None
        await until(lambda: fresh.kept("meaning"))
    assert "cannot learn: answer 429" in "\n".join(told(caplog))
    sent = fresh.questions
    assert (
        len(sent) == len(set(sent)) + 8
    )  # the batch that was refused, and no other, is sent twice


async def test_learning_waits_for_an_answer_only_so_long(
    fresh: Bench, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "_BATCH_SECONDS", 0.05)
    fresh.server.seconds = 1
    async with fresh.helper() as helper:
        assert not await helper.ready()
    assert "cannot learn: no answer within" in told(caplog)[-1]


async def test_when_another_model_answers_all_is_read_anew(
    bench: Bench, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helping, "_AGAIN_SECONDS", 0.01)
    edited = small_library(tmp_path / "packs", outage=["电闸跳了"])
    bench.server.answers = lambda texts: embeddings(texts, 32)
    async with bench.helper(library=edited) as helper:
        assert not await helper.ready()
        await until(lambda: len(bench.kept("meaning")) == 2)
    assert "another length than before" in "\n".join(told(caplog))
    model = kept_model(edited, Endpoint(bench.server.url, "small").identity, bench.folder)
    assert model
    assert len(model.centre) == 32


async def test_a_folder_that_cannot_be_written_is_told(
    fresh: Bench, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    fresh.folder = tmp_path / "file" / "cache"
    async with fresh.helper() as helper:
        assert not await helper.ready()
    assert "set HUASHU_CACHE_DIR" in told(caplog)[-1]


async def test_a_learning_that_leaves_nothing_is_told(
    bench: Bench, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.kept("meaning")[0].unlink()
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    async with bench.helper() as helper:
        assert not await helper.ready()
    assert "what was learned is not in" in told(caplog)[-1]


async def test_a_library_that_has_gone_stops_the_helper_and_nothing_else(
    fresh: Bench, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gone = small_library(tmp_path / "packs")
    shutil.rmtree(tmp_path / "packs")
    async with fresh.helper(library=gone) as helper:
        assert not await helper.ready()
        assert await helper.hear(SAID) is None
        await until(lambda: "has stopped" in caplog.text)


def test_what_the_process_of_its_own_does(bench: Bench) -> None:
    (model,) = bench.kept("meaning")
    before = model.read_bytes()
    model.unlink()
    encoder = Endpoint(bench.server.url, "small").identity
    task = {
        "packs": bench.library.packs,
        "root": str(bench.library.root),
        "encoder": encoder,
        "folder": str(bench.folder),
    }
    learn.main(json.dumps(task))
    assert model.read_bytes() == before


FAILURES: dict[str, tuple[Callable[[list[str]], Any], str]] = {
    "too many requests": (answering(429), "answer 429"),
    "out of order": (answering(500), "answer 500"),
    "sent elsewhere": (answering(302, Location="http://127.0.0.1:9/"), "answer 302"),
    "no JSON": (answering(200, "<html>"), "holds no embeddings"),
    "another dimension": (lambda texts: embeddings(texts, 32), "32 numbers instead of 64"),
}


@pytest.mark.parametrize("failure", FAILURES)
async def test_whatever_fails_the_plain_matcher_is_left_to_answer(
    bench: Bench, caplog: pytest.LogCaptureFixture, failure: str
) -> None:
    answers, reason = FAILURES[failure]
    async with bench.helper() as helper:
        assert await helper.ready()
        bench.server.answers = answers
        heard = [await helper.hear(SAID) for _ in range(10)]
    assert heard == [None] * 10
    assert bench.questions == [SAID] * 3  # after that it is left alone
    (line,) = told(caplog)
    assert reason in line
    assert SAID not in caplog.text


async def test_who_is_slow_costs_no_more_than_the_limit(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    async with bench.helper(seconds=0.2) as helper:
        assert await helper.ready()
        bench.server.seconds = 1
        start = time.monotonic()
        heard = [await helper.hear(SAID) for _ in range(50)]
        took = time.monotonic() - start
    assert heard == [None] * 50
    assert 0.6 <= took < 3  # three times the limit, and the other 47 nothing
    assert told(caplog) == [
        "The semantic helper: no answer within 0.2 s. The plain matcher answers."
    ]


async def test_who_is_gone_costs_nothing(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    with HttpEmbeddings() as away:
        nowhere = Endpoint(away.url, "small")
    for path in (*bench.kept("meaning"), *bench.kept("vectors")):
        known = Endpoint(bench.server.url, "small").identity
        path.rename(path.with_name(path.name.replace(known, nowhere.identity)))
    async with SemanticHelper(bench.library, nowhere, bench.folder, seconds=0.3) as helper:
        assert not await helper.ready()
        start = time.monotonic()
        heard = [await helper.hear(SAID) for _ in range(50)]
        assert time.monotonic() - start < 0.5
    assert heard == [None] * 50
    (line,) = told(caplog)
    assert "no answer (ConnectError)" in line


async def test_it_is_tried_after_a_while_with_nobodys_words(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    async with bench.helper() as helper:
        assert await helper.ready()
        bench.server.answers = answering(503)
        for _ in range(3):
            await helper.hear(SAID)
        bench.server.asked.clear()
        bench.clock.now += 29
        assert await helper.hear(SAID) is None
        assert bench.server.asked == []

        bench.clock.now += 2
        assert await helper.hear(SAID) is None
        await until(lambda: bench.server.texts == [TRIAL])
        await asyncio.sleep(0.1)
        assert await helper.hear(SAID) is None  # the trial failed: left alone once more
        assert bench.server.texts == [TRIAL]

        bench.server.answers = embeddings
        bench.clock.now += 31
        assert await helper.hear(SAID) is None
        await until(lambda: "answers again" in caplog.text)
        assert await helper.hear(SAID)
    assert bench.questions == [SAID]


async def test_a_failure_between_successes_changes_nothing(bench: Bench) -> None:
    async with bench.helper() as helper:
        assert await helper.ready()
        for _ in range(5):
            bench.server.answers = answering(500)
            assert await helper.hear(SAID) is None
            assert await helper.hear(SAID) is None
            bench.server.answers = embeddings
            assert await helper.hear(SAID)


async def test_failures_are_told_once_a_minute(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    async with bench.helper() as helper:
        assert await helper.ready()
        for second in range(0, 150, 10):
            bench.clock.now = 1000.0 + second
            bench.server.answers = answering(500)
            await helper.hear(SAID)
            bench.server.answers = embeddings
            await helper.hear(SAID)
    assert len(told(caplog)) == 3


async def test_nothing_is_asked_where_nothing_is_said_or_what_is_private(bench: Bench) -> None:
    async with bench.helper() as helper:
        assert await helper.ready()
        assert await helper.hear("😀") is None
        await helper.hear("王女士13800138000投诉")
    assert bench.questions == ["王女士#投诉"]


class Faulty:
    """An encoder with a fault nobody thought of."""

    name, identity = "faulty", ""

    async def encode(self, texts: Sequence[str]) -> Floats:
        raise RuntimeError(f"cannot do {texts}")

    async def close(self) -> None:
        """Holds nothing."""


async def test_a_fault_nobody_thought_of_costs_no_answer(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    encoder = Faulty()
    encoder.identity = Endpoint(bench.server.url, "small").identity
    async with SemanticHelper(bench.library, encoder, bench.folder, seconds=1) as helper:
        assert not await helper.ready()
        assert await helper.hear(SAID) is None
    (line,) = told(caplog)
    assert "a fault (RuntimeError)" in line
