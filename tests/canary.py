"""What must never be logged, looked for in whatever any test of the suite makes the program print.

Every test runs with the same token, and everybody in it has an id of the local Telegram or one of `IDS`; tests of what
goes wrong say `SENTENCE`. At the end of the suite one line of any log that holds any of these fails it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.local.state import DEFAULT_TOKEN
from bot.local_ids import LOCAL_ID_BASE

SENTENCE = "the canary sings of a lighthouse keeper's daughter"
ID = 7_531_902_468

#: Ids that tests use for people, besides those of the local Telegram.
IDS = frozenset((ID, 4_200_000_001, 4_200_000_002, 4_200_000_003))

_SECRET = DEFAULT_TOKEN.partition(":")[2]
_NUMBER = re.compile(r"\d{10,}")


def leaks(text: str) -> Iterator[str]:
    """What `text` gives away: "token", "id" or "words", each as often as it does."""
    if _SECRET in text:
        yield "token"
    if SENTENCE in text or "lighthouse" in text:
        yield "words"
    for number in map(int, _NUMBER.findall(text)):
        if number in IDS or LOCAL_ID_BASE <= number < LOCAL_ID_BASE + 2**42:
            yield "id"


class Watch:
    """A plugin that reads what each test printed and logged."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Read what was captured of one phase of a test; of the phases before it again, which does no harm."""
        for title, text in report.sections:
            self.found += [f"{report.nodeid}: {what} in {title.lower()}" for what in leaks(text)]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail the suite if anything was given away."""
        if self.found and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was given away, and by which test."""
        for line in sorted(set(self.found)):
            terminalreporter.write_line(f"LOGGED: {line}", red=True)
