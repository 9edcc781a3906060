from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts_library.library import Library
from scripts_library.matcher.engine import Matcher
from scripts_library.matcher.explain import explain
from scripts_library.matcher.learn_meaning import learn, texts_to_read
from scripts_library.matcher.meaning import (
    LONGEST,
    Meaning,
    MeaningModel,
    hear,
    readings,
)
from scripts_library.matcher.meaning_store import keep_model, keep_vectors, kept_model, kept_vectors
from scripts_library.matcher.model import Floats
from scripts_library.matcher.train import train
from tests.builders import SMALL, small_library
from tests.fakes.embeddings import hashed

Understand = Callable[[str], Meaning]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def matcher(small: Library) -> Matcher:
    return Matcher(small, train(small))


@pytest.fixture(scope="module")
def vectors(small: Library) -> dict[str, np.ndarray]:
    return {text: hashed(text).astype(np.float16) for text in texts_to_read(small)}


@pytest.fixture(scope="module")
def model(small: Library, vectors: dict[str, np.ndarray]) -> MeaningModel:
    return learn(small, vectors)


@pytest.fixture(scope="module")
def understand(model: MeaningModel) -> Understand:
    return lambda text: hear(model, rows(text))


def rows(text: str) -> Floats:
    return np.stack([hashed(reading) for reading in readings(text)])


def test_the_whole_is_read_and_then_its_clauses() -> None:
    assert readings("客户大吵大闹，要退钱") == ["客户大吵大闹,要退钱", "客户大吵大闹", "要退钱"]
    assert readings("要退钱") == ["要退钱"]
    assert readings("停电，停电") == ["停电,停电", "停电"]


@pytest.mark.parametrize("text", ["", "   ", "😀", "嗯"])
def test_nothing_is_read_where_nothing_is_said(text: str) -> None:
    assert readings(text) == []


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("电话13800138000没人接", "电话#没人接"),
        ("电话138-0013-8000没人接", "电话#没人接"),
        ("电话１３８００１３８０００没人接", "电话#没人接"),
        ("户号0612 3456 78停电", "户号#停电"),
        ("身份证11010519491231002X丢了", "身份证#丢了"),
        ("mail wang.li@example.org please", "mail # "),
        ("要打12345，电话95598", "要打12345"),
        ("电费多了3000块", "电费多了3000块"),
    ],
)
def test_long_numbers_and_mail_addresses_are_struck_out(said: str, read: str) -> None:
    whole = readings(said)[0]
    assert whole.startswith(read.strip())
    assert "8000" not in whole
    assert "@" not in whole


@given(st.text(max_size=3000))
def test_what_is_read_is_bounded_whatever_is_said(text: str) -> None:
    found = readings(text)
    assert len(found) <= 12
    # A ligature may become several letters; nothing grows more than eighteenfold.
    assert all(len(reading) <= 18 * LONGEST for reading in found)


def test_learning_is_deterministic_and_more_evidence_is_never_less(
    small: Library, vectors: dict[str, np.ndarray], model: MeaningModel
) -> None:
    again = learn(small, vectors)
    assert np.array_equal(again.weights, model.weights)
    assert again.calibration.sure == model.calibration.sure
    assert len(model.calibration.weights) == len(train(small).calibration.weights) + 2
    assert (model.calibration.weights >= 0).all()
    assert model.calibration.weights[-2:].sum() > 0


def test_an_encoder_that_says_the_same_of_everything_breaks_nothing(
    small: Library, matcher: Matcher
) -> None:
    same = learn(small, {text: np.zeros(8, np.float16) for text in texts_to_read(small)})
    for lines in SMALL.values():
        meaning = hear(same, np.zeros((1, 8), np.float32))
        found = matcher.match(lines[0], meaning).situations
        assert found[0].id == matcher.match(lines[0]).situations[0].id
        assert 0 < found[0].confidence <= 1


def test_it_knows_what_it_was_taught(understand: Understand) -> None:
    for text, name in (("客户大吵大闹", "shouting"), ("突然断电", "outage"), ("退钱", "refund")):
        heard = understand(text)
        assert heard.model.labels[int(heard.scores[:, 1].argmax())] == name


