"""A glance at SQLite from the event loop itself: ten microseconds, where the way through a thread takes a thousand.

Only for whether there is a row of some key, which is what most people's questions need to know: that nothing is held
of them. Readers of a write-ahead log never wait for anybody (sqlite.org/wal.html).
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Any
from urllib.parse import quote


class Glance:
    """Tells whether a query finds anything, as of the last commit. For the thread of the event loop alone."""

    def __init__(self, path: str, query: str) -> None:
        """Ask `query` of the database file at `path`, which is opened at the first use and never written to."""
        self._path = path
        self._query = query
        self._connection: sqlite3.Connection | None = None

    def __call__(self, *values: Any) -> bool | None:
        """Whether there is a row; None where that cannot be told just now, so that it has to be asked properly."""
        try:
            if self._connection is None:
                self._connection = self._open()
            cursor = self._connection.execute(self._query, values)
            found = cursor.fetchone() is not None
            cursor.close()
        except sqlite3.Error:
            self.close()
            return None
        return found

    def _open(self) -> sqlite3.Connection:
        address = f"file:{quote(self._path)}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)

    def close(self) -> None:
        """Close the file; the next glance opens it anew."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()
