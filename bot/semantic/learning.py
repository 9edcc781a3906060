"""Reads the library's own lines with an encoder and learns from them, once per version."""

import asyncio
import json
import logging
import os
import sys
from pathlib import Path

import numpy as np

from bot.semantic.encoder import Encoder, EncoderError
from scripts_library.library import Library
from scripts_library.matcher.meaning import MeaningModel
from scripts_library.matcher.meaning_store import keep_vectors, kept_model, kept_vectors
from scripts_library.matcher.model import Floats

_BATCH = 32  # texts a request; some servers take no more
_BATCH_SECONDS = 60.0

log = logging.getLogger(__name__)


class LearningError(Exception):
    """Nothing was learned; the message says why."""


async def learned(library: Library, encoder: Encoder, folder: Path) -> MeaningModel:
    """The model for the library: kept in the folder, or learned now (minutes).

    What was read so far is kept even when it ends early. Raises EncoderError and LearningError.
    """
    model = await asyncio.to_thread(kept_model, library, encoder.identity, folder)
    if model is None:
        await _read_lines(library, encoder, folder)
        await _learn_apart(library, encoder, folder)
        model = await asyncio.to_thread(kept_model, library, encoder.identity, folder)
        if model is None:
            raise LearningError(f"what was learned is not in {folder}; see the lines above")
        log.warning("The semantic helper has learned this version of the phrase library.")
    return model


async def _read_lines(library: Library, encoder: Encoder, folder: Path) -> None:
    from scripts_library.matcher.learn_meaning import texts_to_read  # noqa: PLC0415 - imports scipy

    texts = await asyncio.to_thread(texts_to_read, library)
    vectors = await asyncio.to_thread(kept_vectors, encoder.identity, folder)
    vectors = {text: vectors[text] for text in texts if text in vectors}
    new = sorted((text for text in texts if text not in vectors), key=len)  # alike ones together
    if not new:
        return
    log.warning(
        "The semantic helper (%s) reads %d lines of the phrase library, once for this version. "
        "This takes minutes; until it is done the plain matcher answers.",
        encoder.name,
        len(new),
    )
    try:
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            rows = await _rows(encoder, batch)
            if vectors and rows.shape[1] != len(next(iter(vectors.values()))):
                vectors.clear()  # another model answers now; what it gave before is worth nothing
                raise EncoderError("embeddings of another length than before; all is read anew")
            vectors.update(zip(batch, rows.astype(np.float16), strict=True))
    finally:
        kept = keep_vectors(vectors, encoder.identity, folder)
    if not kept:
        raise LearningError(f"{folder} cannot be written: set HUASHU_CACHE_DIR")


async def _rows(encoder: Encoder, batch: list[str]) -> Floats:
    try:
        async with asyncio.timeout(_BATCH_SECONDS):
            return await encoder.encode(batch)
    except TimeoutError:
        raise EncoderError(f"no answer within {_BATCH_SECONDS:.0f} s") from None


async def _learn_apart(library: Library, encoder: Encoder, folder: Path) -> None:
    """Learns in a process of its own: answers stay quick, its memory is given back, it can be ended."""
    task = {
        "packs": library.packs,
        "root": str(library.root),
        "encoder": encoder.identity,
        "folder": str(folder),
    }
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        # Its products are small; threads that wait for one another made it ten times slower.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.semantic.learn",
        json.dumps(task),
        stdout=asyncio.subprocess.DEVNULL,
        env=environment,
    )
    try:
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
