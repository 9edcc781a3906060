import pytest
from rich.cells import cell_len

from bot.replies.answer import answer_reply, card_reply
from bot.replies.browse import method_reply, methods_reply, regulation_reply
from bot.replies.plain import draw
from bot.replies.reply import Block, Line, Reply, Role
from bot.services.advise import Answer
from bot.services.catalog import Services
from handlers.send import as_html, keyboard
from scripts_library.knowledge import Method, Regulation
from scripts_library.matcher.engine import Match
from scripts_library.models import Kind, Text

FLAGSHIP = {
    "zh": "客户在大厅大吵大闹，要见领导，还要赔偿",
    "en": "customer shouting, asks for the leader, wants compensation",
}


def card(services: Services, text: str, *, short: bool = False) -> Reply:
    answer = services.advise.answer(text)
    return answer_reply(
        answer,
        values=services.advise.values,
        kinds=services.browse.kinds(),
        method_name=services.browse.name_of,
        short=short,
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_sentence_to_say_stands_within_six_lines_of_forty(
    services: Services, language: str
) -> None:
    lines = draw(card(services, FLAGSHIP[language]), width=40, colour=False).splitlines()
    first = next(i for i, line in enumerate(lines, 1) if line.startswith(("「", "“")))
    assert first <= 6


def test_a_card_keeps_the_order_of_the_design(services: Services) -> None:
    text = draw(card(services, FLAGSHIP["zh"]), width=80, colour=False)
    places = [
        text.index(part)
        for part in ("情绪激动", "先处理心情", "现在就说", "别说 → 改说", "下一步", "出现任何一种")
    ]
    assert places == sorted(places)
    assert 1 <= text.count("「") <= 3
    assert text.split("下一步")[0].count("✗") <= 4


def test_a_safety_card_opens_with_what_protects_people(services: Services) -> None:
    reply = card(services, "客户要打人，还骂人，要赔偿")
    text = draw(reply, width=60, colour=False, closed=True)
    assert text.index("先做这几件") < text.index("现在就说")
    assert "上报" in reply.buttons[0][0].label
    assert len(reply.buttons[0]) == 1
    assert "别说" not in text  # folded away


def test_a_chinese_card_holds_no_english_word(services: Services) -> None:
    text = draw(card(services, FLAGSHIP["zh"]), width=60, colour=False)
    assert not [letter for letter in text if letter.isascii() and letter.isalpha()]


def test_a_short_card_has_one_line_a_section(services: Services) -> None:
    reply = card(services, FLAGSHIP["zh"], short=True)
    lines = [line for block in reply.blocks for line in block.lines]
    assert len(lines) <= 7


def test_every_sentence_has_its_own_copy_button(services: Services) -> None:
    answer = services.advise.answer(FLAGSHIP["zh"])
    assert answer.advice
    reply = card(services, FLAGSHIP["zh"])
    copied = [button.copy for row in reply.buttons for button in row if button.copy]
    assert copied == [say.text for say in answer.advice.say]


def test_unsure_offers_at_most_four_and_a_way_out(services: Services) -> None:
    entries = [services.browse.situations(kind)[0] for kind in services.browse.kinds()]
    answer = Answer("zh", Match(), None, tuple(entries))
    reply = answer_reply(answer, values={}, kinds=[], method_name=lambda name, language: "")
    assert len(reply.buttons) == 5
    assert reply.buttons[-1][0].label == "都不是"


def test_methods_that_the_sentences_use_are_named(services: Services) -> None:
    situation = next(
        entry
        for entry in services.browse.situations(Kind.DEMAND)
        if entry.scripts.contact[0].method
    )
    reply = card_reply(
        services.advise.compose([situation.id], "zh"),
        values={},
        method_name=services.browse.name_of,
    )
    assert "方法" in draw(reply, width=80, colour=False)


def test_an_unverified_regulation_is_marked_and_protected() -> None:
    law = Regulation(
        id="x", title=Text(zh="某法"), says=Text(zh="3 日"), quotable=True, verified=False
    )
    reply = regulation_reply(law, "zh")
    assert reply.internal
    assert "原文未核实" in draw(reply, width=80, colour=False)
    open_law = law.model_copy(update={"verified": True})
    assert not regulation_reply(open_law, "zh").internal


def test_a_method_of_our_own_says_so() -> None:
    method = Method(
        id="x", name=Text(zh="法"), steps=(Text(zh="一"),), when=Text(zh="时"), origin="ours"
    )
    assert "本库定义" in draw(method_reply(method, None, "zh"), width=80, colour=False)
    assert methods_reply([method], "zh").buttons[0][0].label == "法"


def long_reply(size: int) -> Reply:
    head = Block((Line("题", Role.TITLE),))
    body = Block(tuple(Line("字" * 100) for _ in range(size)))
    folded = Block(tuple(Line("折" * 100) for _ in range(30)), folded=True)
    return Reply((head, body, folded))


def test_a_reply_over_the_limit_drops_what_is_folded_first() -> None:
    assert "折" in as_html(long_reply(5))
    html = as_html(long_reply(30))
    assert "折" not in html
    assert "字" in html


def test_html_is_escaped_and_a_reply_without_buttons_has_no_keyboard() -> None:
    assert (
        as_html(Reply((Block((Line("<b> & {x}", Role.TITLE),)),))) == "<b>&lt;b&gt; &amp; {x}</b>"
    )
    assert keyboard(()) is None


def test_drawing_in_colour_shows_the_same_words(services: Services) -> None:
    reply = card(services, FLAGSHIP["zh"])
    coloured = draw(reply, width=60, colour=True)
    assert "\x1b[" in coloured
    assert "\x1b[" not in draw(reply, width=60, colour=False)


def test_no_line_is_wider_than_the_terminal(services: Services) -> None:
    for text in FLAGSHIP.values():
        drawn = draw(card(services, text), width=40, colour=False)
        assert max(map(cell_len, drawn.splitlines())) <= 40
