"""The settings of the bot, from the environment (prefix `BOT_`) and `.env`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.environment import file_settings
from bot.errors import UsageError
from content.pack import SHIPPED

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_LISTEN = re.compile(r"(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):([0-9]{1,5})")
_WINDOW = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]")

Ids = Annotated[frozenset[int], NoDecode]


class Settings(BaseSettings):
    """What the operator sets. Each field is the variable `BOT_` + its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: str | None = Field(
        None, repr=False, description="Token from @BotFather. Without it: the local chat on a terminal."
    )
    api_url: str = Field("https://api.telegram.org", description="Bot API server.")
    mode: Literal["polling", "webhook"] = Field("polling", description="How updates come in.")
    webhook_url: str | None = Field(None, description="Public https address of the webhook.")
    webhook_secret: str | None = Field(
        None, repr=False, description="Secret that Telegram sends with each update."
    )
    listen: str = Field(
        "127.0.0.1:8080", description="Address of health, metrics and webhook; `off` for none."
    )
    database_url: str | None = Field(
        None, repr=False, description="Database; by default `atazan.sqlite3` in the data folder."
    )
    data_dir: Path = Field(
        Path("data"), description="Folder of the database, keys and imported texts; made with mode 700."
    )
    data_key: str | None = Field(
        None, repr=False, description="32 bytes in base64 that seal ids; else a key file in the data folder."
    )
    log_key: str | None = Field(
        None, repr=False, description="32 bytes in base64 that sign the public log; else a key file."
    )
    quiet_hours: str = Field(
        "22:00-08:00", description="When notices wait, in the person's zone; `off` for never."
    )
    clock: datetime | None = Field(None, description="UTC time at which the clock starts; for tests only.")
    intake: Literal["demo", "open", "closed"] | None = Field(
        None,
        description="Whether proposals are taken in. By default as soon as there is a recipient; the local chat: demo.",
    )
    operator: str | None = Field(
        None, max_length=200, description="Who runs the bot, shown before a proposal is sent and in /about."
    )
    contact: str | None = Field(
        None, max_length=200, description="How the operator is reached, shown in the same places."
    )
    recipient: str | None = Field(
        None, max_length=200, description="To whom proposals are passed on; without one none are taken in."
    )
    intake_from: date | None = Field(None, description="First day of the intake, such as 2026-12-01.")
    intake_until: date | None = Field(None, description="Last day of the intake.")
    commission: str | None = Field(
        None,
        max_length=200,
        description="Body before which proposals can come; without one none has that status.",
    )
    admins: Ids = Field(frozenset(), description="Telegram ids of administrators, between commas.")
    editors: Ids = Field(frozenset(), description="Telegram ids of editors, between commas.")
    moderators: Ids = Field(frozenset(), description="Telegram ids of moderators, between commas.")
    moderation_chat: int | None = Field(None, description="Id of the moderators' group.")
    log_channel: str | None = Field(
        None, description="Channel of the daily account of proposals: its id, or @ and its name."
    )
    language: str | None = Field(
        None, description="Language where nothing else tells: the pack's first by default."
    )
    send_rate: float = Field(25.0, gt=0, le=1000, description="Notices a second.")
    paid_broadcast: bool = Field(
        False,
        description="Pay Stars for notices, which Telegram then takes at up to 1000 a second; `true` to allow.",
    )
    pack: Path = Field(SHIPPED, description="Folder of the content pack; the shipped one by default.")
    log_format: Literal["console", "json"] = Field("console", description="Form of the log on stderr.")

    @field_validator("token")
    @classmethod
    def _token(cls, value: str | None) -> str | None:
        if value is not None and not _TOKEN.fullmatch(value.strip()):
            raise ValueError("not a bot token; @BotFather gives one like 123456789:AAE…")
        return value.strip() if value else None

    @field_validator("api_url", "webhook_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"https?://[^\s/]+\S*", value):
            raise ValueError("not an http(s) address")
        return value.rstrip("/") if value else None

    @field_validator("listen")
    @classmethod
    def _listen(cls, value: str) -> str:
        found = _LISTEN.fullmatch(value)
        if value != "off" and (found is None or int(found.group(2)) > 65535):
            raise ValueError("not an address like 127.0.0.1:8080, nor off")
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _quiet(cls, value: str) -> str:
        if value != "off" and not _WINDOW.fullmatch(value):
            raise ValueError("not hours like 22:00-08:00, nor off")
        return value

    @field_validator("admins", "editors", "moderators", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(re.fullmatch(r"-?[0-9]{1,16}", part) for part in parts):
            raise ValueError("not Telegram ids between commas")
        return frozenset(int(part) for part in parts)

    @field_validator("log_channel")
    @classmethod
    def _channel(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"-?[0-9]{1,16}|@[A-Za-z0-9_]{4,32}", value.strip()):
            raise ValueError("neither the id of a channel nor a name like @channel")
        return value.strip() if value else None

    @field_validator("operator", "contact", "recipient", "commission")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        return " ".join(value.split()) or None if value else None

    @field_validator("intake_until")
    @classmethod
    def _until(cls, value: date | None, info: ValidationInfo) -> date | None:
        begins = info.data.get("intake_from")
        if value and begins and value < begins:
            raise ValueError("before BOT_INTAKE_FROM")
        return value

    @field_validator("clock")
    @classmethod
    def _clock(cls, value: datetime | None) -> datetime | None:
        return value.replace(tzinfo=value.tzinfo or UTC) if value else None


def load_settings() -> Settings:
    """The settings of this process.

    Raises:
        UsageError: a value is not valid; the message names the variable, never the value.
    """
    file_settings()  # tells of a line that pydantic would pass over
    try:
        return Settings()
    except (OSError, UnicodeError) as error:
        raise UsageError(f".env cannot be read ({type(error).__name__})") from error
    except ValidationError as error:
        first = error.errors()[0]
        variable = "BOT_" + str(first["loc"][0] if first["loc"] else "?").upper()
        raise UsageError(f"{variable}: {first['msg'].removeprefix('Value error, ')}") from error
