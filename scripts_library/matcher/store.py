"""Keeps a trained matcher on disk, under a name made of everything it depends on. No pickle."""

import json
import logging
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import platformdirs

from scripts_library.library import Library
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
    folder = folder or platformdirs.user_cache_path("huashu")
    path = folder / f"matcher-{FORMAT}-{library.fingerprint}.npz"
    model = _read(path)
    if model is not None and model.labels == tuple(sorted(library.situations)):
        return model
    log.warning("Learning the phrase library, once for this version; this takes some seconds.")
    from scripts_library.matcher.train import train  # noqa: PLC0415 - imports scipy

    model = train(library)
    _write(path, model)
    return model


def _write(path: Path, model: Model) -> None:
    text = {
        "labels": model.labels,
        "names": list(model.vocabulary.index),
        "unknown_idf": model.vocabulary.unknown_idf,
        "lines": model.lines,
        "nothing": model.nothing,
        "calibration": {
            key: np.asarray(value).tolist() for key, value in asdict(model.calibration).items()
        },
    }
    arrays = {name: getattr(model, name) for name in _ARRAYS}
    encoded = np.frombuffer(json.dumps(text, ensure_ascii=False).encode(), np.uint8)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, text=encoded, idf=model.vocabulary.idf, **arrays)
        Path(temporary).replace(path)
    except OSError as error:
        log.warning("The trained matcher could not be kept in %s: %s", path.parent, error)


def _read(path: Path) -> Model | None:
    """The kept matcher; None when there is none or the file is damaged."""
    if not path.exists():
        return None
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: file[name] for name in (*_ARRAYS, "idf", "text")}
        return _model(json.loads(arrays.pop("text").tobytes()), arrays)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        log.warning("The kept matcher %s is damaged and is trained anew: %s", path, error)
        return None


def _model(text: dict[str, Any], arrays: dict[str, Any]) -> Model:
    values = text["calibration"]
    index = {name: place for place, name in enumerate(text["names"])}
    return Model(
        labels=tuple(text["labels"]),
        vocabulary=Vocabulary(index, arrays.pop("idf"), text["unknown_idf"]),
        lines=tuple(text["lines"]),
        nothing=tuple(text["nothing"]),
        calibration=Calibration(
            weights=np.array(values["weights"], np.float32),
            intercept=values["intercept"],
            gate_weights=np.array(values["gate_weights"], np.float32),
            gate_intercept=values["gate_intercept"],
            sure=values["sure"],
            offer=values["offer"],
        ),
        **arrays,
    )
