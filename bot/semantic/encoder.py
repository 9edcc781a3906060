"""What makes embeddings, and how it says that it cannot."""

from collections.abc import Sequence
from typing import Protocol

from scripts_library.matcher.model import Floats


class EncoderError(Exception):
    """There is no usable answer. The message says why and never holds a text that was read."""


class Encoder(Protocol):
    """A sentence encoder. `name` is for people; `identity` is equal for equal embeddings."""

    name: str
    identity: str

    async def encode(self, texts: Sequence[str]) -> Floats:
        """One row of finite numbers a text, in their order; raises EncoderError.

        May be cancelled; the time limit is the caller's.
        """
        ...

    async def close(self) -> None:
        """Gives back what it holds."""
        ...
