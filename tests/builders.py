"""Small valid entries to start from, and packs of them on disk."""

from pathlib import Path
from typing import Any

import yaml

from scripts_library.library import Library
from scripts_library.loader import load_library


class _Plain(yaml.SafeDumper):
    """Writes a value that stands twice out in full, as people do."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def situation(name: str = "shouting", kind: str = "behaviour", **changes: Any) -> dict[str, Any]:
    """A situation as it stands in YAML, valid unless changed."""
    entry: dict[str, Any] = {
        "id": name,
        "kind": kind,
        "title": {"zh": f"题{name}", "en": f"title {name}"},
        "says": {"zh": [f"客户{name}了", f"有人{name}"], "en": [f"a customer is {name}"]},
        "proof": {"finds": {"zh": [f"客户{name}"], "en": [f"customer {name}"]}},
        "scripts": {
            "contact": [
                {"text": {"zh": f"我在听，{name}。", "en": f"I hear you, {name}."}},
                {"text": {"zh": f"我记下{name}。", "en": f"I note {name}."}, "use": "line"},
            ],
            "clarify": [{"text": {"zh": f"请讲讲{name}。", "en": f"Tell me about {name}."}}],
        },
        "landmines": [],
        "next_steps": [
            {"do": {"zh": f"处理{name}", "en": f"handle {name}"}, "by": "staff", "within": "now"}
        ],
        "escalate_when": [{"zh": f"{name}升级", "en": f"{name} gets worse"}],
    }
    return entry | changes


def rule(name: str = "calm-down", **changes: Any) -> dict[str, Any]:
    """A landmine rule as it stands in YAML, valid unless changed."""
    entry: dict[str, Any] = {
        "id": name,
        "category": "压制情绪",
        "behaviour": "ignores-feelings",
        "level": "stop",
        "find": {"kind": "phrase", "any": {"zh": ["你冷静点"], "en": ["calm down"]}},
        "why": {"zh": "叫人冷静，人更气。", "en": "It makes people angrier."},
        "instead": [{"zh": "我在听，您说。", "en": "I am listening."}],
        "proof": {"fires": {"zh": ["[你冷静点]好吗"], "en": ["please [calm down]"]}},
    }
    return entry | changes


def pack(root: Path, name: str = "common", **files: Any) -> Path:
    """Writes files such as situations={"a": [entries]} as a pack below `root`; returns `root`."""
    for kind in ("situations", "landmines", "teach"):
        for file, entries in files.get(kind, {}).items():
            write(root / name / kind / f"{file}.yaml", entries)
    if "regulations" in files:
        write(root / name / "regulations.yaml", files["regulations"])
    (root / name).mkdir(parents=True, exist_ok=True)
    return root


SMALL = {
    "shouting": ["客户大吵大闹", "拍桌子骂街", "在大厅里吼", "他嚷嚷个不停", "情绪激动得很"],
    "outage": ["家里停电了", "整栋楼没电", "什么时候来电", "突然断电", "一片漆黑没有电"],
    "refund": ["要求退钱", "把钱退给我", "退费怎么办", "多收的退回来", "想退掉预存"],
}


def small_library(root: Path, **more: list[str]) -> Library:
    """A library of three situations, in packs below `root`; `more`: lines to teach beside, by situation."""
    kinds = {"shouting": "behaviour", "outage": "power", "refund": "demand"}
    entries = [
        situation(
            name, kind, says={"zh": SMALL[name] + more.get(name, []), "en": [f"it is about {name}"]}
        )
        for name, kind in kinds.items()
    ]
    nothing = {
        "holds": [],
        "zh": ["今天天气很好", "晚上吃什么", "股票又跌了"],
        "en": ["nice weather"],
    }
    pack(root, situations={"all": entries}, teach={"all": [nothing]})
    return load_library(("common",), root=root)


def write(path: Path, value: Any) -> Path:
    """Writes a value as YAML, making the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = value if isinstance(value, str) else yaml.dump(value, Dumper=_Plain, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    return path


def both(text: str) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": f"{text}呢", "en": text}


def customer(name: str = "venting", **changes: Any) -> dict[str, Any]:
    """A kind of customer as it stands in YAML, valid unless changed."""
    entry: dict[str, Any] = {
        "id": name,
        "group": "difficulty",
        "name": both(name),
        "recognise": [both("talks long")],
        "needs": [both("to be heard")],
        "speak": [both("let them talk")],
        "avoid": [both("cutting in")],
        "say": [both("I am listening")],
        "cues": {"zh": ["说个没完"], "en": ["goes on and on"]},
        "proof": {
            "suggests": {"zh": ["他说个没完"], "en": ["she goes on and on"]},
            "silent": {"zh": ["话很短"], "en": ["few words"]},
        },
    }
    return entry | changes


def care() -> dict[str, Any]:
    """Care for staff as it stands in YAML."""
    return {
        "reset": [both("breathe")],
        "reframes": [{"heard": both("fool"), "thought": both("I am"), "instead": both("hurry")}],
        "hand_over": [both("hands shake")],
        "after": [both("rest")],
    }
