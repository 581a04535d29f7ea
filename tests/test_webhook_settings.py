"""What the settings of the webhook must say."""

from __future__ import annotations

import pytest

from bot.errors import UsageError
from bot.settings import Settings
from bot.webhook_settings import check_webhook

GOOD = {
    "mode": "webhook",
    "webhook_url": "https://bot.example.org/telegram",
    "webhook_secret": "0123456789abcdef",
}


def settings(**changed: str | None) -> Settings:
    """Settings with which updates could come in by webhook, but for what is changed."""
    return Settings.model_validate({**Settings.model_construct().model_dump(), **GOOD, **changed})


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"webhook_url": "https://bot.example.org:8443/a/b"},
        {"webhook_url": "https://bot.example.org"},
        {"webhook_url": "http://127.0.0.1:8080/telegram", "api_url": "http://127.0.0.1:8081"},
        {"webhook_secret": "A" * 256},
        {"mode": "polling", "webhook_url": None, "webhook_secret": None, "listen": "off"},
    ],
)
def test_good(changed: dict[str, str | None]) -> None:
    """An https address and a secret are enough; a server of one's own may deliver over http."""
    check_webhook(settings(**changed))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"webhook_url": None}, "BOT_WEBHOOK_URL: needed in webhook mode"),
        ({"webhook_url": "http://bot.example.org/telegram"}, "BOT_WEBHOOK_URL: Telegram delivers to https"),
        (
            {"webhook_url": "https://bot.example.org:8444/x"},
            "BOT_WEBHOOK_URL: Telegram delivers to the ports",
        ),
        ({"webhook_url": "https://bot.example.org:x/x"}, "BOT_WEBHOOK_URL: not an address"),
        ({"webhook_url": "https://bot.example.org/?a=b"}, "BOT_WEBHOOK_URL: not an address"),
        ({"webhook_url": "https://me:pass@bot.example.org/x"}, "BOT_WEBHOOK_URL: not an address"),
        ({"webhook_url": "https://bot.example.org/healthz"}, "BOT_WEBHOOK_URL: its path /healthz is one of"),
        ({"webhook_secret": None}, "BOT_WEBHOOK_SECRET: needed in webhook mode"),
        ({"webhook_secret": "with space"}, "BOT_WEBHOOK_SECRET: not 1 to 256"),
        ({"webhook_secret": "A" * 257}, "BOT_WEBHOOK_SECRET: not 1 to 256"),
        ({"webhook_secret": "құпия"}, "BOT_WEBHOOK_SECRET: not 1 to 256"),
        ({"listen": "off"}, "BOT_LISTEN: an address is needed in webhook mode"),
    ],
)
def test_bad(changed: dict[str, str | None], said: str) -> None:
    """What is missing or wrong is one line that names the setting and not what it holds."""
    with pytest.raises(UsageError) as refused:
        check_webhook(settings(**changed))
    line = str(refused.value)
    assert line.startswith(said)
    assert "\n" not in line
    secret = changed.get("webhook_secret")
    assert not secret or secret not in line
