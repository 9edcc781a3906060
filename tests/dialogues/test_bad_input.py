"""Whatever comes in, something sensible goes out, and never a traceback."""

import asyncio
import logging

import pytest

from bot.replies.press import ShowCard, ShowKind, ShowKinds, encode
from scripts_library.models import Kind, code_of
from tests.dialogues.conversation import Conversation

CARD = "客户要求赔偿"


@pytest.mark.parametrize(
    "text",
    [
        "。",
        "？！……",
        "😀😀😀",
        "👨‍👩‍👧‍👦",
        "\u200b\u200b",  # zero width
        "\u200f\u200e\u200f",  # right-to-left and left-to-right marks
        "\u200b ",
    ],
)
async def test_a_message_without_words_gets_a_hint(talk: Conversation, text: str) -> None:
    seen = await talk.person().say(text)
    assert "用一句话说说" in seen.text


@pytest.mark.parametrize(
    "text",
    [
        "吵",
        "x",
        "<b>客户</b> & <script>alert(1)</script>",
        "_*[客户](http://x)`要赔偿`~",
        "要赔偿\0\0\0",
        "客户\ud800要赔偿",
        "\u200f客户要赔偿\u200f",
        "客户吵" * 1365,
        "shouting " * 455,
        "{duty_manager} {x} {}",
        "客戶在大廳大吵大鬧，要見領導",
    ],
)
async def test_odd_texts_get_one_answer_within_all_limits(talk: Conversation, text: str) -> None:
    seen = await talk.person().say(text[:4096])
    assert seen.text.strip()


async def test_markup_in_a_description_is_shown_as_typed(talk: Conversation) -> None:
    me = talk.person()
    missed = await me.say("/law <b>火星</b> & x")
    assert "<b>火星</b> &" in missed.text


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "x",
        "c",
        "c:0:zzzzz:9:0:-",
        "c:0:zzzzz:0:-1:-",
        "c:0:zzzzz:0:99999:-",
        "c:fr:0:0:zzzzz",
        "k:0:99:0",
        "m:0:zzzzz",
        "r:0:zzzzz",
        "y:0:",
        "u:0:....",
        "l:x",
        "c:0:" + ".".join(["zzzzz"] * 9) + ":0:0:-",
        "card_v0|shouting",
    ],
)
async def test_forged_and_outdated_presses_are_told_so(
    talk: Conversation, data: str | None
) -> None:
    me = talk.person()
    card = await me.say(CARD)
    assert "过期" in await me.press_data(card, data)
    assert talk.api.messages[7, card.raw["message_id"]] == card.raw


async def test_a_press_with_one_known_and_one_unknown_situation_shows_the_known(
    talk: Conversation,
) -> None:
    me = talk.person()
    card = await me.say(CARD)
    popped = await me.press_data(card, encode(ShowCard("zh", (code_of("shouting"), "zzzzz"))))
    assert popped == ""
    assert "情绪激动" in talk.api.messages[7, card.raw["message_id"]]["text"]


async def test_a_page_beyond_the_last_shows_the_last(talk: Conversation) -> None:
    me = talk.person()
    kinds = await me.say("/browse")
    assert await me.press_data(kinds, encode(ShowKind("zh", Kind.SERVICE, 99))) == ""


async def test_two_taps_at_once_are_both_answered(talk: Conversation) -> None:
    me = talk.person()
    card = await me.say(CARD)
    data = card.button("澄清")["callback_data"]
    await me.press_data(card, data)
    await me.press_data(card, data)  # Telegram refuses an edit that changes nothing
    assert "澄清时说" in talk.api.messages[7, card.raw["message_id"]]["text"]


async def test_a_press_on_a_message_that_telegram_no_longer_shows(talk: Conversation) -> None:
    me = talk.person()
    before = len(talk.api.events)
    await talk.update(
        callback_query={
            "id": "3", "from": me.user, "chat_instance": "1", "data": encode(ShowKinds("zh")),
            "message": {"message_id": 5, "date": 0, "chat": me.chat},
        }
    )  # fmt: skip
    assert "过期" in talk.api.events[before].data["text"]


