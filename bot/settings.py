"""The one Settings value, read from HUASHU_… environment variables and .env."""

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    Field,
    SecretStr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from scripts_library.loader import BUILT_IN
from scripts_library.models import Channel, Text
from scripts_library.variables import FALLBACKS, Values
from scripts_library.yaml_source import SourceError, read_source

_VALUES: TypeAdapter[dict[str, Text]] = TypeAdapter(dict[str, Text])


class SettingsError(Exception):
    """The settings cannot be used; the message is one sentence for the person who set them."""


class Settings(BaseSettings):
    """Everything that differs between two installations."""

    model_config = SettingsConfigDict(
        env_prefix="HUASHU_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
    )

    bot_token: SecretStr | None = Field(
        default=None, description="Token from BotFather. Without one, the terminal chat opens."
    )
    telegram_api: str | None = Field(
        default=None, description="Root URL of a self-hosted Bot API server, http://127.0.0.1:8081"
    )
    proxy: str | None = Field(
        default=None, description="Proxy for Telegram: http://, https:// or socks5://host:port"
    )
    packs: Annotated[tuple[str, ...], NoDecode] = Field(
        default=BUILT_IN, description="Packs in use, with commas; common is always in"
    )
    organisation: Path | None = Field(
        default=None, description="YAML file with your hotline, duty manager's title, times"
    )
    channel: Channel | None = Field(
        default=None, description="Where your staff meet customers: counter, phone, onsite, online"
    )
    cache_dir: Path | None = Field(
        default=None, description="Where the trained matcher is kept (default: your cache folder)"
    )
    semantic: str | None = Field(
        default=None,
        description="Semantic helper: empty = off, and nothing leaves this machine. The folder of an "
        "ONNX model: nothing leaves it either. The URL of an embeddings endpoint: every "
        "description leaves this machine for it, long numbers and mail addresses struck out, "
        "names and addresses not",
    )
    semantic_model: str | None = Field(
        default=None, validate_default=True, description="Name of the model at that URL"
    )
    semantic_key: SecretStr | None = Field(default=None, description="Key for that URL")
    semantic_seconds: float = Field(
        default=0.3, gt=0, le=10, description="How long a question waits for the helper"
    )
    log_level: str = Field(default="WARNING", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator(
        "bot_token",
        "telegram_api",
        "proxy",
        "organisation",
        "channel",
        "cache_dir",
        "semantic",
        "semantic_model",
        "semantic_key",
        mode="before",
    )
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        text = value.get_secret_value().strip() if value else ""
        number, colon, secret = text.partition(":")
        if value and not (colon and number.isdigit() and len(secret) >= 20 and text.isascii()):  # noqa: PLR2004
            raise ValueError("a token from BotFather looks like 123456789:AAE…, copy it whole")
        return SecretStr(text) if value else None

    @field_validator("telegram_api", "proxy")
    @classmethod
    def _url(cls, value: str | None) -> str | None:
        schemes = ("http://", "https://", "socks5://", "socks5h://")
        if value and not value.startswith(schemes):
            raise ValueError("expected a URL such as http://127.0.0.1:8081")
        return value.rstrip("/") if value else None

    @field_validator("packs", mode="before")
    @classmethod
    def _packs(cls, value: Any) -> Any:
        names = value.split(",") if isinstance(value, str) else value
        names = [name.strip() for name in names if name.strip()]
        unknown = [name for name in names if name not in BUILT_IN]
        if unknown:
            raise ValueError(
                f"no such pack: {', '.join(unknown)}; there are: {', '.join(BUILT_IN)}"
            )
        return tuple(dict.fromkeys(("common", *names)))

    @field_validator("semantic")
    @classmethod
    def _semantic(cls, value: str | None) -> str | None:
        if value is None:
            return None
        value = value.strip()
        if is_url(value):
            url = urlsplit(value)
            if not url.hostname or url.username or url.password:
                raise ValueError("expected a URL such as http://127.0.0.1:8080/v1, without a key")
        elif not Path(value).expanduser().is_dir():
            raise ValueError("expected the URL of an embeddings endpoint, or a folder that exists")
        return value

    @field_validator("semantic_model")
    @classmethod
    def _semantic_model(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and is_url(info.data.get("semantic") or ""):
            raise ValueError("not set: the URL of HUASHU_SEMANTIC needs the name of a model")
        return value.strip() if value else None

    @field_validator("semantic_key")
    @classmethod
    def _semantic_key(cls, value: SecretStr | None) -> SecretStr | None:
        text = value.get_secret_value().strip() if value else ""
        if not (text.isascii() and text.replace(" ", "").isprintable()):
            raise ValueError("a key has letters, digits and signs in one line, copy it whole")
        return SecretStr(text) if value else None

    @field_validator("semantic_seconds", mode="before")
    @classmethod
    def _usual_seconds(cls, value: Any) -> Any:
        empty = isinstance(value, str) and not value.strip()
        return cls.model_fields["semantic_seconds"].default if empty else value

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("expected DEBUG, INFO, WARNING or ERROR")
        return value.upper()


def is_url(place: str) -> bool:
    """Whether the semantic helper stands behind a URL, not in a folder."""
    return place.startswith(("http://", "https://"))


def read_settings(**overrides: Any) -> Settings:
    """The settings in force; raises SettingsError naming every variable that is wrong."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        faults = [
            f"HUASHU_{'.'.join(map(str, item['loc'])).upper()}: "
            f"{item['msg'].removeprefix('Value error, ')}"
            for item in error.errors(include_url=False, include_input=False)
        ]
        raise SettingsError("; ".join(faults)) from None
    except UnicodeDecodeError as error:
        raise SettingsError("the file .env is not UTF-8: save it with encoding UTF-8") from error


def organisation_values(path: Path | None) -> Values:
    """The organisation's values for the variables of scripts; raises SettingsError."""
    if path is None:
        return {}
    try:
        source = read_source(path)
        values = _VALUES.validate_python(source.value or {})
    except SourceError as error:
        raise SettingsError(f"HUASHU_ORGANISATION: {path}:{error.line}: {error.message}") from error
    except OSError as error:
        raise SettingsError(f"HUASHU_ORGANISATION: cannot read {path}: {error.strerror}") from error
    except ValidationError as error:
        name = ".".join(map(str, error.errors()[0]["loc"]))
        message = f"{path}: {name}: expected a text, or a map with zh: and en:"
        raise SettingsError(f"HUASHU_ORGANISATION: {message}") from error
    unknown = [name for name in values if name not in FALLBACKS]
    if unknown:
        known = ", ".join(FALLBACKS)
        message = f"{path}: {', '.join(unknown)} is no variable; there are: {known}"
        raise SettingsError(f"HUASHU_ORGANISATION: {message}")
    return values
