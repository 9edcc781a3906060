"""`huashu library check | coverage | new | schema`: what those who write the library use."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bot.cli_library
from bot.cli import cli
from scripts_library.loader import load_library, load_with_places
from tests.builders import pack, situation


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["library", *arguments])


def test_check_proves_the_library() -> None:
    result = run("check", "--lang", "en")
    assert result.exit_code == 0, result.stdout
    assert "0 problem(s)" in result.stdout


def test_check_lists_every_problem_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = pack(tmp_path, situations={"a": [situation(kind="x"), situation("b", colour="red")]})
    monkeypatch.setattr(
        bot.cli_library, "load_with_places", lambda packs: load_with_places(("common",), root=root)
    )
    result = run("check", "--lang", "en")
    assert result.exit_code == 1
    assert "common/situations/a.yaml:" in result.stdout
    assert "2 problem(s)" in result.stdout


def test_check_prints_content_that_does_not_prove_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = {**situation()["proof"], "refuses": {"zh": ["客户shouting了"]}}
    late = {"owner": "common", "by": "2020-01-01"}
    entries = [situation(proof=proof, review=late), situation("crying")]
    root = pack(tmp_path, situations={"a": entries})
    monkeypatch.setattr(
        bot.cli_library, "load_with_places", lambda packs: load_with_places(("common",), root=root)
    )
    monkeypatch.setenv("HUASHU_CACHE_DIR", str(tmp_path / "cache"))
    result = run("check", "--lang", "en")
    assert result.exit_code == 1
    assert "must not find" in result.stdout
    assert "warning:" in result.stdout


def test_coverage_shows_every_situation_and_that_nothing_is_short() -> None:
    result = run("coverage")
    assert result.exit_code == 0
    assert "demands-leader" in result.stdout
    assert "110 situations, 0 below the minimum" in result.stdout


def test_coverage_marks_what_is_short_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(tmp_path, situations={"a": [situation()]})
    small = load_library(("common",), root=tmp_path)
    monkeypatch.setattr(bot.cli_library, "build_library", lambda settings: small)
    result = run("coverage")
    assert result.exit_code == 1
    assert "1 below the minimum" in result.stdout
    assert "2!" in result.stdout


def test_coverage_as_data() -> None:
    data = json.loads(run("coverage", "--json").stdout)
    assert len(data["situations"]) == 110
    assert data["situations"]["shouting"]["says"]["zh"] >= 20


def test_a_new_situation_starts_from_a_skeleton_that_says_what_goes_where() -> None:
    result = run("new", "roof-leak", "--kind", "service")
    assert result.exit_code == 0
    assert result.stdout.startswith("# 新情况")
    assert "- id: roof-leak" in result.stdout


def test_an_id_that_is_taken_is_refused() -> None:
    result = run("new", "shouting")
    assert result.exit_code == 2
    assert "shouting is already in the library" in result.stderr


def test_an_id_that_is_none_is_refused() -> None:
    result = run("new", "Roof Leak!")
    assert result.exit_code == 2
    assert "small letters" in result.stderr


def test_schemas_are_written_for_editors(tmp_path: Path) -> None:
    assert run("schema", str(tmp_path / "new")).exit_code == 0
    assert "properties" in (tmp_path / "new" / "situations.json").read_text(encoding="utf-8")