def test_a_meaning_makes_a_situation_surer_that_its_words_do_not(
    matcher: Matcher, understand: Understand
) -> None:
    text = "黑灯瞎火"  # to the encoder it means that there is no power
    alone = matcher.match(text).situations[0]
    helped = matcher.match(text, understand(text)).situations[0]
    assert alone.id == helped.id == "outage"
    assert helped.confidence > alone.confidence


def test_a_clause_is_heard_beside_another(understand: Understand) -> None:
    together = understand("今天天气很好，客户大吵大闹")
    alone = understand("客户大吵大闹")
    label = alone.model.labels.index("shouting")
    assert together.scores[label, 1] >= alone.scores[label, 1] - 1e-5
    assert together.scores[label, 0] < alone.scores[label, 0]


def test_without_a_meaning_nothing_changes(matcher: Matcher, understand: Understand) -> None:
    text = "客户大吵大闹要退钱"
    before = matcher.match(text)
    matcher.match(text, understand(text))
    assert matcher.match(text) == matcher.match(text, None) == before


def test_a_meaning_of_another_library_is_not_listened_to(
    matcher: Matcher, understand: Understand
) -> None:
    text = "黑灯瞎火"
    meaning = understand(text)
    other = Meaning(replace(meaning.model, labels=("a", "b", "c")), meaning.scores)
    assert matcher.match(text, other) == matcher.match(text)
    assert explain(matcher, text, other) == explain(matcher, text)


def test_the_explanation_has_its_share(matcher: Matcher, understand: Understand) -> None:
    text = "黑灯瞎火"
    assert all(reasons.meaning is None for reasons in explain(matcher, text).situations)
    meaning = understand(text)
    explanation = explain(matcher, text, meaning)
    first = explanation.situations[0]
    weights = meaning.model.calibration.weights[-2:]
    scores = meaning.scores[meaning.model.labels.index(first.hit.id)]
    assert first.meaning == pytest.approx(weights @ scores, abs=0.01)
    assert weights @ scores > 0
    assert explanation.sure == meaning.model.calibration.sure
    assert explanation.offer == meaning.model.calibration.offer


def test_embeddings_of_another_model_are_refused(model: MeaningModel) -> None:
    with pytest.raises(ValueError, match="65 numbers instead of 64"):
        hear(model, np.ones((1, 65), np.float32))


@given(st.lists(st.floats(-1e6, 1e6, width=32), min_size=64, max_size=64))
def test_no_embedding_speaks_louder_than_the_bound(model: MeaningModel, row: list[float]) -> None:
    scores = hear(model, np.array([row], np.float32)).scores
    assert np.isfinite(scores).all()
    assert np.abs(scores).max() <= 8


def test_what_was_learned_is_kept_for_its_library_and_encoder(
    small: Library, model: MeaningModel, tmp_path: Path
) -> None:
    assert kept_model(small, "a", tmp_path) is None
    assert keep_model(model, small, "a", tmp_path)
    kept = kept_model(small, "a", tmp_path)
    assert kept
    assert np.array_equal(kept.weights, model.weights)
    assert kept.labels == model.labels
    assert kept_model(small, "b", tmp_path) is None
    assert kept_model(replace(small, fingerprint="other"), "a", tmp_path) is None
    assert kept_model(replace(small, situations={}), "a", tmp_path) is None


def test_embeddings_are_kept_for_their_encoder(
    vectors: dict[str, np.ndarray], tmp_path: Path
) -> None:
    assert kept_vectors("a", tmp_path) == {}
    assert keep_vectors(vectors, "a", tmp_path)
    kept = kept_vectors("a", tmp_path)
    assert list(kept) == list(vectors)
    assert all(np.array_equal(kept[text], vectors[text]) for text in vectors)
    assert keep_vectors({}, "a", tmp_path)
    assert kept_vectors("a", tmp_path) == {}
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"broken")
    assert kept_vectors("a", tmp_path) == {}
    assert not keep_vectors(vectors, "a", path / "below a file")
