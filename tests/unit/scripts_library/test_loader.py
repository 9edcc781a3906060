from pathlib import Path
from typing import Any

import pytest

from scripts_library.loader import load_library, load_teaching, load_with_places
from scripts_library.problems import LibraryError
from tests.builders import care, pack, rule, situation, write


def load(root: Path, packs: tuple[str, ...] = ("common",)) -> Any:
    return load_library(packs, root=root)


def problems(root: Path, packs: tuple[str, ...] = ("common",)) -> list[str]:
    with pytest.raises(LibraryError) as caught:
        load(root, packs)
    return [str(problem) for problem in caught.value.problems]


def test_entries_are_read_in_composing_order(tmp_path: Path) -> None:
    entries = [situation("b-demand", "demand"), situation("a-demand", "demand"), situation("mood")]
    write(tmp_path / "required.yaml", {"common": ["b-demand", "mood"]})
    library = load(pack(tmp_path, situations={"all": entries}, landmines={"a": [rule()]}))
    assert list(library.situations) == ["mood", "b-demand", "a-demand"]
    assert list(library.rules) == ["calm-down"]


def test_every_problem_is_told_at_once_with_file_line_and_entry(tmp_path: Path) -> None:
    text = """\
- id: shouting
  kind: moody
  title: {zh: 吵, en: loud}
  colour: red
  says: {zh: [吵], en: [loud, no]}
  proof: {finds: {zh: [吵闹], en: [noise]}}
  scripts: {contact: []}
  next_steps:
    - {do: {}, by: staff, within: soon}
"""
    write(tmp_path / "common/situations/a.yaml", text)
    write(tmp_path / "common/landmines/b.yaml", "just a text")
    found = problems(tmp_path)
    expected = [
        ("common/situations/a.yaml:2: shouting: kind:", "'safety'"),
        ("common/situations/a.yaml:4: shouting: colour:", "this key is not known"),
        ("common/situations/a.yaml:5: shouting: says.en.1", ""),
        ("common/situations/a.yaml:7: shouting: scripts.contact", ""),
        ("common/situations/a.yaml:9: shouting: next_steps.0.do", "expected a text"),
        ("common/situations/a.yaml:9: shouting: next_steps.0.within", "'now'"),
        ("common/landmines/b.yaml:1:", "expected a list of entries"),
    ]
    for start, words in expected:
        assert any(line.startswith(start) and words in line for line in found), (start, found)


def test_an_entry_that_is_no_map(tmp_path: Path) -> None:
    assert "expected a map" in problems(pack(tmp_path, situations={"a": ["shouting"]}))[0]


def test_an_id_taken_twice_names_both_places(tmp_path: Path) -> None:
    root = pack(tmp_path, situations={"a": [situation()], "b": [situation()]})
    assert problems(root) == [
        "common/situations/b.yaml:1: shouting: this id is already taken by common/situations/a.yaml:1"
    ]


def test_references_must_resolve(tmp_path: Path) -> None:
    entry = situation(
        landmines=["no-rule"],
        regulations=["no-law"],
        says={"zh": [{"text": "吵闹", "also": ["no-situation"]}], "en": ["noise"]},
    )
    entry["scripts"]["contact"][0]["method"] = "no-method"
    method = {
        "id": "m", "name": "法", "steps": ["一"], "when": "时", "origin": "ours",
        "example": {"situation": "nowhere", "text": "例"},
    }  # fmt: skip
    plain = {key: value for key, value in method.items() if key != "example"} | {"id": "n"}
    write(tmp_path / "methods.yaml", [method, plain])
    found = " ".join(problems(pack(tmp_path, situations={"a": [entry]})))
    for name in ("no-rule", "no-law", "no-situation", "no-method", "nowhere"):
        assert f"'{name}'" in found


def test_with_a_pack_left_out_references_into_it_are_no_error(tmp_path: Path) -> None:
    pack(tmp_path, "power", situations={"a": [situation("outage", "power")]})
    entry = situation(says={"zh": [{"text": "停电吵闹", "also": ["outage"]}], "en": ["noise"]})
    pack(tmp_path, situations={"a": [entry]})
    assert list(load(tmp_path).situations) == ["shouting"]


