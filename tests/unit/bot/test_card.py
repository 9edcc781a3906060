"""The card of small libraries: what is left out when there is nothing to say."""

from pathlib import Path
from typing import Any

from bot.replies.answer import why_reply
from bot.replies.card import advice_reply
from bot.replies.plain import draw
from bot.replies.reply import Reply
from bot.services.advise import Reason
from scripts_library.advice import Setting, compose
from scripts_library.library import Library
from scripts_library.loader import load_library
from scripts_library.models import Stage, Text
from tests.builders import pack, rule, situation

VALUES = {"manager_time": Text(zh="10分钟内", en="within 10 minutes")}


def library(root: Path, entry: dict[str, Any], **more: Any) -> Library:
    return load_library(("common",), root=pack(root, situations={"a": [entry]}, **more))


def card(library: Library, stage: Stage = Stage.CONTACT, **more: Any) -> Reply:
    values = more.pop("values", {})
    advice = compose(library, ["shouting"], Setting("zh", None, values), stage=stage)
    return advice_reply(advice, values=values, **more)


def text(reply: Reply) -> str:
    return draw(reply, width=80, colour=False)


def test_a_bare_situation_has_no_empty_sections(tmp_path: Path) -> None:
    entry = situation(escalate_when=[])
    shown = text(card(library(tmp_path, entry)))
    for missing in ("别说", "依据", "方法", "就报"):
        assert missing not in shown
    assert "别说" not in text(card(library(tmp_path, entry), short=True))


def test_a_stage_without_scripts_says_so(tmp_path: Path) -> None:
    assert "没有现成的话" in text(card(library(tmp_path, situation()), Stage.FOLLOW_UP))


def test_with_one_wording_there_is_no_other(tmp_path: Path) -> None:
    labels = [b.label for row in card(library(tmp_path, situation())).buttons for b in row]
    assert not any("换一种" in label for label in labels)


def test_few_landmines_leave_no_rest_to_fold(tmp_path: Path) -> None:
    entry = situation(landmines=["calm-down"])
    shown = text(card(library(tmp_path, entry, landmines={"a": [rule()]})))
    assert "为什么别说" in shown
    assert "还有这些别说" not in shown


def test_a_time_is_named_only_when_the_organisation_set_it(tmp_path: Path) -> None:
    do = {"zh": "报负责人", "en": "report"}
    steps = [{"do": do, "by": "duty_manager", "within": "manager_time"}]
    entry = situation(next_steps=steps)
    assert "马上联系" in text(card(library(tmp_path, entry)))
    assert "10分钟内" in text(card(library(tmp_path, entry), values=VALUES))


def test_a_reason_without_words_is_the_whole_sentence(tmp_path: Path) -> None:
    entry = library(tmp_path, situation()).situations["shouting"]
    shown = text(why_reply("zh", [entry], [Reason(entry, (), 0.5)]))
    assert "按整句意思判断" in shown


def test_a_landmine_of_a_pack_left_out_is_left_out(tmp_path: Path) -> None:
    pack(tmp_path, "power", landmines={"a": [rule("power-rule")]})
    entry = situation(landmines=["power-rule"])
    assert "别说" not in text(card(library(tmp_path, entry)))
