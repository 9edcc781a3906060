"""Embeddings over HTTP, from whatever speaks as OpenAI's /v1/embeddings does."""

import hashlib
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import httpx
import numpy as np
from pydantic import BaseModel, FiniteFloat, SecretStr, ValidationError

from bot.semantic.encoder import EncoderError
from scripts_library.matcher.model import Floats

_IDLE_SECONDS = 120.0  # connections wait for the next question; a new one costs most of its time
_SILENT_SECONDS = 60.0  # the caller's limit is nearer


class _Row(BaseModel):
    index: int = 0  # without one, the order of the answer counts
    embedding: list[FiniteFloat]


class _Answer(BaseModel):
    data: list[_Row]


class Endpoint:
    """An encoder behind a URL. Redirects are not followed: they would carry the texts elsewhere."""

    def __init__(self, url: str, model: str, key: SecretStr | None = None) -> None:
        self._url, self._model = embeddings_url(url), model
        self.name = f"{model} at {httpx.URL(url).host}"
        self.identity = hashlib.sha256(f"{self._url}\n{model}".encode()).hexdigest()[:16]
        headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=_SILENT_SECONDS,
            follow_redirects=False,
            limits=httpx.Limits(keepalive_expiry=_IDLE_SECONDS),
        )

    async def encode(self, texts: Sequence[str]) -> Floats:
        body = {"model": self._model, "input": list(texts)}
        try:
            response = await self._client.post(self._url, json=body)
        except httpx.HTTPError as error:
            # Its words may hold the URL; its name says enough.
            raise EncoderError(f"no answer ({type(error).__name__})") from None
        if response.status_code != HTTPStatus.OK:
            raise EncoderError(f"answer {response.status_code}")
        return _rows(response.content, len(texts))

    async def close(self) -> None:
        await self._client.aclose()


def embeddings_url(url: str) -> str:
    """The address to ask: the one given when it ends in /embeddings, else that path below it."""
    given = httpx.URL(url)
    path = given.path.rstrip("/")
    if not path.endswith("/embeddings"):
        path = f"{path or '/v1'}/embeddings"
    return str(given.copy_with(path=path))


def _rows(content: bytes, count: int) -> Floats:
    try:
        answer = _Answer.model_validate_json(content)
    except ValidationError:
        raise EncoderError("an answer that holds no embeddings") from None
    rows: Any = [row.embedding for row in sorted(answer.data, key=lambda row: row.index)]
    if len(rows) != count or len({len(row) for row in rows}) != 1 or not rows[0]:
        raise EncoderError("an answer with too few embeddings or of several lengths")
    return np.array(rows, np.float32)
