"""Named arrays and plain data in one file on disk: whole or not at all, and no pickle."""

import json
import logging
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

_TEXT = "text"

Made = TypeVar("Made")

log = logging.getLogger(__name__)


def keep(path: Path, data: Any, arrays: Mapping[str, NDArray[Any]]) -> bool:
    """Keeps JSON data and arrays under the path; False, and a line in the log, when it cannot."""
    encoded = np.frombuffer(json.dumps(data, ensure_ascii=False).encode(), np.uint8)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            every: dict[str, Any] = {_TEXT: encoded, **arrays}
            np.savez(file, **every)
        Path(temporary).replace(path)
    except OSError as error:
        log.warning("%s could not be kept: %s", path, error)
        return False
    return True


def read(
    path: Path, names: Sequence[str], make: Callable[[Any, dict[str, Any]], Made]
) -> Made | None:
    """What `make` makes of the data and the arrays of these names; None when there is no file or it
    is damaged.
    """
    if not path.exists():
        return None
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: file[name] for name in names}
            return make(json.loads(file[_TEXT].tobytes()), arrays)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        log.warning("%s is damaged and is made anew: %s", path, error)
        return None
