from pathlib import Path
from typing import Any

import pytest

from scripts_library.advice import Advice, Setting, compose
from scripts_library.library import Library
from scripts_library.loader import load_library
from scripts_library.models import Channel, CustomerType, Stage, Text
from tests.builders import customer, pack, rule, situation, write


def library_of(
    root: Path, *entries: dict[str, Any], rules: list[dict[str, Any]] | None = None, **more: Any
) -> Library:
    pack(root, situations={"all": list(entries)}, landmines={"all": rules or []}, **more)
    return load_library(("common",), root=root)


def said(advice: Advice) -> list[str]:
    return [say.text for say in advice.say]


def contact(*scripts: dict[str, Any]) -> dict[str, Any]:
    return {"contact": list(scripts)}


def line(zh: str, **more: Any) -> dict[str, Any]:
    return {"text": {"zh": zh, "en": f"line {len(zh)}"}, **more}


def test_mood_comes_before_matter_whatever_the_order_asked_for(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        situation("bill", "billing"),
        situation("leader", "demand"),
        situation("shouting", "behaviour"),
    )
    advice = compose(library, ["bill", "leader", "shouting"], Setting())
    assert [entry.id for entry in advice.situations] == ["shouting", "leader", "bill"]
    assert said(advice) == ["我在听，shouting。", "我记下leader。", "我记下bill。"]


def test_the_mood_is_spoken_once_and_other_behaviour_after_the_demands(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        situation("crying", "behaviour"),
        situation("filming", "behaviour"),
        situation("leader", "demand"),
    )
    advice = compose(library, ["filming", "crying", "leader"], Setting())
    assert said(advice) == ["我在听，crying。", "我记下leader。", "我记下filming。"]


def test_at_most_three_lines_and_120_characters_are_said(tmp_path: Path) -> None:
    long = situation("long", "demand", scripts=contact(line("开"), line("长" * 30, use="line")))
    entries = [situation(f"d{i}", "demand") for i in range(4)]
    library = library_of(tmp_path, situation("mood"), long, *entries)
    advice = compose(library, ["mood", "d0", "d1", "d2", "d3"], Setting())
    assert len(advice.say) == 3
    opening = situation("mood", scripts=contact(line("开" * 80), line("x", use="line")))
    late = situation("late", "courtesy", scripts=contact(line("开"), line("短" * 41, use="line")))
    library = library_of(tmp_path / "b", opening, *entries, long, late)
    advice = compose(library, ["mood", "late", "long"], Setting())
    assert said(advice) == ["开" * 80, "长" * 30]


def test_the_next_wording_is_another_one_and_comes_round(tmp_path: Path) -> None:
    library = library_of(
        tmp_path, situation(scripts=contact(line("一"), line("二"), line("短", use="line")))
    )
    wordings = [said(compose(library, ["shouting"], Setting(), wording=i)) for i in range(3)]
    assert wordings == [["一"], ["二"], ["一"]]
    assert compose(library, ["shouting"], Setting()).wordings == 2


def test_a_channels_own_wording_comes_first_and_others_are_left_out(tmp_path: Path) -> None:
    scripts = contact(
        line("柜台", channels=["counter"]),
        line("电话", channels=["phone"]),
        line("都行"),
        line("专给急性子", manner=["controlling"]),
        line("短", use="line"),
    )
    library = library_of(tmp_path, situation(scripts=scripts))
    assert said(compose(library, ["shouting"], Setting())) == ["都行"]
    assert said(compose(library, ["shouting"], Setting(channel=Channel.PHONE))) == ["电话"]
    assert said(compose(library, ["shouting"], Setting(channel=Channel.ONLINE))) == ["都行"]


def test_other_stages_say_one_script_of_each_situation(tmp_path: Path) -> None:
    library = library_of(tmp_path, situation("shouting"), situation("leader", "demand"))
    advice = compose(library, ["leader", "shouting"], Setting(), stage=Stage.CLARIFY)
    assert said(advice) == ["请讲讲shouting。", "请讲讲leader。"]
    assert said(compose(library, ["shouting"], Setting(), stage=Stage.FOLLOW_UP)) == []


def test_safety_stands_alone_and_says_at_most_its_own_short_lines(tmp_path: Path) -> None:
    steps = [{"do": {"zh": "退后两步", "en": "step back"}, "by": "staff", "within": "now"}]
    danger = situation("danger", "safety", next_steps=steps, scripts=contact(line("请站远一点。")))
    library = library_of(tmp_path, danger, situation("shouting"), situation("leader", "demand"))
    advice = compose(library, ["leader", "shouting", "danger"], Setting())
    assert advice.safety
    assert said(advice) == ["请站远一点。"]
    assert [step.text for step in advice.steps] == ["退后两步"]
    assert len(advice.situations) == 3


