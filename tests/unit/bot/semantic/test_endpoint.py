import json
from collections.abc import AsyncIterator, Iterator

import pytest
from pydantic import SecretStr

from bot.semantic.encoder import EncoderError
from bot.semantic.endpoint import Endpoint, embeddings_url
from tests.fakes.embeddings import HttpEmbeddings, answering, embeddings

SAID = "客户要见领导"
KEY = "sk-made-up-key"


@pytest.fixture
def server() -> Iterator[HttpEmbeddings]:
    with HttpEmbeddings() as server:
        yield server


@pytest.fixture
async def endpoint(server: HttpEmbeddings) -> AsyncIterator[Endpoint]:
    endpoint = Endpoint(server.url, "small", SecretStr(KEY))
    yield endpoint
    await endpoint.close()


async def test_it_asks_as_openai_is_asked(server: HttpEmbeddings, endpoint: Endpoint) -> None:
    await endpoint.encode([SAID, "停电"])
    (asked,) = server.asked
    assert asked.path == "/v1/embeddings"
    assert asked.body == {"model": "small", "input": [SAID, "停电"]}
    assert asked.headers["Authorization"] == f"Bearer {KEY}"


async def test_without_a_key_none_is_sent(server: HttpEmbeddings) -> None:
    endpoint = Endpoint(server.url, "small")
    await endpoint.encode([SAID])
    await endpoint.close()
    assert "Authorization" not in server.asked[0].headers


def test_what_tells_people_about_it_holds_no_key() -> None:
    endpoint = Endpoint("http://example.org/v1", "small", SecretStr(KEY))
    assert endpoint.name == "small at example.org"
    assert KEY not in repr(vars(endpoint)["name"]) + endpoint.identity
    assert endpoint.identity == Endpoint("http://example.org", "small").identity


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/embeddings"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/embeddings"),
        ("https://api.example.org/v1/", "https://api.example.org/v1/embeddings"),
        ("https://api.example.org/v1/embeddings", "https://api.example.org/v1/embeddings"),
        ("https://x.org/a/embeddings?version=1", "https://x.org/a/embeddings?version=1"),
    ],
)
def test_the_address_may_be_the_root_or_the_whole(given: str, asked: str) -> None:
    assert embeddings_url(given) == asked


@pytest.mark.parametrize("code", [400, 401, 404, 429, 500, 503])
async def test_a_refusal_is_told_by_its_number(
    server: HttpEmbeddings, endpoint: Endpoint, code: int
) -> None:
    server.answers = answering(code, f"{KEY} {SAID}")
    with pytest.raises(EncoderError, match=f"^answer {code}$"):
        await endpoint.encode([SAID])


async def test_a_redirect_is_not_followed(server: HttpEmbeddings, endpoint: Endpoint) -> None:
    with HttpEmbeddings() as elsewhere:
        server.answers = answering(307, Location=f"{elsewhere.url}/embeddings")
        with pytest.raises(EncoderError, match="answer 307"):
            await endpoint.encode([SAID])
        assert elsewhere.asked == []


def data(*rows: object) -> str:
    listed = [{"index": place, "embedding": row} for place, row in enumerate(rows)]
    return json.dumps({"data": listed})


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>",
        "[]",
        "{}",
        '{"data": 5}',
        '{"data": [5]}',
        data("text"),
        data([1, "x"]),
        data([1.0, float("nan")]),
        '{"data": [{"index": 0, "embedding": [1e999]}]}',
        "[" * 100_000,
        data(),
        data([]),
        data([1.0], [2.0]),
    ],
)
async def test_an_answer_that_is_none_is_told_without_its_words(
    server: HttpEmbeddings, endpoint: Endpoint, body: str
) -> None:
    server.answers = answering(200, body)
    with pytest.raises(EncoderError, match=r"^an answer (that holds no|with too few) embeddings"):
        await endpoint.encode([SAID])


async def test_rows_of_several_lengths_are_no_answer(
    server: HttpEmbeddings, endpoint: Endpoint
) -> None:
    server.answers = answering(200, data([1.0, 2.0], [1.0]))
    with pytest.raises(EncoderError, match="several lengths"):
        await endpoint.encode([SAID, "停电"])


async def test_rows_without_a_number_stand_in_the_order_asked(
    server: HttpEmbeddings, endpoint: Endpoint
) -> None:
    server.answers = answering(200, json.dumps({"data": [{"embedding": [1]}, {"embedding": [2]}]}))
    assert (await endpoint.encode([SAID, "停电"])).tolist() == [[1], [2]]


async def test_a_server_that_is_not_there_is_told() -> None:
    with HttpEmbeddings() as server:
        endpoint = Endpoint(server.url, "small", SecretStr(KEY))
    with pytest.raises(EncoderError, match=r"^no answer \(ConnectError\)$"):
        await endpoint.encode([SAID])
    await endpoint.close()


async def test_an_answer_cut_short_is_none(server: HttpEmbeddings, endpoint: Endpoint) -> None:
    def cut(texts: list[str]) -> tuple[int, dict[str, str], bytes]:
        code, _, body = embeddings(texts)
        return code, {"Content-Length": str(len(body) + 10), "Connection": "close"}, body

    server.answers = cut
    with pytest.raises(EncoderError, match=r"^no answer \(RemoteProtocolError\)$"):
        await endpoint.encode([SAID])