def test_a_required_situation_that_is_missing(tmp_path: Path) -> None:
    write(tmp_path / "required.yaml", {"common": ["shouting", "crying"]})
    root = pack(tmp_path, situations={"a": [situation()]})
    assert problems(root) == [
        "required.yaml:1: crying: this situation is required and is not in any pack"
    ]


def test_a_broken_list_of_required_situations(tmp_path: Path) -> None:
    write(tmp_path / "required.yaml", "common: [")
    assert "not valid YAML" in problems(pack(tmp_path, situations={"a": [situation()]}))[0]


def test_a_pack_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    pack(tmp_path, situations={"a": [situation()]})
    assert "there is no such pack; there are: common" in problems(tmp_path, ("common", "gas"))[0]


def test_one_string_is_a_text_in_the_packs_language(tmp_path: Path) -> None:
    root = pack(tmp_path, situations={"a": [situation(title="大吵")]})
    assert load(root).situations["shouting"].title.zh == "大吵"


def test_teaching_lines_are_read_with_what_holds_in_them(tmp_path: Path) -> None:
    groups = [{"holds": ["shouting"], "zh": ["扯着嗓子喊"]}, {"holds": [], "en": ["nice weather"]}]
    root = pack(tmp_path, situations={"a": [situation()]}, teach={"a": groups})
    library = load(root)
    assert [group.holds for group in load_teaching(library)] == [("shouting",), ()]
    write(tmp_path / "common/teach/a.yaml", [{"holds": ["gone"], "zh": ["x"]}])
    with pytest.raises(LibraryError, match="there is no situation 'gone'"):
        load_with_places(("common",), root=root)
    write(tmp_path / "common/teach/a.yaml", [{"holds": [], "fr": ["bonjour"]}])
    with pytest.raises(LibraryError, match=r"teach/a.yaml:2: 0.fr"):
        load_teaching(library)
    assert load(root).fingerprint != library.fingerprint


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    pack(tmp_path, situations={"b": [situation(kind="x")]})
    write(tmp_path / "common/situations/a.yaml", "a: [")
    assert len(problems(tmp_path)) == 2


def test_what_an_unreadable_file_held_is_not_reported_as_missing(tmp_path: Path) -> None:
    root = pack(tmp_path, situations={"a": [situation(landmines=["cut-off"])]})
    write(root / "required.yaml", "common: [shouting, power-cut]")
    write(root / "common/situations/b.yaml", "- id: power-cut\n\ttitle: x")
    write(root / "common/landmines/c.yaml", "cut-off")
    assert [line.split(" ")[0] for line in problems(root)] == [
        "common/landmines/c.yaml:1:",
        "common/situations/b.yaml:2:",
    ]


def test_what_was_expected_is_said_in_chinese_too(tmp_path: Path) -> None:
    entry = situation(kind="moody", title={}, emoji="much too long")
    entry["scripts"]["contact"][0]["use"] = "lines"
    with pytest.raises(LibraryError) as caught:
        load_library(("common",), root=pack(tmp_path, situations={"a": [entry]}))
    said = "\n".join(problem.in_language("zh") for problem in caught.value.problems)
    assert "kind：只能写其中一个：'safety', " in said
    assert "use：只能写其中一个：'opening', 'line'" in said
    assert "title：这里应是一段文字，或者分开写 zh: 和 en:" in said
    assert "emoji：最多 8 个字" in said


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    first = load(pack(tmp_path, situations={"a": [situation()]})).fingerprint
    assert load(tmp_path).fingerprint == first
    pack(tmp_path, situations={"a": [situation(emoji="🔥")]})
    assert load(tmp_path).fingerprint != first


def test_care_for_staff_is_read_and_its_faults_are_named(tmp_path: Path) -> None:
    write(tmp_path / "care.yaml", care())
    read = load_library(("common",), root=pack(tmp_path)).care
    assert read is not None
    assert read.reset[0].en == "breathe"
    write(tmp_path / "care.yaml", care() | {"reset": []})
    with pytest.raises(LibraryError, match=r"care\.yaml:\d+: reset"):
        load_library(("common",), root=tmp_path)
