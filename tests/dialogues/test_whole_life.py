"""One long conversation through everything a staff member can do."""

from bot.replies.press import ChooseLanguage, ShowCard, encode
from bot.services.catalog import Services
from scripts_library.models import Kind, code_of
from tests.dialogues.conversation import Conversation, Seen

FLAGSHIP = "客户在大厅大吵大闹，要见领导，还要赔偿"


async def test_a_working_day_with_the_bot(  # noqa: PLR0915 - one long conversation
    talk: Conversation, services: Services
) -> None:
    me = talk.person()

    # 1 the greeting, 2 help, 3 about
    assert "话术助手" in (await me.say("/start")).text
    assert "@huashu_bot" in (await me.say("/help")).text
    assert "110 种情况" in (await me.say("/about")).text

    # 4 a description: the card
    card = await me.say(FLAGSHIP)
    for title in ("情绪激动", "要找领导", "要赔偿", "现在就说", "别说", "下一步"):
        assert title in card.text
    assert card.raw["reply_to_message"]["text"] == FLAGSHIP

    # 5–8 the stages are tabs of the same message
    for stage in ("澄清", "解决", "跟进"):
        tab = await me.press(card, stage)
        assert tab.raw["message_id"] == card.raw["message_id"]
        assert f"{stage}时说" in tab.text
        assert f"● {stage}" in tab.labels
    card = await me.press(tab, "接触")
    assert "现在就说" in card.text

    # 9 another wording changes what is said and nothing else
    other = await me.press(card, "换一种说法")
    assert _section(other.text, "现在就说") != _section(card.text, "现在就说")
    assert _section(other.text, "下一步") == _section(card.text, "下一步")

    # 10 why, 11 back
    why = await me.press(other, "为什么")
    assert "大吵大闹" in why.text
    assert "%" in why.text
    card = await me.press(why, "返回")
    assert "现在就说" in card.text

    # 12 escalate, with words to copy
    up = await me.press(card, "上报")
    assert "要找领导" in up.button("复制上报的话")["copy_text"]["text"]

    # 13 short cards on, 14 short card, 15 off
    assert "精简" in (await me.say("/short")).text
    short = await me.say(FLAGSHIP)
    assert len(short.lines) <= 6
    assert "完整" in (await me.say("/short")).text

    # 16 unsure: a choice; 17 the chosen card
    vague = _unsure(services)
    unsure = await me.say(vague)
    assert "是不是这些" in unsure.text
    assert 2 <= len(unsure.buttons) <= 5
    chosen = await me.press(unsure, unsure.labels[0])
    assert "现在就说" in chosen.text or "先做这几件" in chosen.text

    # 18 none of these: the categories
    again = await me.say(vague)
    assert "按分类查找" in (await me.press(again, "都不是")).text

    # 19 nothing fits, 20 a category, 21 a card
    nothing = await me.say("红烧排骨的做法")
    assert "话术库里没有" in nothing.text
    kind = await me.press(nothing, "供热")
    assert "家里" in " ".join(kind.labels) or "不热" in " ".join(kind.labels)
    assert "现在就说" in (await me.press(kind, kind.labels[0])).text

    # 22 browse, 23 next page
    kinds = await me.say("/browse")
    service = await me.press(kinds, "服务问题")
    assert "更多" in " ".join(service.labels)
    assert (await me.press(service, "更多")).labels != service.labels

    # 24 a method by name, 25 the list, 26 a method from the list
    assert "步骤" in (await me.say("/methods 三明治")).text
    methods = await me.press(await me.say("/methods"), "更多")
    assert "什么时候用" in (await me.press(methods, methods.labels[0])).text

    # 27 a regulation by words, 28 not found shows all, 29 the next page, 30 one from the list
    assert "48 小时" in (await me.say("/law 电信条例 第三十二条")).text
    missed = await me.say("/law 火星移民")
    assert "没有找到" in missed.text
    laws = await me.press(missed, "更多")
    assert "客户" in (await me.press(laws, laws.labels[0])).text

    # 29 English from now on, 30 an English card, 31 back to automatic
    choice = await me.say("/language")
    assert "English" in (await me.press(choice, "English")).text
    assert "Say now" in (await me.say(FLAGSHIP)).text
    choice = await me.say("/language")
    await me.press_data(choice, encode(ChooseLanguage(None)))

    # 32 inline: scripts only, for this person
    found = await me.inline("赔偿")
    posted = " ".join(item["input_message_content"]["message_text"] for item in found["results"])
    assert found["is_personal"] is True
    assert found["results"]
    assert "✗" not in posted

    # 33 an edited description edits its card
    await me.say("客户要求退费")
    edited = await me.edits("客户说要起诉我们")
    assert len(edited) == 1
    assert "起诉" in edited[0].text

    # 34 a group hears only what is meant for us; 35 in its topic
    group = talk.in_group(topic=5)
    assert await group.says(FLAGSHIP) == []
    answer = await group.say(f"@huashu_bot {FLAGSHIP}")
    assert answer.raw["message_thread_id"] == 5
    assert "要找领导" in (await group.say("/ask 客户要见领导")).text
    assert "要赔偿" in (await group.say("客户要求赔偿损失", reply_to=answer)).text

    # 36 a forged button does nothing but say so
    assert "过期" in await me.press_data(card, encode(ShowCard("zh", ("zzzzz",))))
    assert "过期" in await me.press_data(card, "DROP TABLE staff")

    # 37 a deep link opens a card
    assert (
        "拍摄" in (await me.say("/start s_filming")).text
        or "录" in (await me.say("/start s_filming")).text
    )


