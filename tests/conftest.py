"""What all tests share: fixtures of storage and of a running bot, and how property tests search."""

from __future__ import annotations

import os

# Before telegram is imported: without it, every RetryAfter warns, and warnings are errors.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from hypothesis import settings

pytest_plugins = ["tests.storage_fixtures", "tests.running_bot", "tests.command_line"]

# The same examples on every machine, however slow.
settings.register_profile("atazan", deadline=None, derandomize=True)
settings.load_profile("atazan")
