"""What single handlers owe to people, beyond the long conversation."""

import pytest

from bot.replies.press import ShowCard, ShowKind, encode
from bot.services.catalog import Services
from handlers.menu import set_menus
from scripts_library.models import Kind, Stage, code_of
from tests.dialogues.conversation import Conversation


async def test_a_method_opens_its_example_situation(talk: Conversation) -> None:
    me = talk.person()
    method = await me.say("/methods 温和设限")
    card = await me.press(method, method.labels[0])
    assert "现在就说" in card.text


async def test_a_method_without_a_match_lists_all(talk: Conversation) -> None:
    missed = await talk.person().say("/methods 炼金术")
    assert "没有找到" in missed.text
    assert len(missed.buttons) > 10


async def test_a_safety_situation_leads_with_protection(talk: Conversation) -> None:
    me = talk.person()
    card = await me.say("客户扬言要动手打人")
    assert "先做这几件" in card.text
    assert "上报" in card.labels[0]
    assert "先做这几件" in (await me.press(await me.press(card, "上报"), "返回")).text


async def test_short_safety_cards_say_what_to_do_first(talk: Conversation) -> None:
    me = talk.person()
    await me.say("/short")
    card = await me.say("客户扬言要动手打人")
    assert card.text.index("下一步") < card.text.index("💬")


async def test_a_deep_link_to_nothing_known_greets(talk: Conversation) -> None:
    assert "话术助手" in (await talk.person().say("/start s_no-such-thing")).text
    assert "话术助手" in (await talk.person().say("/start inline")).text


async def test_a_chosen_language_holds_for_menus_and_inline(talk: Conversation) -> None:
    me = talk.person()
    choice = await me.say("/language")
    await me.press(choice, "English")
    assert "How to use it" in (await me.say("/help")).text
    found = await me.inline("赔偿")
    assert "Contact" in found["results"][0]["title"]


async def test_every_kind_has_a_category_page(talk: Conversation, services: Services) -> None:
    me = talk.person()
    kinds = await me.say("/browse")
    for kind in Kind:
        count = len(services.browse.situations(kind))
        await me.press_data(kinds, encode(ShowKind("zh", kind)))
        text = talk.api.messages[7, kinds.raw["message_id"]]["text"]
        assert f"共 {count} 种" in text


async def test_more_situations_are_offered_for_adding(
    talk: Conversation, services: Services
) -> None:
    me = talk.person()
    for text in ("客户要求赔偿", "客户要见领导", "排队太久", "停电了", "要退费"):
        answer = services.advise.answer(text)
        if answer.advice and answer.more:
            card = await me.say(text)
            joined = await me.press(card, "＋")
            title = answer.more[0].title.in_language("zh")
            assert title in joined.lines[0]
            return
    pytest.fail("no description leaves anything to add")


async def test_menus_are_set_in_both_languages_within_the_limits(talk: Conversation) -> None:
    await set_menus(talk.application.bot)
    calls = [event.data for event in talk.api.events if event.kind == "call"]
    languages = [c.get("language_code") for c in calls if c["method"] == "setMyCommands"]
    assert languages == [None, "zh", "en"]


async def test_menus_that_cannot_be_set_do_not_stop_the_bot(talk: Conversation) -> None:
    refused = {"ok": False, "error_code": 400, "description": "Bad Request: no"}
    talk.api.refuse["setMyCommands"] = (400, refused)
    await set_menus(talk.application.bot)


async def test_a_fault_that_cannot_be_told_is_logged_and_no_more(
    talk: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    refused = {"ok": False, "error_code": 400, "description": "Bad Request: no"}
    me = talk.person()
    card = await me.say("客户要求赔偿")
    talk.api.refuse["editMessageText"] = (400, refused)
    original = talk.api.call

    def call(name: str, parameters: dict[str, object]) -> tuple[int, dict[str, object]]:
        if name == "answerCallbackQuery" and "text" in parameters:
            return 400, refused
        return original(name, parameters)

    talk.api.call = call  # type: ignore[method-assign]
    await talk.update(
        callback_query={
            "id": "1", "from": me.user, "chat_instance": "1", "message": card.raw,
            "data": encode(ShowCard("zh", (code_of("demands-compensation"),), Stage.CLARIFY)),
        }
    )  # fmt: skip
    assert "could not be told" in caplog.text


async def test_in_a_group_the_why_of_an_ask_knows_its_description(talk: Conversation) -> None:
    group = talk.in_group()
    card = await group.say("/ask 客户要见领导")
    why = await group.press(card, "为什么")
    assert "领导" in why.text
    assert "%" in why.text


async def test_the_kind_of_customer_is_suggested_and_changes_the_card(talk: Conversation) -> None:
    me = talk.person()
    card = await me.say("客户反复说自己是退休局长，非要见领导")
    chosen = await me.press(card, "👤")
    assert "👤 对「语气很强」的客户" in chosen.text
    # The choice holds while turning to another stage.
    assert "👤 对「语气很强」的客户" in (await me.press(chosen, "② 澄清")).text


async def test_the_kind_of_customer_is_chosen_from_the_card(talk: Conversation) -> None:
    me = talk.person()
    card = await me.say("客户要求赔偿")
    kinds = await me.press(card, "👤 什么样的客户")
    assert "不是给人下结论" in kinds.text
    assert "👤 对「讲细致」的客户" in (await me.press(kinds, "讲细致")).text
    back = await me.press(await me.press(card, "👤 什么样的客户"), "⬅️ 返回")
    assert "现在就说" in back.text
    assert "👤 对" not in back.text


async def test_the_kinds_of_customers_can_be_read_about(talk: Conversation) -> None:
    me = talk.person()
    kinds = await me.say("/customers")
    kind = await me.press(kinds, "多次反映")
    assert "这样说" in kind.text
    assert "说话的方式" in (await me.press(kind, "👤")).text


async def test_a_moment_to_breathe_after_a_hard_conversation(talk: Conversation) -> None:
    me = talk.person()
    first = await me.say("/breathe")
    assert "六十秒" in first.text
    assert "请人接手" in first.text
    second = await me.press(first, "🔄 换一句")
    assert "换个看法" in second.text
    assert second.text != first.text
