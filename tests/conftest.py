"""What all tests share: fixtures of storage and of a running bot, and how property tests search."""

from __future__ import annotations

import os
from collections.abc import Iterator

# Before telegram is imported: without it, every RetryAfter warns, and warnings are errors.
os.environ.setdefault("PTB_TIMEDELTA", "1")

import pytest
import structlog
from hypothesis import settings

from tests.canary import Watch

pytest_plugins = [
    "tests.storage_fixtures",
    "tests.running_bot",
    "tests.command_line",
    "tests.proposal_fixtures",
]

# What must never be logged is looked for in the output of every test.
WATCH = Watch()


def pytest_configure(config: pytest.Config) -> None:
    """Watch every log of the suite."""
    config.pluginmanager.register(WATCH, "watch")


# The same examples on every machine, however slow.
settings.register_profile("atazan", deadline=None, derandomize=True)
settings.load_profile("atazan")


@pytest.fixture(autouse=True)
def _log_of_its_own() -> Iterator[None]:
    """Undo what a test that ran the program did to the log: others would wait for lines that never come."""
    yield
    structlog.reset_defaults()
