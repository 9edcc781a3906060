"""What every encoder must do: one behind HTTP, one in a folder of this machine."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from bot.semantic.encoder import Encoder
from bot.semantic.endpoint import Endpoint
from bot.semantic.folder import OnnxFolder
from tests.fakes.embeddings import HttpEmbeddings, onnx_folder

Make = Callable[[str], Encoder]
CHARACTERS = "客户大吵闹要退钱停电了没人管怎么还不来"


@pytest.fixture(params=["endpoint", "folder"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Makes an encoder of that kind with a model of that name."""
    with ExitStack() as stack:
        if request.param == "endpoint":
            server = stack.enter_context(HttpEmbeddings())
            yield lambda model: Endpoint(server.url, model)
        else:
            yield lambda model: OnnxFolder(onnx_folder(tmp_path / model, CHARACTERS + model))


@pytest.fixture
async def encoder(make: Make) -> AsyncIterator[Encoder]:
    encoder = make("a")
    yield encoder
    await encoder.close()


async def test_each_text_has_its_row_in_order(encoder: Encoder) -> None:
    texts = ["客户大吵大闹", "停电", "怎么还不来人管一管，客户要退钱，还吵个没完没了"]
    rows = await encoder.encode(texts)
    assert rows.shape == (3, rows.shape[1])
    assert np.isfinite(rows).all()
    for text, row in zip(texts, rows, strict=True):
        (alone,) = await encoder.encode([text])
        np.testing.assert_allclose(row, alone, rtol=1e-4, atol=1e-5)


async def test_texts_alike_have_rows_alike(encoder: Encoder) -> None:
    rows = await encoder.encode(["客户大吵大闹", "客户大吵闹", "停电了没人管"])
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


@pytest.mark.parametrize("text", ["#", "龘", "客" * 500, "Customer, shouting: é €"])
async def test_any_text_has_a_row(encoder: Encoder, text: str) -> None:
    (row,) = await encoder.encode([text])
    assert np.isfinite(row).all()


async def test_many_may_ask_at_once(encoder: Encoder) -> None:
    texts = [f"停电{n * '了'}" for n in range(20)]
    answers = await asyncio.gather(*(encoder.encode([text]) for text in texts))
    together = await encoder.encode(texts)
    np.testing.assert_allclose(np.concatenate(answers), together, rtol=1e-4, atol=1e-5)


async def test_who_does_not_wait_breaks_nothing(encoder: Encoder) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await encoder.encode(["停电了" * 100])
    assert (await encoder.encode(["停电"])).shape[0] == 1


async def test_the_identity_is_that_of_the_model(make: Make) -> None:
    encoders = [make(name) for name in ("a", "a", "b")]
    first, same, other = (encoder.identity for encoder in encoders)
    assert first == same != other
    assert first.isalnum()
    for encoder in encoders:
        await encoder.close()
