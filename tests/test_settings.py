"""Settings come from the environment and `.env`; a wrong one is named in one line that never repeats its value."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.settings import Settings, load_settings
from content.pack import SHIPPED

TOKEN = "123456789:AAE-abc_DEF"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start with no settings, in a folder without `.env`."""
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def loaded(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    """The settings with these variables set."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def test_defaults() -> None:
    """With nothing set the bot polls Telegram, keeps its data in `data` and tells its health on loopback."""
    settings = load_settings()
    assert settings.token is None
    assert settings.api_url == "https://api.telegram.org"
    assert settings.mode == "polling"
    assert settings.listen == "127.0.0.1:8080"
    assert settings.data_dir == Path("data")
    assert settings.quiet_hours == "22:00-08:00"
    assert settings.send_rate == 25.0
    assert settings.pack == SHIPPED
    assert settings.admins == frozenset()


def test_every_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting is read from its variable."""
    settings = loaded(
        monkeypatch,
        BOT_TOKEN=TOKEN,
        BOT_API_URL="http://127.0.0.1:8081/",
        BOT_MODE="webhook",
        BOT_WEBHOOK_URL="https://example.org/hook",
        BOT_WEBHOOK_SECRET="s",
        BOT_LISTEN="[::1]:9000",
        BOT_DATABASE_URL="postgresql+asyncpg://db/atazan",
        BOT_DATA_DIR="/var/lib/atazan",
        BOT_DATA_KEY="k1",
        BOT_LOG_KEY="k2",
        BOT_QUIET_HOURS="23:30-07:00",
        BOT_CLOCK="2026-07-01T06:00:00",
        BOT_INTAKE="open",
        BOT_OPERATOR=" Qala  qory ",
        BOT_CONTACT="qala@example.org",
        BOT_RECIPIENT="Working group",
        BOT_INTAKE_FROM="2026-12-01",
        BOT_INTAKE_UNTIL="2026-12-31",
        BOT_COMMISSION="Commission",
        BOT_ADMINS="1, 2",
        BOT_EDITORS="3",
        BOT_MODERATORS="4,",
        BOT_MODERATION_CHAT="-1001234567890",
        BOT_LOG_CHANNEL="@account",
        BOT_LANGUAGE="ru",
        BOT_SEND_RATE="12.5",
        BOT_PAID_BROADCAST="true",
        BOT_PACK="/srv/pack",
        BOT_LOG_FORMAT="json",
    )
    assert settings.model_dump() == {
        "token": TOKEN,
        "api_url": "http://127.0.0.1:8081",
        "mode": "webhook",
        "webhook_url": "https://example.org/hook",
        "webhook_secret": "s",
        "listen": "[::1]:9000",
        "database_url": "postgresql+asyncpg://db/atazan",
        "data_dir": Path("/var/lib/atazan"),
        "data_key": "k1",
        "log_key": "k2",
        "quiet_hours": "23:30-07:00",
        "clock": datetime(2026, 7, 1, 6, tzinfo=UTC),
        "intake": "open",
        "operator": "Qala qory",
        "contact": "qala@example.org",
        "recipient": "Working group",
        "intake_from": date(2026, 12, 1),
        "intake_until": date(2026, 12, 31),
        "commission": "Commission",
        "admins": frozenset({1, 2}),
        "editors": frozenset({3}),
        "moderators": frozenset({4}),
        "moderation_chat": -1001234567890,
        "log_channel": "@account",
        "language": "ru",
        "send_rate": 12.5,
        "paid_broadcast": True,
        "pack": Path("/srv/pack"),
        "log_format": "json",
    }


def test_env_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `.env` says holds unless the environment says otherwise; foreign lines in it do no harm."""
    Path(".env").write_text(f"BOT_TOKEN={TOKEN}\nBOT_LANGUAGE=kk\nPATH_TO_SOMETHING=1\n", "utf-8")
    settings = loaded(monkeypatch, BOT_LANGUAGE="en")
    assert (settings.token, settings.language) == (TOKEN, "en")


def test_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable without a value is as good as none."""
    settings = loaded(monkeypatch, BOT_TOKEN="", BOT_ADMINS="", BOT_LISTEN="", BOT_DATA_DIR="")
    assert settings == Settings()


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("BOT_TOKEN", "nonsense", "not a bot token; @BotFather gives one like 123456789:AAE…"),
        ("BOT_TOKEN", "12345:", "not a bot token; @BotFather gives one like 123456789:AAE…"),
        ("BOT_TOKEN", "1:a/../b", "not a bot token; @BotFather gives one like 123456789:AAE…"),
        ("BOT_API_URL", "api.telegram.org", "not an http(s) address"),
        ("BOT_API_URL", "ftp://host", "not an http(s) address"),
        ("BOT_MODE", "push", "Input should be 'polling' or 'webhook'"),
        ("BOT_WEBHOOK_URL", "https://", "not an http(s) address"),
        ("BOT_LISTEN", "8080", "not an address like 127.0.0.1:8080, nor off"),
        ("BOT_LISTEN", ":8080", "not an address like 127.0.0.1:8080, nor off"),
        ("BOT_LISTEN", "127.0.0.1:65536", "not an address like 127.0.0.1:8080, nor off"),
        ("BOT_QUIET_HOURS", "22-8", "not hours like 22:00-08:00, nor off"),
        ("BOT_QUIET_HOURS", "24:00-08:00", "not hours like 22:00-08:00, nor off"),
        ("BOT_INTAKE", "perhaps", "Input should be 'demo', 'open' or 'closed'"),
        ("BOT_ADMINS", "@aigul", "not Telegram ids between commas"),
        ("BOT_EDITORS", "1;2", "not Telegram ids between commas"),
        ("BOT_MODERATORS", "12345678901234567", "not Telegram ids between commas"),
        ("BOT_LOG_FORMAT", "xml", "Input should be 'console' or 'json'"),
    ],
)
def test_wrong_value(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str) -> None:
    """A wrong value is refused in one line that begins with the variable."""
    with pytest.raises(UsageError) as error:
        loaded(monkeypatch, **{variable: value})
    assert str(error.value) == f"{variable}: {said}"
    assert error.value.exit_code == 2


