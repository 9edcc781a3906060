"""Keeps what was learned from embeddings on disk, and the embeddings of the library's own lines.

A model stands under the library's fingerprint and the encoder's identity; embeddings under the
encoder's identity alone, so that an edited library has only its new lines read. No pickle, and
nothing of what anybody asked.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scripts_library.library import Library
from scripts_library.matcher import store
from scripts_library.matcher.kept import keep, read
from scripts_library.matcher.meaning import MeaningModel

# Raise when the learning or the file's layout change; and when what is read or how it is kept does.
_MODEL_FORMAT, _VECTORS_FORMAT = 2, 1
_ARRAYS = ("centre", "weights", "bias")


def kept_model(library: Library, encoder: str, folder: Path) -> MeaningModel | None:
    """The model kept for the library and the encoder's identity; None when there is none."""
    model = read(_model_path(library, encoder, folder), _ARRAYS, _model)
    return model if model and model.labels == tuple(sorted(library.situations)) else None


def keep_model(model: MeaningModel, library: Library, encoder: str, folder: Path) -> bool:
    """Keeps the model; False when it cannot."""
    calibration = store.calibration_data(model.calibration)
    data = {"labels": model.labels, "calibration": calibration}
    arrays = {name: getattr(model, name) for name in _ARRAYS}
    return keep(_model_path(library, encoder, folder), data, arrays)


def kept_vectors(encoder: str, folder: Path) -> dict[str, NDArray[np.float16]]:
    """The embeddings kept for the encoder's identity, by text."""
    return read(_vectors_path(encoder, folder), ("vectors",), _vectors) or {}


def keep_vectors(vectors: Mapping[str, NDArray[np.float16]], encoder: str, folder: Path) -> bool:
    """Keeps embeddings of one length, in the place of those kept before; False when it cannot."""
    rows = np.stack(list(vectors.values())) if vectors else np.zeros((0, 0), np.float16)
    return keep(_vectors_path(encoder, folder), list(vectors), {"vectors": rows})


def _model_path(library: Library, encoder: str, folder: Path) -> Path:
    return folder / f"meaning-{store.FORMAT}.{_MODEL_FORMAT}-{library.fingerprint}-{encoder}.npz"


def _vectors_path(encoder: str, folder: Path) -> Path:
    return folder / f"vectors-{_VECTORS_FORMAT}-{encoder}.npz"


def _model(data: dict[str, Any], arrays: dict[str, Any]) -> MeaningModel:
    calibration = store.calibration_of(data["calibration"])
    return MeaningModel(labels=tuple(data["labels"]), calibration=calibration, **arrays)


def _vectors(texts: list[str], arrays: dict[str, Any]) -> dict[str, NDArray[np.float16]]:
    return dict(zip(texts, arrays["vectors"], strict=True))
