import sys
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto
from tokenizers import Tokenizer

from bot.semantic.encoder import EncoderError
from bot.semantic.folder import FolderError, OnnxFolder
from tests.fakes.embeddings import hashed, onnx_folder

SAID = "客户要见领导"


async def encoded(folder: Path, *texts: str) -> np.ndarray:
    encoder = OnnxFolder(folder)
    try:
        return await encoder.encode(texts)
    finally:
        await encoder.close()


async def test_a_text_is_the_mean_of_its_pieces(tmp_path: Path) -> None:
    texts = ("客户", "客户要见领导要见")
    for row, text in zip(await encoded(onnx_folder(tmp_path, SAID), *texts), texts, strict=True):
        mean = np.mean([hashed(character) for character in text], axis=0)
        np.testing.assert_allclose(row, mean / np.linalg.norm(mean), rtol=1e-5)


@pytest.mark.parametrize("inputs", [("input_ids",), ("input_ids", "attention_mask")])
async def test_a_model_is_asked_only_for_what_it_takes(
    tmp_path: Path, inputs: tuple[str, ...]
) -> None:
    folder = onnx_folder(tmp_path, SAID, inputs=inputs, integers=TensorProto.INT32)
    rows = await encoded(folder, SAID)
    assert np.linalg.norm(rows[0]) == pytest.approx(1)


async def test_a_text_of_nothing_known_is_a_row(tmp_path: Path) -> None:
    folder = onnx_folder(tmp_path, SAID)
    assert np.isfinite(await encoded(folder, "龘龘")).all()


def refusal(folder: Path) -> str:
    with pytest.raises(FolderError) as caught:
        OnnxFolder(folder)
    return str(caught.value)


def test_a_folder_without_its_files_is_told(tmp_path: Path) -> None:
    assert "tokenizer.json: No such file" in refusal(tmp_path)
    (onnx_folder(tmp_path, SAID) / "model.onnx").unlink()
    assert "model.onnx is no ONNX model" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("model.onnx", "model.onnx is no ONNX model that can be read"),
        ("tokenizer.json", "tokenizer.json is no tokenizer that can be read"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, file: str, told: str) -> None:
    (onnx_folder(tmp_path, SAID) / file).write_bytes(b"broken")
    assert told in refusal(tmp_path)


def test_a_model_of_another_kind_is_told(tmp_path: Path) -> None:
    assert "gives no hidden states" in refusal(onnx_folder(tmp_path, SAID, whole=True))
    other = onnx_folder(tmp_path, SAID, inputs=("input_ids", "pixel_values"))
    assert "asks for pixel_values" in refusal(other)


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert "pip install 'huashu[semantic]'" in refusal(onnx_folder(tmp_path, SAID))


async def test_a_model_that_fails_is_told_without_the_text(tmp_path: Path) -> None:
    folder = onnx_folder(tmp_path, SAID, rows=3)
    with pytest.raises(EncoderError) as caught:
        await encoded(folder, SAID)
    assert str(caught.value).startswith("the model failed (")
    assert SAID not in str(caught.value)


async def test_numbers_that_are_none_are_no_answer(tmp_path: Path) -> None:
    folder = onnx_folder(tmp_path, SAID, nothing=True)
    with pytest.raises(EncoderError, match="numbers that are none"):
        await encoded(folder, SAID)


async def test_a_tokenizer_that_knows_its_limit_keeps_it(tmp_path: Path) -> None:
    folder = onnx_folder(tmp_path, SAID)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(2)
    tokenizer.save(str(folder / "tokenizer.json"))
    short, whole = await encoded(folder, "客户", SAID)
    np.testing.assert_allclose(short, whole, rtol=1e-5)
