"""Cards for situations that hold at once: one person speaks, once, and no step stands there twice."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from scripts_library.advice import (
    MAX_SAY,
    MAX_SAY_EN,
    MAX_SAY_ZH,
    Advice,
    Setting,
    compose,
    spoken_size,
)
from scripts_library.library import Library
from scripts_library.models import LANGUAGES, Channel, Language
from scripts_library.text import normalise
from scripts_library.variables import fill

_LISTED: dict[str, list[list[str]]] = yaml.safe_load(
    Path(__file__).with_name("combinations.yaml").read_text(encoding="utf-8")
)
PAIRS, TRIPLES = _LISTED["pairs"], _LISTED["triples"]
COMBINATIONS = PAIRS + TRIPLES

_APOLOGY = re.compile(r"对不起|对不住|抱歉|道歉|不好意思|\bsorry\b|\bapolog", re.IGNORECASE)
_GREETING = re.compile(
    r"[您你]好(?!几)|欢迎|早上好|下午好|\bhello\b|\bhi\b|\bwelcome\b(?! to)|\bgood (?:morning|afternoon)",
    re.IGNORECASE,
)
_MANAGER = re.compile(r"值班负责人|the duty manager")
_CLAUSE_END = re.compile(r"[，。；：！？、,.;:!?\n“”\"]+")
_ALIKE_FROM = 6  # characters: shorter clauses, such as "您说", may come again

of_several = pytest.mark.parametrize("ids", COMBINATIONS, ids="+".join)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def cards(library: Library, ids: list[str], language: Language) -> Iterator[Advice]:
    """The card in every wording there is, wherever it is said."""
    for channel in (None, *Channel):
        setting = Setting(language, channel)
        first = compose(library, ids, setting)
        yield first
        for wording in range(1, first.wordings):
            yield compose(library, ids, setting, wording=wording)


def spoken(card: Advice) -> str:
    return "\n".join(say.text for say in card.say)


def repeated(texts: list[str]) -> list[str]:
    counts = Counter(normalise(text) for text in texts)
    return [text for text, count in counts.items() if count > 1]


def test_the_list_names_60_pairs_and_20_triples(library: Library) -> None:
    assert (len(PAIRS), len(TRIPLES)) == (60, 20)
    assert all(len(set(ids)) == 2 for ids in PAIRS)
    assert all(len(set(ids)) == 3 for ids in TRIPLES)
    assert len({frozenset(ids) for ids in COMBINATIONS}) == len(COMBINATIONS)
    assert {name for ids in COMBINATIONS for name in ids} <= set(library.situations)


@pytest.mark.parametrize("pack", ["power", "telecom", "heating"])
def test_every_trade_is_among_the_combinations(pack: str, library: Library) -> None:
    owned = {
        name
        for name, entry in library.situations.items()
        if entry.review and entry.review.owner == pack
    }
    assert sum(not owned.isdisjoint(ids) for ids in COMBINATIONS) >= 8


@in_each_language
@of_several
def test_one_person_speaks(ids: list[str], language: Language, library: Library) -> None:
    for card in cards(library, ids, language):
        text = spoken(card)
        assert len(_APOLOGY.findall(text)) <= 1, text
        assert len(_GREETING.findall(text)) <= 1, text
        assert len(re.findall(r"[?？]", text)) <= 1, text
        assert len(_MANAGER.findall(text)) <= 1, text
        clauses = [clause.strip() for clause in _CLAUSE_END.split(text)]
        assert repeated([clause for clause in clauses if len(clause) >= _ALIKE_FROM]) == [], text


@of_several
def test_nobody_on_the_phone_is_offered_a_seat(ids: list[str], library: Library) -> None:
    setting = Setting("zh", Channel.PHONE)
    for wording in range(compose(library, ids, setting).wordings):
        text = spoken(compose(library, ids, setting, wording=wording))
        assert not re.search(r"请坐|坐下|坐着|到旁边|到这边|给您倒", text), text


@in_each_language
@of_several
def test_what_to_say_fits_in_one_breath(
    ids: list[str], language: Language, library: Library
) -> None:
    limit = MAX_SAY_ZH if language == "zh" else MAX_SAY_EN
    for card in cards(library, ids, language):
        assert 1 <= len(card.say) <= MAX_SAY
        assert sum(spoken_size(say.text, language) for say in card.say) <= limit, spoken(card)


@of_several
def test_each_situation_says_something_unless_safety_comes_first(
    ids: list[str], library: Library
) -> None:
    for card in cards(library, ids, "zh"):
        if not card.safety:
            assert {say.situation for say in card.say} == set(ids), spoken(card)


@in_each_language
@of_several
def test_no_two_steps_are_alike(ids: list[str], language: Language, library: Library) -> None:
    card = compose(library, ids, Setting(language))
    texts = [step.text for step in card.steps]
    assert repeated(texts) == []
    keys = {
        fill(step.do.in_language(language), language, {}): step.key
        for entry in card.situations
        for step in entry.next_steps
    }
    shown = [key for text in texts if (key := keys.get(text))]
    assert repeated(shown) == []
