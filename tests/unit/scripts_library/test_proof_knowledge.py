"""What `library check` says of methods and kinds of customers that do not hold."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from scripts_library.loader import load_with_places
from scripts_library.matcher.engine import Match
from scripts_library.proof import check
from tests.builders import both, care, customer, pack, rule, write


class Blind:
    sure, offer, beside = 0.3, 0.05, 0.01

    def match(self, description: str) -> Match:
        return Match()


def faults(root: Path) -> str:
    loaded = load_with_places(("common",), root=pack(root, landmines={"all": [rule()]}))
    matcher: Any = Blind()
    result = check(loaded, matcher, datetime.date(2026, 11, 24))
    return "\n".join(map(str, result.problems))


def method(**changes: Any) -> dict[str, Any]:
    entry = {"id": "m", "name": both("m"), "steps": [both("s")], "when": both("w")}
    return entry | {"origin": "ours"} | changes


def test_good_knowledge_passes(tmp_path: Path) -> None:
    write(tmp_path / "methods.yaml", [method()])
    write(tmp_path / "customers.yaml", [customer()])
    assert faults(tmp_path) == ""


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": {"zh": "名"}}, "m: the text in en is missing"),
        ({"steps": [both("{boss}")]}, "{boss} is no variable"),
    ],
)
def test_methods_that_must_not_be_published(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    write(tmp_path / "methods.yaml", [method(**changes)])
    assert message in faults(tmp_path)


def test_a_method_whose_example_is_a_landmine(tmp_path: Path) -> None:
    example = {"situation": "x", "text": {"zh": "你冷静点。", "en": "Please calm down."}}
    write(tmp_path / "methods.yaml", [method(example=example)])
    (tmp_path / "other").mkdir()  # so that not all packs are in use, and x may be in another
    assert "“你冷静点” is the landmine calm-down" in faults(tmp_path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"say": [{"zh": "你冷静点。", "en": "Fine."}]}, "is the landmine calm-down"),
        ({"needs": [{"en": "only English"}]}, "the text in zh is missing"),
        (
            {"proof": {"suggests": {"zh": ["话很短"]}}},
            "must suggest this kind; it suggests nothing",
        ),
        (
            {"proof": {"suggests": {"zh": ["说个没完"]}, "silent": {"zh": ["说个没完"]}}},
            "must not suggest this kind, and does",
        ),
    ],
)
def test_kinds_of_customers_that_must_not_be_published(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    write(tmp_path / "customers.yaml", [customer(**changes)])
    assert message in faults(tmp_path)


def test_a_kind_that_gives_another_away_says_which(tmp_path: Path) -> None:
    other = customer("habitual", cues={"zh": ["又来"]}, proof={"suggests": {"zh": ["说个没完"]}})
    write(tmp_path / "customers.yaml", [customer(), other])
    assert "it suggests venting" in faults(tmp_path)


def test_regulations_are_in_both_languages(tmp_path: Path) -> None:
    law = {"id": "law", "title": both("law"), "says": {"zh": "法"}}
    pack(tmp_path, regulations=[law | {"quotable": True, "verified": True}])
    assert "law: the text in en is missing" in faults(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"reset": [{"zh": "吸气"}]},
        {"reframes": [{"heard": both("a"), "thought": {"zh": "想"}, "instead": both("c")}]},
    ],
)
def test_care_is_in_both_languages(tmp_path: Path, changes: dict[str, Any]) -> None:
    write(tmp_path / "care.yaml", care())
    assert faults(tmp_path) == ""
    write(tmp_path / "care.yaml", care() | changes)
    assert "care: the text in en is missing" in faults(tmp_path)
