"""Embeddings from an ONNX model in a folder of this machine: model.onnx and tokenizer.json."""

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from bot.semantic.encoder import EncoderError
from scripts_library.matcher.model import Floats

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
_MOST_PIECES = 512  # what usual encoders can read, when the tokenizer does not say
_ALIKE = 1.5  # times longer
_PADDING = ("[PAD]", "<pad>")
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class FolderError(Exception):
    """The folder holds no model that can be used; the message says why."""


class OnnxFolder:
    """An encoder on this machine: the mean of the last hidden states over the text.

    Raises FolderError. It works in one thread of its own, one question after the other.
    """

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.identity = _identity(folder)
        self._session, self._tokenizer = _load(folder)
        self._types = {
            value.name: np.int32 if value.type == "tensor(int32)" else np.int64
            for value in self._session.get_inputs()
        }
        padding = (self._tokenizer.token_to_id(name) for name in _PADDING)
        self._padding = next((place for place in padding if place is not None), 0)
        self._output = _hidden(self._session)
        if unknown := sorted(set(self._types) - set(_INPUTS)):
            raise FolderError(f"{MODEL} asks for {', '.join(unknown)}, which a text does not have")
        self._thread = ThreadPoolExecutor(1, "encoder")

    async def encode(self, texts: Sequence[str]) -> Floats:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._encode, list(texts))

    async def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _encode(self, texts: list[str]) -> Floats:
        try:
            read = self._tokenizer.encode_batch(texts)
            rows: list[Any] = [None] * len(texts)
            for group in _alike([len(one.ids) for one in read]):
                for place, row in zip(group, self._run([read[i] for i in group]), strict=True):
                    rows[place] = row
        except Exception as error:  # noqa: BLE001 - neither library has an error of its own
            raise EncoderError(f"the model failed ({type(error).__name__})") from None
        means = np.stack(rows)
        if not np.isfinite(means).all():
            raise EncoderError("the model answers with numbers that are none")
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        return np.asarray(means / np.where(lengths > 0, lengths, 1), np.float32)

    def _run(self, read: list[Any]) -> Floats:
        """The mean of the hidden states of each text, over its own pieces."""
        longest = max(len(one.ids) for one in read)
        ids, mask, kinds = (
            np.full((len(read), longest), self._padding),
            *np.zeros((2, len(read), longest), np.int64),
        )
        for row, one in enumerate(read):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
            kinds[row, : len(one.ids)] = one.type_ids
        values = {"input_ids": ids, "attention_mask": mask, "token_type_ids": kinds}
        feed = {name: values[name].astype(kind) for name, kind in self._types.items()}
        (hidden,) = self._session.run([self._output], feed)
        pieces = np.maximum(mask.sum(axis=1, keepdims=True), 1)
        return np.asarray((hidden * mask[:, :, None]).sum(axis=1) / pieces, np.float32)


def _alike(lengths: list[int]) -> Iterator[list[int]]:
    """Places of texts of about one length: filling short ones up costs more than asking twice."""
    group: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and lengths[place] > _ALIKE * lengths[group[0]] + 1:
            yield group
            group = []
        group.append(place)
    yield group


def _identity(folder: Path) -> str:
    """A hash of what is in the folder, the weights that stand outside the model's file included."""
    whole = hashlib.sha256()
    for path in sorted((folder / TOKENIZER, *folder.glob(f"{MODEL}*"))):
        try:
            with path.open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise FolderError(f"cannot read {path}: {error.strerror}") from error
    return whole.hexdigest()[:16]


def _load(folder: Path) -> tuple[Any, Any]:
    try:
        import onnxruntime  # noqa: PLC0415 - an extra, and half a second
        from tokenizers import Tokenizer  # noqa: PLC0415
    except ImportError:
        raise FolderError("a folder needs the extra: pip install 'huashu[semantic]'") from None
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # its own lines on standard error say nothing that we do not
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = onnxruntime.InferenceSession(
            folder / MODEL, options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise FolderError(f"{folder / MODEL} is no ONNX model that can be read") from error
    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as error:
        raise FolderError(f"{folder / TOKENIZER} is no tokenizer that can be read") from error
    tokenizer.no_padding()
    if tokenizer.truncation is None:
        tokenizer.enable_truncation(_MOST_PIECES)
    return session, tokenizer


def _hidden(session: Any) -> str:
    """The name of the output that has a row of numbers for every piece of every text."""
    outputs = [value.name for value in session.get_outputs() if len(value.shape) == 3]  # noqa: PLR2004
    if not outputs:
        raise FolderError(f"{MODEL} gives no hidden states (texts x pieces x numbers)")
    return "last_hidden_state" if "last_hidden_state" in outputs else str(outputs[0])