def test_landmines_are_joined_worst_and_likeliest_first_and_once(tmp_path: Path) -> None:
    rules = [
        rule("mild", level="tip"),
        rule("bad", level="stop"),
        rule("worse", level="stop"),
    ]
    library = library_of(
        tmp_path,
        situation("shouting", landmines=["mild", "bad"]),
        situation("leader", "demand", landmines=["worse", "bad"]),
        rules=rules,
    )
    advice = compose(library, ["shouting", "leader"], Setting())
    assert [item.rule for item in advice.never_say] == ["worse", "bad", "mild"]
    assert advice.never_say[0].words == "你冷静点"
    assert advice.never_say[0].instead == "我在听，您说。"
    english = compose(library, ["leader"], Setting("en")).never_say[0]
    assert (english.words, english.instead) == ("calm down", "I am listening.")


def test_steps_are_merged_by_key_in_order_of_time_at_most_five(tmp_path: Path) -> None:
    def step(text: str, within: str = "now", **more: Any) -> dict[str, Any]:
        return {"do": {"zh": text, "en": text}, "by": "staff", "within": within, **more}

    mood = [step("报值班长", key="call"), step("回访", "afterwards"), step("坐下")]
    notes = [step("记要点", "talking"), step("记要点", "talking")]
    demand = [step("叫值班长来", key="call"), *notes, step("五"), step("六")]
    library = library_of(
        tmp_path,
        situation("shouting", next_steps=mood),
        situation("leader", "demand", next_steps=demand),
    )
    advice = compose(library, ["shouting", "leader"], Setting())
    assert [s.text for s in advice.steps] == ["报值班长", "坐下", "五", "记要点", "回访"]


def test_variables_are_filled_in_scripts_and_steps(tmp_path: Path) -> None:
    do = {"zh": "报{duty_manager}", "en": "call {duty_manager}"}
    steps = [{"do": do, "by": "staff", "within": "now"}]
    entry = situation(
        scripts=contact(line("我报给{duty_manager}。"), line("x", use="line")),
        next_steps=steps,
        escalate_when=[{"zh": "{duty_manager}不在", "en": "{duty_manager} is away"}],
    )
    library = library_of(tmp_path, entry)
    values = {"duty_manager": Text(zh="值班长", en="the shift manager")}
    advice = compose(library, ["shouting"], Setting(values=values))
    assert said(advice) == ["我报给值班长。"]
    assert advice.steps[0].text == "报值班长"
    assert advice.escalate_when == ("值班长不在",)


def test_only_verified_regulations_are_facts_quotable_ones_first(tmp_path: Path) -> None:
    def law(name: str, **more: Any) -> dict[str, Any]:
        return {
            "id": name,
            "title": name,
            "says": "内容",
            "quotable": True,
            "verified": True,
            **more,
        }

    laws = [
        law("inside", quotable=False),
        law("unread", verified=False),
        law("open", in_force="2016-02-06"),
    ]
    names = ["inside", "unread", "open"]
    library = library_of(tmp_path, situation(regulations=names), regulations=laws)
    facts = compose(library, ["shouting"], Setting()).facts
    assert [(f.regulation, f.quotable, f.in_force) for f in facts] == [
        ("open", True, "2016-02-06"),
        ("inside", False, ""),
    ]


def test_unknown_situations_are_left_out_and_none_is_an_error(tmp_path: Path) -> None:
    library = library_of(tmp_path, situation())
    assert [e.id for e in compose(library, ["gone", "shouting"], Setting()).situations] == [
        "shouting"
    ]
    with pytest.raises(ValueError, match="no known situation"):
        compose(library, ["gone"], Setting())


def test_scripts_for_the_kind_of_customer_come_first_and_others_are_left_out(
    tmp_path: Path,
) -> None:
    write(tmp_path / "customers.yaml", [customer()])
    library = library_of(
        tmp_path,
        situation(
            scripts=contact(
                line("大家"),
                line("想说的", manner=["venting"]),
                line("电话里想说", manner=["venting"], channels=["phone"]),
                line("较真的", manner=["analytical"]),
            )
        ),
    )
    advice = compose(library, ["shouting"], Setting(customer=CustomerType.VENTING))
    assert said(advice) == ["想说的"]
    assert advice.customer is not None
    assert advice.wordings == 2
    assert compose(library, ["shouting"], Setting()).customer is None
