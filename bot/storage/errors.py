"""What can go wrong with storage, each in one line that an operator can act on."""

from __future__ import annotations


class StorageError(Exception):
    """Storage failed; nothing of the unit of work was kept. One line, without any person's data."""

    exit_code = 1


class StorageSettingsError(StorageError):
    """The way storage is set up is wrong, and trying again will not help."""

    exit_code = 2


class KeyMismatch(StorageSettingsError):  # noqa: N818 - names the state of things: the key and the data do not match
    """The database was sealed or signed with another key than the one given."""
