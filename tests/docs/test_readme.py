"""Every command in the READMEs runs, and what they state about settings is so."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings
from scripts_library.models import Situation

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
# Run from inside a test they would start the tests again, or overwrite a developer's settings.
NOT_RUN = {"make test": "make -n test", "cp .env.example .env": "test -f .env.example"}


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    lines = [line for block in blocks("README.md", "sh") for line in block.splitlines() if line]
    return list(dict.fromkeys(lines))


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme_runs(command: str) -> None:
    done = subprocess.run(
        NOT_RUN.get(command, command), shell=True, cwd=ROOT, capture_output=True, text=True,
        encoding="utf-8", stdin=subprocess.DEVNULL, check=False,
        env={**os.environ, "HUASHU_BOT_TOKEN": "", "MAKEFLAGS": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_piped_input_prints_cards_and_nothing_else() -> None:
    done = subprocess.run(
        "printf '客户要见领导\\n要赔偿\\n' | make -s run", shell=True, cwd=ROOT, capture_output=True,
        text=True, encoding="utf-8", check=True,
        env={**os.environ, "HUASHU_BOT_TOKEN": "", "MAKEFLAGS": ""},
    )  # fmt: skip
    assert done.stdout.count("现在就说") == 2
    assert done.stdout.startswith("👔")


def test_both_readmes_have_the_same_commands() -> None:
    english, chinese = (blocks(name, "sh") for name in READMES)
    assert english == chinese


@pytest.mark.parametrize("name", READMES)
def test_the_settings_table_is_complete(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(HUASHU_\w+)` \|", text, re.MULTILINE)
    assert listed == [f"HUASHU_{field.upper()}" for field in Settings.model_fields]


def test_the_example_environment_names_every_setting() -> None:
    named = re.findall(r"^(HUASHU_\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert set(named) == {f"HUASHU_{field.upper()}" for field in Settings.model_fields}


@pytest.mark.parametrize("name", READMES)
def test_the_example_of_a_situation_is_one(name: str) -> None:
    (example,) = blocks(name, "yaml")
    (entry,) = yaml.safe_load(example)
    assert Situation.model_validate(entry).id == "wants-umbrella"


def test_the_format_reference_names_every_key() -> None:
    text = (ROOT / "docs/reference/library-format.md").read_text(encoding="utf-8")
    for field in Situation.model_fields:
        assert field in text, field


def test_links_between_pages_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