@pytest.mark.parametrize("variable", ["BOT_MODERATION_CHAT", "BOT_SEND_RATE", "BOT_CLOCK"])
def test_wrong_number_or_time(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """What is no number or time is refused without repeating it: it may be a secret in the wrong line."""
    with pytest.raises(UsageError) as error:
        loaded(monkeypatch, **{variable: "hunter2"})
    assert str(error.value).startswith(f"{variable}: Input should be a valid ")
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize("rate", ["0", "-1", "1001", "nan", "inf"])
def test_send_rate_has_limits(monkeypatch: pytest.MonkeyPatch, rate: str) -> None:
    """A bot that sends nothing, or without limit, cannot be set up."""
    with pytest.raises(UsageError, match=r"^BOT_SEND_RATE: "):
        loaded(monkeypatch, BOT_SEND_RATE=rate)


@pytest.mark.parametrize("off", ["BOT_LISTEN", "BOT_QUIET_HOURS"])
def test_off(monkeypatch: pytest.MonkeyPatch, off: str) -> None:
    """Health and quiet hours can be switched off."""
    assert "off" in loaded(monkeypatch, **{off: "off"}).model_dump().values()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"BOT_TOKEN=\xff\xfe\n", ".env: not a text in UTF-8"),
        (b'BOT_LANGUAGE=ru\nBOT_TOKEN="123:abc\n', ".env: line 2 is not like NAME=value"),
    ],
)
def test_env_file_that_cannot_be_read(content: bytes, said: str) -> None:
    """A `.env` that is no text, or a line of it that says nothing, is one clear line as well."""
    Path(".env").write_bytes(content)
    with pytest.raises(UsageError) as refused:
        load_settings()
    assert str(refused.value) == said


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings, as a log or a traceback would, shows no secret."""
    secrets = {"BOT_TOKEN": TOKEN, "BOT_DATA_KEY": "DK1", "BOT_LOG_KEY": "LK1", "BOT_WEBHOOK_SECRET": "WS1"}
    shown = repr(loaded(monkeypatch, **secrets, BOT_DATABASE_URL="postgresql+asyncpg://u:PW1@db/a"))
    assert [secret for secret in (TOKEN, "DK1", "LK1", "WS1", "PW1") if secret in shown] == []
