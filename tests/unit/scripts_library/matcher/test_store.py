import logging
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from scripts_library.library import Library
from scripts_library.matcher import descent
from scripts_library.matcher import train as training
from scripts_library.matcher.engine import Matcher, build_matcher
from scripts_library.matcher.model import Floats
from scripts_library.matcher.store import cache_folder, trained
from tests.builders import small_library


@pytest.fixture
def small(tmp_path: Path) -> Library:
    return small_library(tmp_path / "packs")


def test_a_matcher_is_trained_once_and_read_the_next_time(
    small: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = trained(small, tmp_path / "cache")
    monkeypatch.setattr(training, "train", lambda library: pytest.fail("trained again"))
    again = trained(small, tmp_path / "cache")
    assert again.labels == first.labels
    assert np.array_equal(again.weights, first.weights)
    assert again.calibration.sure == first.calibration.sure
    answers = [Matcher(small, model).match("客户大吵大闹要退钱") for model in (first, again)]
    assert answers[0] == answers[1]


def test_training_is_deterministic(small: Library) -> None:
    assert np.array_equal(training.train(small).weights, training.train(small).weights)


@pytest.mark.parametrize("damage", [b"", b"not an archive", b"PK\x03\x04broken"])
def test_a_damaged_file_is_trained_anew(small: Library, tmp_path: Path, damage: bytes) -> None:
    trained(small, tmp_path / "cache")
    (path,) = (tmp_path / "cache").iterdir()
    path.write_bytes(damage)
    assert build_matcher(small, tmp_path / "cache").match("停电了").situations[0].id == "outage"


def test_a_folder_that_cannot_be_written_costs_only_the_keeping(
    small: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING):
        model = trained(small, tmp_path / "file" / "cache")
    assert model.labels == tuple(sorted(small.situations))
    assert "could not be kept" in caplog.text


def test_a_training_that_learned_nothing_is_refused(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def idle(matrix: csr_matrix, held: np.ndarray, known: np.ndarray) -> tuple[Floats, Floats]:
        labels = held.shape[1]
        return np.zeros((matrix.shape[1], labels), np.float32), np.zeros(labels, np.float32)

    monkeypatch.setattr(descent, "fit", idle)
    with pytest.raises(training.TrainingError, match="taught lines are known"):
        training.train(small)


def test_without_a_folder_the_users_cache_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder().name == "huashu"
