"""A glance at SQLite from the event loop itself: ten microseconds, where the way through a thread takes a thousand.

Only for whether there is a row of some key, which is what most people's questions need to know: that nothing is held
of them. Readers of a write-ahead log never wait for anybody (sqlite.org/wal.html).
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Any
from urllib.parse import quote


class _Looking:
    """A connection for looks from the event loop, opened at the first and never written to."""

    def __init__(self, path: str) -> None:
        """Look at the database file at `path`."""
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._opened = 0

    def _row(self, query: str, values: tuple[Any, ...] = ()) -> Any:
        """The first row, None if there is none.

        Raises:
            sqlite3.Error: it cannot be told just now; the file is opened anew the next time.
        """
        try:
            if self._connection is None:
                self._connection = self._open()
                self._opened += 1
            cursor = self._connection.execute(query, values)
            row = cursor.fetchone()
            cursor.close()
        except sqlite3.Error:
            self.close()
            raise
        return row

    def _open(self) -> sqlite3.Connection:
        address = f"file:{quote(self._path)}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)

    def close(self) -> None:
        """Close the file; the next glance opens it anew."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()


class Glance(_Looking):
    """Tells whether a query finds anything, as of the last commit. For the thread of the event loop alone."""

    def __init__(self, path: str, query: str) -> None:
        """Ask `query` of the database file at `path`."""
        super().__init__(path)
        self._query = query

    def __call__(self, *values: Any) -> bool | None:
        """Whether there is a row; None where that cannot be told just now, so that it has to be asked properly."""
        try:
            return self._row(self._query, values) is not None
        except sqlite3.Error:
            return None


class Commits(_Looking):
    """Tells moments between which nothing was committed. For the thread of the event loop alone."""

    def __call__(self) -> tuple[int, int] | None:
        """Something that is the same as long as nobody commits, in whatever process; None: that cannot be told."""
        try:
            # Comparable within one connection only (sqlite.org/pragma.html#pragma_data_version).
            version = self._row("PRAGMA data_version")[0]
        except sqlite3.Error:
            return None
        return self._opened, version