async def test_a_press_on_a_deleted_card_is_no_fault(
    talk: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    me = talk.person()
    card = await me.say(CARD)
    del talk.api.messages[7, card.raw["message_id"]]
    with caplog.at_level(logging.ERROR):
        await me.press_data(card, card.button("澄清")["callback_data"])
    assert not caplog.records


@pytest.mark.parametrize("query", ["", "赔", " ", "😀", "赔" * 256, "<b>&", "zz" * 128])
async def test_inline_queries_of_any_length_are_answered(talk: Conversation, query: str) -> None:
    answer = await talk.person().inline(query)
    assert answer["button"]["start_parameter"] == "inline"


async def test_inline_starts_at_two_characters(talk: Conversation) -> None:
    me = talk.person()
    assert not (await me.inline("赔"))["results"]
    assert (await me.inline("赔偿"))["results"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}, "看不了图片"),
        ({"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}}, "听不了语音"),
        (
            {
                "sticker": {
                    "file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
                    "is_animated": False, "is_video": False,
                }
            },
            "看不懂",
        ),
        ({"location": {"latitude": 1.0, "longitude": 1.0}}, "看不了"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_gets_a_helpful_sentence(
    talk: Conversation, content: dict[str, object], told: str
) -> None:
    answers = await talk.person().sends(**content)
    assert len(answers) == 1
    assert told in answers[0].text


async def test_an_unknown_command_points_to_help(talk: Conversation) -> None:
    assert "/help" in (await talk.person().say("/frobnicate")).text


async def test_ask_without_words_takes_the_message_it_replies_to(talk: Conversation) -> None:
    group = talk.in_group()
    assert await group.says("客户要求赔偿") == []
    asked = await group.say("/ask")
    assert "/ask" in asked.text
    quoted = talk.api.messages[-100, 1]
    answers = await group.sends(
        text="/ask",
        entities=[{"type": "bot_command", "offset": 0, "length": 4}],
        reply_to_message=quoted,
    )
    assert "要赔偿" in answers[0].text


async def test_a_command_for_another_bot_is_not_ours(talk: Conversation) -> None:
    assert await talk.in_group().says("/ask@other_bot 客户要求赔偿") == []


async def test_an_edit_after_the_answer_is_forgotten_gets_a_new_answer(talk: Conversation) -> None:
    me = talk.person()
    await me.sends(text="今天天气不错")
    me.last_sent["message_id"] += 1000  # a message from before a restart
    answers = await me.edits("客户要求赔偿")
    assert "要赔偿" in answers[0].text


async def test_an_edited_group_message_that_is_not_for_us_is_left_alone(talk: Conversation) -> None:
    group = talk.in_group()
    await group.says("客户要求退费")
    assert await group.edits("客户要求赔偿") == []


async def test_an_update_we_never_asked_for_is_ignored(talk: Conversation) -> None:
    before = len(talk.api.events)
    await talk.update(
        message_reaction={
            "chat": {"id": 7, "type": "private"},
            "message_id": 1,
            "user": {"id": 7, "is_bot": False, "first_name": "P"},
            "date": 1,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        }
    )
    channel = {"id": -5, "type": "channel"}
    await talk.update(channel_post={"message_id": 1, "date": 0, "chat": channel, "text": "x"})
    assert len(talk.api.events) == before


async def test_a_fault_is_told_in_one_sentence_with_a_reference(
    talk: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    refused = (400, {"ok": False, "error_code": 400, "description": "Bad Request: no"})
    talk.api.refuse["sendMessage"] = refused
    with caplog.at_level(logging.ERROR):
        told = await talk.person().say("客户电话13800138000要赔偿")
    reference = told.text.rsplit("：", 1)[-1].strip()
    assert reference in caplog.text
    assert "13800138000" not in caplog.text
    assert "Traceback" not in told.text


async def test_a_fault_in_a_press_is_told_as_a_pop_up(talk: Conversation) -> None:
    me = talk.person()
    card = await me.say(CARD)
    talk.api.refuse["editMessageText"] = (
        400,
        {"ok": False, "error_code": 400, "description": "Bad Request: no"},
    )
    before = len(talk.api.events)
    await talk.update(
        callback_query={
            "id": "1", "from": me.user, "chat_instance": "1", "message": card.raw,
            "data": card.button("澄清")["callback_data"],
        }
    )  # fmt: skip
    popped = [e.data.get("text", "") for e in talk.api.events[before:] if e.kind == "press_answer"]
    assert any("编号" in text for text in popped)


async def test_someone_who_blocked_the_bot_is_no_fault(
    talk: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    talk.api.refuse["sendMessage"] = (
        403,
        {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"},
    )
    with caplog.at_level(logging.ERROR):
        assert await talk.person().says(CARD) == []
    assert not caplog.records


async def test_two_people_at_once_get_their_own_answers(talk: Conversation) -> None:
    first, second = talk.person(11), talk.person(12, "en")
    await asyncio.gather(
        first.sends(text="客户要见领导"), second.sends(text="customer wants a refund")
    )
    texts = {m["chat"]["id"]: m["text"] for m in talk.api.messages.values() if m["from"]["is_bot"]}
    assert "要找领导" in texts[11]
    assert "refund" in texts[12].lower()
