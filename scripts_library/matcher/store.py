"""Keeps a trained matcher on disk, under a name made of everything it depends on. No pickle."""

import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from scripts_library.library import Library
from scripts_library.matcher.kept import keep, read
from scripts_library.matcher.model import Calibration, Model, Vocabulary

# Raise when features, training or the file's layout change: an older file is then not used.
FORMAT = 7
_ARRAYS = (
    "weights",
    "bias",
    "posting_starts",
    "posting_lines",
    "posting_values",
    "label_starts",
    "label_places",
)

log = logging.getLogger(__name__)


def trained(library: Library, folder: Path | None = None) -> Model:
    """The matcher for the library: read from disk, or trained now (some seconds) and kept."""
    folder = folder or cache_folder()
    path = folder / f"matcher-{FORMAT}-{library.fingerprint}.npz"
    model = read(path, (*_ARRAYS, "idf"), _model)
    if model is not None and model.labels == tuple(sorted(library.situations)):
        return model
    log.warning("Learning the phrase library, once for this version; this takes some seconds.")
    from scripts_library.matcher.train import train  # noqa: PLC0415 - imports scipy

    model = train(library)
    _write(path, model)
    return model


def cache_folder() -> Path:
    """Where what was learned is kept when nothing else is said."""
    return platformdirs.user_cache_path("huashu")


def _write(path: Path, model: Model) -> None:
    text = {
        "labels": model.labels,
        "names": list(model.vocabulary.index),
        "unknown_idf": model.vocabulary.unknown_idf,
        "lines": model.lines,
        "nothing": model.nothing,
        "calibration": calibration_data(model.calibration),
    }
    arrays = {name: getattr(model, name) for name in _ARRAYS}
    keep(path, text, {"idf": model.vocabulary.idf, **arrays})


def _model(text: dict[str, Any], arrays: dict[str, Any]) -> Model:
    index = {name: place for place, name in enumerate(text["names"])}
    return Model(
        labels=tuple(text["labels"]),
        vocabulary=Vocabulary(index, arrays.pop("idf"), text["unknown_idf"]),
        lines=tuple(text["lines"]),
        nothing=tuple(text["nothing"]),
        calibration=calibration_of(text["calibration"]),
        **arrays,
    )


def calibration_data(calibration: Calibration) -> dict[str, Any]:
    """The calibration as JSON data."""
    return {key: np.asarray(value).tolist() for key, value in asdict(calibration).items()}


def calibration_of(data: dict[str, Any]) -> Calibration:
    """The calibration from its data."""
    return Calibration(
        weights=np.array(data["weights"], np.float32),
        intercept=data["intercept"],
        gate_weights=np.array(data["gate_weights"], np.float32),
        gate_intercept=data["gate_intercept"],
        sure=data["sure"],
        offer=data["offer"],
    )
