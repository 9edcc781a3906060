"""The built-in library proves itself: one test per situation, rule and claim about the whole."""

import datetime
from collections import Counter
from collections.abc import Iterator

import pytest

from scripts_library.advice import MAX_SAY_EN, MAX_SAY_ZH, Setting, compose, spoken_size
from scripts_library.library import Library
from scripts_library.loader import PACKS, Loaded, required_ids
from scripts_library.matcher.engine import Matcher
from scripts_library.models import LANGUAGES, Kind, Language, Stage, code_of
from scripts_library.proof import check
from scripts_library.text import normalise
from scripts_library.variables import FALLBACKS

REQUIRED, _ = required_ids(("common", "power", "telecom", "heating"), PACKS)


def test_library_check_finds_nothing(loaded: Loaded, matcher: Matcher) -> None:
    result = check(loaded, matcher, datetime.date(2026, 11, 24))
    assert [str(problem) for problem in result.problems] == []


@pytest.mark.parametrize("name", REQUIRED)
def test_every_required_situation_is_complete(name: str, library: Library) -> None:
    entry = library.situations[name]
    assert len(entry.says.zh) >= 20
    assert len(entry.says.en) >= 10
    assert len(entry.proof.finds.zh) >= 3
    assert len(entry.proof.finds.en) >= 2
    assert entry.proof.refuses.zh
    assert all(entry.scripts.at(stage) for stage in Stage)
    assert sum(s.use == "opening" and not s.channels for s in entry.scripts.contact) >= 2
    assert len(entry.landmines) >= 3
    assert 3 <= len(entry.next_steps) <= 6
    assert entry.escalate_when
    assert entry.needs
    assert entry.sources
    assert entry.review


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REQUIRED)
def test_every_card_is_short_and_without_braces(
    name: str, language: Language, library: Library
) -> None:
    for stage in Stage:
        advice = compose(library, [name], Setting(language), stage=stage)
        texts = [say.text for say in advice.say] + [step.text for step in advice.steps]
        assert advice.say
        assert not any(set(text) & set("{}") for text in texts)
    limit = MAX_SAY_ZH if language == "zh" else MAX_SAY_EN
    now = compose(library, [name], Setting(language))
    assert sum(spoken_size(say.text, language) for say in now.say) <= limit


def test_proof_lines_are_not_taught(library: Library) -> None:
    taught = {
        normalise(line.text)
        for entry in library.situations.values()
        for language in LANGUAGES
        for line in entry.says.in_language(language)
    }
    proofs = [
        text
        for entry in library.situations.values()
        for language in LANGUAGES
        for text in entry.proof.finds.in_language(language)
    ]
    assert [text for text in proofs if normalise(text) in taught] == []


def test_every_proof_line_is_offered_and_most_are_sure(library: Library, matcher: Matcher) -> None:
    sure = total = 0
    for entry in library.situations.values():
        for language in LANGUAGES:
            for text in entry.proof.finds.in_language(language):
                sure += entry.id in [hit.id for hit in matcher.match(text).situations]
                total += 1
    assert sure >= total * 0.8, f"{sure} of {total}"


def _openings(library: Library, language: Language) -> Iterator[str]:
    for entry in library.situations.values():
        for script in entry.scripts.contact:
            if script.use == "opening":
                yield script.text.in_language(language)


def test_openings_do_not_all_begin_alike(library: Library) -> None:
    begins = Counter(text[:10] for text in _openings(library, "zh"))
    assert [begin for begin, count in begins.items() if count > 3] == []


def test_short_codes_name_one_entry_each(library: Library) -> None:
    for entries in (library.situations, library.methods, library.regulations):
        codes = Counter(map(code_of, entries))
        assert [code for code, count in codes.items() if count > 1] == []


def test_all_variables_and_kinds_are_in_use(library: Library) -> None:
    texts = " ".join(
        script.text.in_language("zh")
        for entry in library.situations.values()
        for stage in Stage
        for script in entry.scripts.at(stage)
    )
    assert [name for name in FALLBACKS if f"{{{name}}}" not in texts] == []
    assert all(library.of_kind(kind) for kind in Kind)


def test_methods_and_rules_are_referred_to_by_situations(library: Library) -> None:
    used = {name for entry in library.situations.values() for name in entry.landmines}
    assert used <= set(library.rules)
    cited = {
        script.method
        for entry in library.situations.values()
        for stage in Stage
        for script in entry.scripts.at(stage)
        if script.method
    }
    assert cited <= set(library.methods)
