"""The built-in library has everything it promises, and the files that help its writers are true."""

from pathlib import Path

import pytest

from scripts_library.coverage import as_data, counts
from scripts_library.library import Library
from scripts_library.loader import PACKS, load_library
from scripts_library.models import Kind
from scripts_library.schema import schemas
from scripts_library.skeleton import skeleton
from tests.builders import pack, situation, write


def test_every_situation_has_at_least_the_minimum_of_everything(library: Library) -> None:
    assert [(entry.situation, entry.short) for entry in counts(library) if entry.short] == []


def test_what_is_short_is_named(tmp_path: Path) -> None:
    library = load_library(("common",), root=pack(tmp_path, situations={"a": [situation()]}))
    assert "says zh" in counts(library)[0].short
    assert "contact" not in counts(library)[0].short


def test_the_counts_as_data(library: Library) -> None:
    data = as_data(library)
    shouting = data["situations"]["shouting"]
    assert set(shouting) == {"says", "finds", "refuses", "scripts", "landmines", "next_steps"}
    assert set(shouting["scripts"]) == {"contact", "clarify", "resolve", "follow_up"}
    assert data["rules"]["all"] == len(library.rules) >= 220
    assert data["methods"] >= 40


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    folder = PACKS.parent / "schema"
    written = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    assert written == schemas(), "run `huashu library schema scripts_library/schema`"


@pytest.mark.parametrize("kind", Kind)
def test_the_skeleton_of_a_situation_can_be_loaded(tmp_path: Path, kind: Kind) -> None:
    write(tmp_path / "common/situations/new.yaml", skeleton("a-new-one", kind, "2027-05-01"))
    assert load_library(("common",), root=tmp_path).situations["a-new-one"].kind is kind
