from pathlib import Path

import numpy as np

from scripts_library.loader import load_library
from scripts_library.matcher.corpus import Line, corpus
from scripts_library.matcher.evidence import gather
from scripts_library.matcher.model import PartScore
from scripts_library.matcher.train import train
from tests.builders import pack, situation


def lines(root: Path, *packs: str) -> dict[str, Line]:
    return {line.text: line for line in corpus(load_library(packs, root=root))}


def test_what_is_taught_with_its_situations_and_languages(tmp_path: Path) -> None:
    says = {"zh": [{"text": "又吵又停电", "also": ["outage"]}], "en": ["shouting in the dark"]}
    entry = situation(says=says, not_says={"zh": ["安静", "又吵又停电"]})
    groups = [
        {"holds": ["shouting"], "zh": ["扯着嗓子喊"]},
        {"holds": ["outage"], "zh": ["没有电"]},
        {"holds": [], "en": ["nice weather"]},
    ]
    pack(tmp_path, situations={"a": [entry]}, teach={"a": groups})
    pack(tmp_path, "power", situations={"a": [situation("outage", "power")]})
    both = lines(tmp_path, "common", "power")
    assert both["又吵又停电"].labels == ("outage", "shouting")
    assert both["扯着嗓子喊"].labels == ("shouting",)
    assert both["nice weather"] == Line("nice weather", (), english=True)
    assert both["shouting in the dark"].english
    assert both["安静"] == Line("安静", (), ("shouting",), partial=True)
    alone = lines(tmp_path, "common")
    assert alone["又吵又停电"].labels == ("shouting",)
    assert "没有电" not in alone


def test_a_library_of_one_situation_has_no_lead() -> None:
    one = np.ones(1, np.float32)
    assert gather([PartScore(one, one, 1.0)])[0, 4:6].tolist() == [0.0, 0.0]


def test_the_order_of_the_packs_changes_nothing(tmp_path: Path) -> None:
    pack(tmp_path, situations={"a": [situation()], "b": [situation("crying")]})
    pack(tmp_path, "power", situations={"a": [situation("outage", "power")]})
    one = load_library(("common", "power"), root=tmp_path)
    other = load_library(("power", "common"), root=tmp_path)
    assert corpus(one) == corpus(other)
    first, second = train(one), train(other)
    assert first.labels == second.labels
    assert np.array_equal(first.weights, second.weights)
    assert first.calibration.sure == second.calibration.sure
