from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, organisation_values, read_settings
from tests.builders import write

TOKEN = "123456789:AAE-test_token_that_is_long_enough"


def test_nothing_set_is_a_working_installation() -> None:
    settings = read_settings()
    assert settings.bot_token is None
    assert settings.packs == ("common", "power", "telecom", "heating")


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUASHU_BOT_TOKEN", f" {TOKEN} ")
    monkeypatch.setenv("HUASHU_PACKS", "power")
    monkeypatch.setenv("HUASHU_TELEGRAM_API", "http://127.0.0.1:8081/")
    monkeypatch.setenv("HUASHU_PROXY", "")
    settings = read_settings()
    assert settings.bot_token
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.packs == ("common", "power")
    assert settings.telegram_api == "http://127.0.0.1:8081"
    assert settings.proxy is None
    assert TOKEN not in repr(settings)


def test_settings_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / ".env", "HUASHU_PACKS=heating\nOTHER=1\n")
    monkeypatch.setitem(Settings.model_config, "env_file", path)
    assert read_settings().packs == ("common", "heating")
    path.write_bytes("HUASHU_PACKS=供热\n".encode("gbk"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("BOT_TOKEN", "hello", "looks like 123456789:AAE"),
        ("BOT_TOKEN", "客户:" + "a" * 30, "looks like 123456789:AAE"),
        ("TELEGRAM_API", "127.0.0.1:8081", "expected a URL"),
        ("PROXY", "myproxy", "expected a URL"),
        ("PACKS", "common,gas", "no such pack: gas; there are: common"),
        ("CHANNEL", "fax", "HUASHU_CHANNEL"),
        ("LOG_LEVEL", "loud", "expected DEBUG"),
        ("SEMANTIC", "example.org/v1", "URL of an embeddings endpoint, or a folder that exists"),
        ("SEMANTIC", "ftp://example.org", "URL of an embeddings endpoint, or a folder that exists"),
        ("SEMANTIC", "http:///v1", "expected a URL such as"),
        ("SEMANTIC", "https://me:secret@example.org/v1", "without a key"),
        ("SEMANTIC", "https://example.org/v1", "HUASHU_SEMANTIC_MODEL: not set"),
        ("SEMANTIC_KEY", "sk\nmade-up", "HUASHU_SEMANTIC_KEY: a key has"),
        ("SEMANTIC_KEY", "密钥", "HUASHU_SEMANTIC_KEY: a key has"),
        ("SEMANTIC_SECONDS", "0", "HUASHU_SEMANTIC_SECONDS"),
        ("SEMANTIC_SECONDS", "soon", "HUASHU_SEMANTIC_SECONDS"),
    ],
)
def test_a_wrong_setting_is_named_and_never_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"HUASHU_{name}", value)
    with pytest.raises(SettingsError, match=told) as caught:
        read_settings()
    assert f"HUASHU_{name}" in str(caught.value)
    assert not name.endswith(("TOKEN", "KEY")) or value not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_all_wrong_settings_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUASHU_PROXY", "x")
    monkeypatch.setenv("HUASHU_PACKS", "x")
    with pytest.raises(SettingsError, match=r"HUASHU_PROXY.*HUASHU_PACKS"):
        read_settings()


def test_organisation_values_fill_variables(tmp_path: Path) -> None:
    boss = {"zh": "值班长", "en": "the boss"}
    path = write(tmp_path / "o.yaml", {"duty_manager": boss, "hotline": "95598"})
    values = organisation_values(path)
    assert values["duty_manager"].en == "the boss"
    assert values["hotline"].in_language("en") == "95598"
    assert organisation_values(None) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hotlin: x", "hotlin is no variable; there are: staff_name"),
        ("hotline: [1]", "hotline: expected a text"),
        ("a: b: c", "not valid YAML"),
        ("- x", "expected a text"),
    ],
)
def test_a_wrong_organisation_file_is_explained(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        organisation_values(write(tmp_path / "o.yaml", text))


def test_an_organisation_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot read"):
        organisation_values(tmp_path / "none.yaml")


def test_the_example_file_is_right() -> None:
    example = Path(__file__).parents[3] / "organisation.example.yaml"
    assert organisation_values(example)["reply_time"].zh == "24小时内"


def test_the_semantic_helper_is_off_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().semantic is None
    for name in ("", "_MODEL", "_KEY", "_SECONDS"):
        monkeypatch.setenv(f"HUASHU_SEMANTIC{name}", " ")
    settings = read_settings()
    assert settings.semantic is None
    assert settings.semantic_key is None
    assert settings.semantic_seconds == 0.3


def test_the_semantic_helper_is_a_url_with_a_model_or_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUASHU_SEMANTIC", f" {tmp_path} ")
    assert read_settings().semantic == str(tmp_path)
    monkeypatch.setenv("HUASHU_SEMANTIC", "https://example.org/v1")
    monkeypatch.setenv("HUASHU_SEMANTIC_MODEL", " small ")
    monkeypatch.setenv("HUASHU_SEMANTIC_KEY", " sk-made-up ")
    monkeypatch.setenv("HUASHU_SEMANTIC_SECONDS", "1.5")
    settings = read_settings()
    assert (settings.semantic_model, settings.semantic_seconds) == ("small", 1.5)
    assert settings.semantic_key
    assert settings.semantic_key.get_secret_value() == "sk-made-up"
    assert "sk-made-up" not in repr(settings)


def test_the_setting_says_what_leaves_the_machine() -> None:
    said = Settings.model_fields["semantic"].description or ""
    assert "nothing leaves this machine" in said
    assert "every description leaves this machine" in said
    assert "names and addresses not" in said
