import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from scripts_library.loader import load_library
from scripts_library.models import Kind
from tests.builders import pack, situation


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("COLUMNS", "60")

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli, arguments, input=stdin)

    return run


def program(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # noqa: PLW1510 - the exit code is what some tests are about
        [sys.executable, "-m", "bot", *arguments],
        capture_output=True,
        **{"env": {**os.environ, "HUASHU_BOT_TOKEN": ""}, **options},
    )


def test_ask_prints_the_card(run: Any) -> None:
    result = run("ask", "客户在大厅大吵大闹，要见领导，还要赔偿")
    assert result.exit_code == 0
    assert "情绪激动" in result.stdout
    assert "[" not in result.stdout.splitlines()[0]


def test_ask_in_another_language_and_stage(run: Any) -> None:
    result = run("ask", "客户要求赔偿", "--lang", "en", "--stage", "resolve")
    assert "Say (Resolve)" in result.stdout


def test_ask_as_data(run: Any) -> None:
    data = json.loads(run("ask", "客户在大厅大吵大闹，要见领导，还要赔偿", "--json").stdout)
    names = [entry["id"] for entry in data["advice"]["situations"]]
    assert names == ["shouting", "demands-leader", "demands-compensation"]
    assert data["advice"]["say"][0]["text"]
    assert data["advice"]["never_say"][0]["instead"]
    assert 0 < data["situations"][0]["confidence"] <= 1


def test_ask_what_is_not_in_the_library_ends_with_1(run: Any) -> None:
    result = run("ask", "红烧排骨的做法")
    assert result.exit_code == 1
    assert "话术库里没有" in result.stdout
    assert "供热" in result.stdout
    data = json.loads(run("ask", "红烧排骨的做法", "--json").stdout)
    assert data["advice"] is None


@pytest.mark.parametrize("text", ["", "   ", "😀", "。。。"])
def test_ask_without_words_is_a_wrong_use(run: Any, text: str) -> None:
    result = run("ask", text)
    assert result.exit_code == 2
    assert "describe in one sentence" in result.stderr


def test_ask_takes_ten_thousand_characters_and_odd_ones() -> None:
    for text in ("客户吵闹" * 2500, "\u200f客户要赔偿\u200f", "<b>&{x}"):
        done = program("ask", text)
        assert done.returncode in {0, 1}
        assert b"Traceback" not in done.stderr


def test_ask_takes_bytes_that_are_no_text() -> None:
    done = program("ask", b"\xff\xfe\xe5\xae\xa2".decode("utf-8", "surrogateescape"))
    assert done.returncode in {0, 1, 2}
    assert b"Traceback" not in done.stderr


def test_match_reads_and_writes_json_lines(run: Any) -> None:
    lines = '{"id": "a", "text": "客户要求赔偿"}\n\n{"id": 2, "text": "红烧排骨的做法"}\n'
    rows = [json.loads(line) for line in run("match", "--jsonl", stdin=lines).stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a", 2]
    assert rows[0]["situations"][0]["id"] == "demands-compensation"
    assert rows[1]["situations"] == []
    assert set(rows[0]) == {"id", "situations", "suggestions"}


@pytest.mark.parametrize("line", ["nonsense", "[1]", '{"id": 1}', '{"id": 1, "text": 5}'])
def test_match_names_a_line_that_is_wrong(run: Any, line: str) -> None:
    result = run("match", "--jsonl", stdin=f'{{"id": 1, "text": "x"}}\n{line}\n')
    assert result.exit_code == 2
    assert "line 2" in result.stderr


def test_output_is_utf8_whatever_the_locale() -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "HUASHU_BOT_TOKEN": ""}
    done = program("ask", "客户要求赔偿", env=env)
    assert "要赔偿" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    done = subprocess.run(
        f"{sys.executable} -m bot browse service | head -1",
        shell=True,
        capture_output=True,
        check=True,
    )
    assert b"Traceback" not in done.stderr


def test_browse_lists_kinds_and_their_situations(run: Any) -> None:
    assert "安全险情" in run("browse", "--lang", "zh").stdout
    listed = run("browse", "service", "--lang", "zh").stdout
    assert listed.count("\n") >= 21
    assert "Safety" in run("browse", "--lang", "en").stdout
    for kind in Kind:
        assert run("browse", kind.value).exit_code == 0


def test_a_broken_library_is_told_by_every_command(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = pack(tmp_path, situations={"a": [situation(kind="x")]})
    monkeypatch.setattr(
        "bot.bootstrap.load_library", lambda packs: load_library(("common",), root=root)
    )
    result = run("ask", "客户要求赔偿")
    assert result.exit_code == 2
    assert "the library has 1 problem(s)" in result.stderr


def test_a_wrong_setting_is_one_sentence_and_exit_code_2() -> None:
    done = program("run", env={**os.environ, "HUASHU_BOT_TOKEN": "secret-nonsense"})
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "huashu: HUASHU_BOT_TOKEN: a token from BotFather looks like 123456789:AAE…, copy it whole"
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ask"],
        ["match"],
        ["browse"],
        ["library"],
        ["library", "check"],
        ["run"],
        ["chat"],
        ["version"],
    ],
)
def test_help_is_everywhere(run: Any, arguments: list[str]) -> None:
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_chat_and_version(run: Any) -> None:
    assert "要赔偿" in run("chat", stdin="客户要求赔偿\n").stdout
    assert run("version").stdout.startswith("huashu ")


def test_the_locale_chooses_the_language(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert "Safety" in run("browse").stdout
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "安全" in run("browse").stdout


def test_match_names_what_a_description_holds(run: Any) -> None:
    result = run("match", "客户要见领导")
    assert result.exit_code == 0
    assert result.stdout.split()[0] == "shown"
    assert "demands-leader" in result.stdout


def test_match_says_why(run: Any) -> None:
    result = run("match", "客户在大厅里吼了半天，说要见领导", "--explain")
    assert "领导 +" in result.stdout
    assert "shown from" in result.stdout
    assert "  like 0." in result.stdout


def test_match_of_what_is_not_in_the_library_ends_with_1(run: Any) -> None:
    result = run("match", "qwrtzp xcvbnm", "--explain")
    assert result.exit_code == 1
    assert "not in the library" in result.stdout


@pytest.mark.parametrize("arguments", [["match"], ["match", "赔偿", "--jsonl"]])
def test_match_takes_either_a_text_or_lines(run: Any, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "either TEXT or --jsonl" in result.stderr


def test_the_library_check_speaks_chinese(run: Any) -> None:
    result = run("library", "check", "--lang", "zh")
    assert result.exit_code == 0
    assert "种情况" in result.stdout
    assert "0 个问题" in result.stdout
