"""Errors that end the program with one clear line on stderr."""

from __future__ import annotations


class BotError(Exception):
    """Something went wrong that the operator can understand. `exit_code` is what the process ends with."""

    exit_code = 1


class UsageError(BotError):
    """Wrong use or bad input: a faulty setting, an unknown language, a broken pack."""

    exit_code = 2