# Too little for a card; which of them leave the matcher unsure changes with what it is taught.
VAGUE = (
    "客户来了",
    "东西不对",
    "这个人怎么说都不行",
    "她不高兴了",
    "又是那件事",
    "有人在前台",
    "怎么回事",
    "客户在等",
)


def _unsure(services: Services) -> str:
    """A description for which the matcher offers choices and shows no card."""
    answers = {text: services.advise.answer(text) for text in VAGUE}
    return next(
        text for text, answer in answers.items() if not answer.advice and len(answer.more) > 1
    )


def _section(text: str, heading: str) -> str:
    """The paragraph under a heading."""
    return next(part for part in text.split("\n\n") if heading in part)


async def test_every_command_answers_in_the_readers_language(talk: Conversation) -> None:
    english = talk.person(8, "en-GB")
    for command in (
        "/start",
        "/help",
        "/about",
        "/browse",
        "/methods",
        "/law",
        "/language",
        "/ask",
    ):
        seen = await english.say(command)
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in seen.lines[0]), command


async def test_categories_lead_to_every_kind(talk: Conversation) -> None:
    me = talk.person()
    kinds = await me.say("/browse")
    assert len(kinds.buttons) == len(Kind)
    for button in kinds.buttons:
        page = await me.press(kinds, button["text"])
        assert page.buttons


async def test_a_card_opened_from_a_list_says_so_when_asked_why(talk: Conversation) -> None:
    me = talk.person()
    card = await me.say("/start s_filming")
    why = await me.press(card, "为什么")
    assert "没有描述可以对照" in why.text


async def test_a_situation_added_by_hand_joins_the_card(talk: Conversation) -> None:
    me = talk.person()
    card = await me.say("客户要见领导")
    codes = tuple(map(code_of, ("demands-leader", "demands-compensation")))
    await me.press_data(card, encode(ShowCard("zh", codes)))
    joined = talk.api.messages[7, card.raw["message_id"]]["text"]
    assert "要赔偿" in joined
    card = Seen(talk.api.messages[7, card.raw["message_id"]])
    assert "您自己选的" in (await me.press(card, "为什么")).text
