"""The terminal chat: the same application, drawn on a screen, fed from a pipe or typed."""

import asyncio
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bot.bootstrap import build_application, count
from bot.services.catalog import Services
from bot.settings import Settings
from bot.terminal.api import LocalBotApi
from bot.terminal.chat import TerminalChat, run_terminal
from bot.terminal.screen import Screen
from scripts_library.library import Library


class Typed(io.StringIO):
    """Lines that a person types, one after the other."""

    def isatty(self) -> bool:
        return True


def chat(
    services: Services,
    library: Library,
    lines: list[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    interactive: bool = True,
) -> str:
    """What stands on the screen after these lines."""
    sink, api = io.StringIO(), LocalBotApi()
    screen = Screen(sink, width=40, buttons=interactive)
    terminal = TerminalChat(api, screen, "zh")
    api.watch(terminal.on_event)
    application = build_application(Settings(), services, count(library), request=api)
    typed = iter(lines)

    def type_in(prompt: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", type_in)
    source: io.StringIO = Typed() if interactive else io.StringIO("\n".join(lines))
    asyncio.run(run_terminal(application, terminal, screen, language="zh", source=source))
    return sink.getvalue()


def test_a_conversation_with_buttons_by_number(
    services: Services, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = chat(services, library, ["客户要求赔偿", "2", "5"], monkeypatch)
    assert "没有设置" in shown
    assert "现在就说" in shown
    assert "[2] ② 澄清" in shown
    assert "澄清时说" in shown
    assert "请复制" in shown


def test_numbers_without_a_button_and_messages_that_are_numbers(
    services: Services, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = chat(services, library, ["7", "客户要求赔偿", "99"], monkeypatch)
    assert "没有 99 号按钮" in shown
    assert shown.count("现在就说") == 1


def test_an_outdated_button_says_so(
    services: Services, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.press.decode", lambda text: None)
    assert "过期" in chat(services, library, ["客户要求赔偿", "1"], monkeypatch)


def test_a_pipe_is_answered_line_by_line_without_buttons(
    services: Services, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["客户要见领导", "", "客户要求\0赔偿", "/help"]
    shown = chat(services, library, lines, monkeypatch, interactive=False)
    assert shown.count("现在就说") == 2
    assert "怎么用" in shown
    assert "[1]" not in shown


def test_the_program_in_a_real_terminal_answers_and_ends_with_the_input() -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"COLUMNS": "40", "LANG": "zh_CN.UTF-8", "TERM": "xterm-256color"}
        os.environ.pop("HUASHU_BOT_TOKEN", None)
        os.chdir("/")
        os.execv(sys.executable, [sys.executable, "-m", "bot", "run"])
    shown = b""
    os.write(terminal, "客户要求赔偿\n".encode())
    asked = False
    while True:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
        if "换一种说法".encode() in shown and not asked:
            asked = True
            os.write(terminal, b"\x04")
    _, status = os.waitpid(pid, 0)
    text = shown.decode()
    assert os.waitstatus_to_exitcode(status) == 0, text
    assert "现在就说" in text
    assert "\x1b[" in text


def test_the_program_answers_piped_lines_and_ends(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        input="客户要见领导\ncustomer wants a refund\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C", "HUASHU_BOT_TOKEN": ""},
    )
    assert "要找领导" in done.stdout
    assert "Say now" in done.stdout
    assert done.stderr.splitlines()[-1] == (
        "HUASHU_BOT_TOKEN is not set: answering the lines of standard input."
    )
