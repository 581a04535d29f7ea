"""How long the bot waits when Telegram does not answer, and when it gives up."""

import pytest
from structlog.testing import capture_logs
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.intake.trouble import IntakeError, Trouble


def never() -> float:
    """Return no jitter."""
    return 0.0


def test_waits_double() -> None:
    """Failure after failure the wait doubles, up to thirty seconds."""
    trouble = Trouble(never)
    assert [trouble.delay(NetworkError("x")) for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]


def test_success_begins_anew() -> None:
    """After an answer the first wait is a short one again."""
    trouble = Trouble(never)
    trouble.delay(TimedOut())
    trouble.delay(TimedOut())
    trouble.over()
    assert trouble.delay(TimedOut()) == 1


def test_jitter() -> None:
    """Jitter takes up to a quarter off a wait and never adds to it."""
    assert Trouble(lambda: 1.0).delay(TimedOut()) == 0.75


def test_many_failures() -> None:
    """A night without a network is only a row of long waits."""
    trouble = Trouble(never)
    assert {trouble.delay(TimedOut()) for _ in range(2000)} == {1, 2, 4, 8, 16, 30}


@pytest.mark.parametrize("as_timedelta", ["0", "1"])
@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
def test_told_to_wait(as_timedelta: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When Telegram says how long to wait, that is how long, in either type that the library tells it in."""
    monkeypatch.setenv("PTB_TIMEDELTA", as_timedelta)
    with capture_logs() as lines:
        assert Trouble(lambda: 1.0).delay(RetryAfter(17)) == 17
    assert lines[0]["seconds"] == 17


@pytest.mark.parametrize(
    ("error", "event", "level"),
    [
        (TimedOut(), "polling.retry", "warning"),
        (NetworkError("x"), "polling.retry", "warning"),
        (TelegramError("x"), "polling.retry", "warning"),
        (BadRequest("x"), "polling.unexpected", "error"),
        (KeyError("x"), "polling.unexpected", "error"),
        (Conflict("x"), "polling.conflict", "error"),
    ],
)
def test_every_failure_is_logged(error: Exception, event: str, level: str) -> None:
    """Each failure leaves one line; the ones that waiting may not mend are errors."""
    with capture_logs() as lines:
        Trouble(never).delay(error)
    assert [(line["event"], line["log_level"]) for line in lines] == [(event, level)]


def test_conflict_is_slow() -> None:
    """While another instance polls with the token, the bot asks rarely, and no rarer with time."""
    trouble = Trouble(never)
    assert [trouble.delay(Conflict("x")) for _ in range(3)] == [15, 15, 15]


@pytest.mark.parametrize("error", [InvalidToken(), Forbidden("x")])
def test_refused_token(error: Exception) -> None:
    """A refused token is not waited out: the error names the setting to look at."""
    with pytest.raises(IntakeError, match="BOT_TOKEN"):
        Trouble(never).delay(error)


def test_log_keeps_the_token() -> None:
    """What an error says is not logged, as it may hold the address with the token in it."""
    error = NetworkError("http://127.0.0.1/bot123:SECRET/getUpdates")
    error.__cause__ = OSError("SECRET")
    with capture_logs() as lines:
        Trouble(never).delay(error)
    assert lines[0]["error"] == "NetworkError (OSError)"
    assert "SECRET" not in str(lines)


def test_recovery_is_logged() -> None:
    """The first answer after failures leaves a line, and an answer after an answer none."""
    trouble = Trouble(never)
    trouble.delay(TimedOut())
    with capture_logs() as lines:
        trouble.over()
        trouble.over()
    assert [(line["event"], line["failures"]) for line in lines] == [("polling.recovered", 1)]
