"""The program as it is served: over HTTP, from start to SIGTERM."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import serve_telegram
from bot.settings import Settings, SettingsError
from tests.fakes.http_api import HttpBotApi

TOKEN = "123456789:AAE-test_token_that_is_long_enough"


def message(number: int, text: str, chat: int = 5) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int(time.time()),
            "text": text,
            "chat": {"id": chat, "type": "private"},
            "from": {"id": chat, "is_bot": False, "first_name": "P", "language_code": "zh"},
        },
    }


def sent(server: HttpBotApi) -> list[str]:
    return [event.data["text"] for event in server.api.events if event.kind == "message"]


async def until(condition: Any, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened in time"
        await asyncio.sleep(0.01)


async def test_it_serves_sets_its_menus_and_ends_on_sigterm() -> None:
    with HttpBotApi() as server:
        settings = Settings(bot_token=TOKEN, telegram_api=server.root)
        server.updates.append(message(1, "客户要求赔偿"))
        serving = asyncio.create_task(serve_telegram(settings))
        await until(lambda: sent(server))
        await until(lambda: _menus(server) == 3)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(serving, 10)
    assert "要赔偿" in sent(server)[0]
    assert server.offsets[-1] == 2
    assert server.api.violations == []


def _menus(server: HttpBotApi) -> int:
    calls = [event.data["method"] for event in server.api.events if event.kind == "call"]
    return calls.count("setMyCommands")


async def test_a_token_telegram_does_not_know_is_one_sentence() -> None:
    with HttpBotApi(knows_token=False) as server:
        settings = Settings(bot_token=TOKEN, telegram_api=server.root)
        with pytest.raises(SettingsError, match="does not know this token"):
            await serve_telegram(settings)


async def test_being_stopped_while_telegram_is_down_ends_at_once() -> None:
    settings = Settings(bot_token=TOKEN, telegram_api="http://127.0.0.1:9")
    serving = asyncio.create_task(serve_telegram(settings))
    await asyncio.sleep(1.5)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(serving, 10)


def test_the_process_never_logs_the_token_or_what_was_said(tmp_path: Path) -> None:
    with HttpBotApi() as server:
        server.updates.append(message(1, "客户电话13800138000要求赔偿"))
        server.updates.append({"update_id": 2, "message": {"text": "poison"}})
        server.updates.append(message(3, "客户要见领导"))
        environment = {
            **os.environ,
            "HUASHU_BOT_TOKEN": TOKEN,
            "HUASHU_TELEGRAM_API": server.root,
            "HUASHU_LOG_LEVEL": "DEBUG",
        }
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            env=environment, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            end = time.monotonic() + 60
            while len(sent(server)) < 2 and time.monotonic() < end:
                time.sleep(0.05)
            process.terminate()
            assert process.stderr
            log = process.stderr.read().decode()
            assert process.wait(10) == 0
    assert len(sent(server)) == 2
    assert "Update 2 is not understood" in log
    assert TOKEN not in log
    assert "13800138000" not in log
