from typing import Any

import pytest

from scripts_library.landmine_checker import LandmineChecker, PatternError
from scripts_library.rules import Rule
from tests.builders import rule


def found(draft: str, *rules: dict[str, Any]) -> list[str]:
    """The words of the draft in which the rules find something."""
    checker = LandmineChecker(Rule.model_validate(entry) for entry in rules)
    return [draft[finding.start : finding.end] for finding in checker.check(draft)]


def phrases(zh: list[str], en: list[str] | None = None, **changes: Any) -> dict[str, Any]:
    return rule(find={"kind": "phrase", "any": {"zh": zh, "en": en or []}}, **changes)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("你冷静点好不好", ["你冷静点"]),
        ("你，冷静 点！", ["你，冷静 点"]),
        ("妳冷靜點", []),  # 妳 is another word than 你
        ("你冷靜點", ["你冷靜點"]),
        ("Please CALM  DOWN now", ["CALM  DOWN"]),
        ("calm downtown", []),
        ("我们都很冷静", []),
        ("", []),
    ],
)
def test_phrases_are_found_as_typed(draft: str, words: list[str]) -> None:
    assert found(draft, rule()) == words


def test_an_ellipsis_is_a_gap_of_at_most_eight_characters() -> None:
    entry = phrases(["找…部门"])
    assert found("你去找物业那边的部门吧", entry) == ["找物业那边的部门"]
    assert found("你去找一二三四五六七八九部门", entry) == []
    assert found("你去找。部门", entry) == []


def test_the_longer_phrase_wins_and_a_place_counts_once() -> None:
    assert found("这事不归我管", phrases(["不归我", "不归我管"])) == ["不归我管"]


def test_unless_silences_the_rule() -> None:
    entry = phrases(["领导不在"], unless={"zh": ["领导不在.{0,8}联系"]})
    assert found("领导不在，改天来", entry) == ["领导不在"]
    assert found("领导不在现场，我联系他", entry) == []


@pytest.mark.parametrize(
    "draft",
    [
        "您刚才说你冷静点",
        "客户说：你冷静点",
        "他听到“你冷静点”就火了",
        "我不会对客户说你冷静点",
        "never say calm down",
    ],
)
def test_what_is_quoted_or_denied_is_not_ours(draft: str) -> None:
    assert found(draft, rule()) == []
    assert found(draft, rule(quoted="count", negated="count")) != []


def test_patterns_run_in_linear_time_and_bad_ones_are_named() -> None:
    entry = rule(find={"kind": "pattern", "any": {"zh": ["(a+)+$"]}})
    assert found("a" * 5000 + "b", entry) == []
    with pytest.raises(PatternError, match="calm-down: not a valid RE2"):
        found("x", rule(find={"kind": "pattern", "any": {"zh": ["(?=x)"]}}))


def test_spans_are_places_in_the_draft_as_typed() -> None:
    assert found("😡😡你冷静点", rule()) == ["你冷静点"]
