"""`library check`: each way in which content can fail to prove itself, and the message it gives."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from scripts_library.loader import load_with_places
from scripts_library.matcher.engine import Hit, Match
from scripts_library.proof import CheckResult, check
from tests.builders import both, pack, rule, situation

TODAY = datetime.date(2026, 11, 24)


class FixedMatcher:
    """Finds the situations whose id stands in the description; `blind` finds nothing."""

    sure, offer, beside = 0.3, 0.05, 0.01

    def __init__(self, names: list[str], *, blind: bool = False) -> None:
        self._names = [] if blind else names

    def match(self, description: str) -> Match:
        held = [name for name in self._names if name in description]
        if "nearly" in description:
            return Match((), tuple(Hit(name, 0.29) for name in held))
        if "hardly" in description:
            return Match((), tuple(Hit(name, 0.051) for name in held))
        return Match(tuple(Hit(name, 0.9) for name in held))


def checked(
    root: Path,
    *entries: dict[str, Any],
    rules: list[Any] | None = None,
    blind: bool = False,
    **more: Any,
) -> CheckResult:
    pack(root, situations={"all": list(entries)}, landmines={"all": rules or []}, **more)
    loaded = load_with_places(("common",), root=root)
    matcher: Any = FixedMatcher([entry["id"] for entry in entries], blind=blind)
    return check(loaded, matcher, TODAY)


def messages(result: CheckResult) -> str:
    return "\n".join(map(str, result.problems))


def test_good_content_passes(tmp_path: Path) -> None:
    result = checked(tmp_path, situation(), rules=[rule()])
    assert result == CheckResult((), ())


def test_proof_that_is_not_found_names_the_line_and_what_is_found_instead(tmp_path: Path) -> None:
    result = checked(tmp_path, situation(), blind=True)
    assert "“客户shouting” is not found; it finds nothing" in messages(result)
    assert result.problems[0].file == "common/situations/all.yaml"
    assert result.problems[0].line > 1


def test_proof_that_must_be_refused(tmp_path: Path) -> None:
    proof = {**situation()["proof"], "refuses": {"zh": ["没人shouting"]}}
    assert "must not find this situation" in messages(checked(tmp_path, situation(proof=proof)))


def test_what_is_right_only_just_is_a_warning(tmp_path: Path) -> None:
    proof = {
        "finds": {"zh": ["hardly shouting"], "en": ["shouting"]},
        "refuses": {"zh": ["nearly shouting", "hardly shouting", "nothing at all"]},
    }
    result = checked(tmp_path, situation(proof=proof), rules=[rule()])
    assert [warning.message for warning in result.warnings] == [
        "“hardly shouting” is found only just; teach more of the kind",
        "“nearly shouting” is refused only just; teach what it holds instead",
    ]
    assert result.problems == ()


def test_a_description_taught_to_two_situations(tmp_path: Path) -> None:
    says = {"zh": ["客户闹"], "en": ["noise"]}
    result = checked(tmp_path, situation(says=says), situation("crying", says=says))
    assert "“客户闹” is already taught to" in messages(result)


def script(zh: str, en: str = "A fine sentence.", **more: Any) -> dict[str, Any]:
    return {"text": {"zh": zh, "en": en}, **more}


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (script("好" * 81), "81 long, and use: opening takes at most 80"),
        (script("好", "word " * 41), "41 long, and use: opening takes at most 40"),
        (script("好" * 36, use="line"), "36 long, and use: line takes at most 35"),
        (script("抱歉，我来记。", use="line"), "no greeting and no apology"),
        (script("好", "Sorry about that.", use="line"), "no greeting and no apology"),
        (script("我们3天内修好。"), "3 is in no verified, quotable regulation"),
        (script("请{boss}来。"), "{boss} is no variable"),
        (script("你冷静点。"), "“你冷静点” is the landmine calm-down"),
        ({"text": {"zh": "只有中文。"}}, "the text in en is missing"),
    ],
)
def test_scripts_that_must_not_be_published(
    tmp_path: Path, bad: dict[str, Any], message: str
) -> None:
    contact = [bad, script("短句", "Short.", use="line")]
    entry = situation(scripts={"contact": contact, "clarify": [script("好" * 200)]})
    assert message in messages(checked(tmp_path, entry, rules=[rule()]))


def test_a_script_longer_than_a_copy_button_takes(tmp_path: Path) -> None:
    entry = situation()
    entry["scripts"]["clarify"] = [script("好" * 257)]
    assert "at most 256 can be copied" in messages(checked(tmp_path, entry))


def test_figures_of_a_quotable_regulation_and_public_hotlines_may_be_said(tmp_path: Path) -> None:
    says = {"zh": "48 小时内修复", "en": "repaired within 48 hours"}
    law = {"id": "law", "title": both("法"), "says": says, "quotable": True, "verified": True}
    entry = situation(regulations=["law"])
    entry["scripts"]["clarify"] = [script("按规定48小时内修复，也可以打12345。")]
    assert messages(checked(tmp_path, entry, regulations=[law])) == ""
    assert "48 is in no" in messages(
        checked(tmp_path, entry, regulations=[{**law, "verified": False}])
    )


def test_a_situation_without_a_line_cannot_follow_another(tmp_path: Path) -> None:
    entry = situation(scripts={"contact": [script("一"), script("二")]})
    assert "needs a script with use: line" in messages(checked(tmp_path, entry))
    safety = situation(kind="safety", scripts={"contact": [script("一")]})
    assert messages(checked(tmp_path, safety)) == ""


def test_languages_must_both_be_there(tmp_path: Path) -> None:
    entry = situation(says={"zh": ["客户shouting"]}, proof={"finds": {"zh": ["客户shouting啊"]}})
    assert messages(checked(tmp_path, entry)).count("no line in en") == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"proof": {"fires": {"zh": ["[冷静]"], "en": ["[calm down]"]}}}, "it fires at nothing"),
        (
            {"proof": {"fires": {"zh": ["你[你冷静点]"], "en": ["so [calm] down"]}}},
            "fires at “calm down”",
        ),
        ({"proof": {"fires": {"zh": ["你冷静点"], "en": ["[calm down]"]}}}, "shows no [place]"),
        ({"proof": {"fires": {"zh": ["[你冷静点]"]}}}, "no line in en: every rule shows"),
        (
            {"proof": {"fires": rule()["proof"]["fires"], "silent": {"zh": ["你冷静点"]}}},
            "must stay silent, and fires",
        ),
        ({"instead": [{"zh": "你冷静点。", "en": "Fine."}]}, "is the landmine calm-down"),
    ],
)
def test_rules_that_do_not_prove_themselves(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    assert message in messages(checked(tmp_path, situation(), rules=[rule(**changes)]))


def test_a_tip_does_not_forbid_a_script(tmp_path: Path) -> None:
    entry = situation()
    entry["scripts"]["clarify"] = [script("你冷静点。")]
    rules = [rule(level="tip", instead=[{"zh": "好。", "en": "Fine."}])]
    assert messages(checked(tmp_path, entry, rules=rules)) == ""


def test_a_pattern_that_is_none(tmp_path: Path) -> None:
    broken = rule(find={"kind": "pattern", "any": {"zh": ["("]}})
    assert "not a valid RE2" in messages(checked(tmp_path, situation(), rules=[broken]))


def test_an_overdue_review_is_a_warning(tmp_path: Path) -> None:
    result = checked(tmp_path, situation(review={"owner": "common", "by": TODAY.replace(day=1)}))
    assert result.problems == ()
    assert "should have been read again" in str(result.warnings[0])


@pytest.mark.parametrize("changes", [{"why": {"zh": "因为"}}, {"instead": [{"zh": "我在听。"}]}])
def test_rules_are_in_both_languages(tmp_path: Path, changes: dict[str, Any]) -> None:
    result = checked(tmp_path, situation(), rules=[rule(**changes)])
    assert "calm-down: the text in en is missing" in messages(result)
