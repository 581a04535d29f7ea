"""From what a database driver says to one line that an operator understands."""

from __future__ import annotations

import sys

from sqlalchemy import exc

from bot.storage.errors import StorageError, StorageSettingsError


def driver_failures() -> tuple[type[Exception], ...]:
    """What PostgreSQL's driver raises by itself. It is loaded with a database of its kind alone, or raises nothing."""
    driver = sys.modules.get("asyncpg")
    return (driver.PostgresError, driver.InterfaceError) if driver else ()


def session_failures() -> tuple[type[Exception], ...]:
    """Everything that may end a session with PostgreSQL, a time-out included."""
    return (StorageError, OSError, *driver_failures())


def connect_failures() -> tuple[type[Exception], ...]:
    """Everything a driver may raise before there is a connection to speak of."""
    return (OSError, ValueError, *driver_failures())


# Mistakes of the program are left as they are: hiding them in a StorageError would hide the place.
_MISTAKES = (exc.IntegrityError, exc.ProgrammingError, exc.DataError, exc.NotSupportedError)

# What SQLite says (its own English texts, sqlite3ErrStr) → what it means here.
_SQLITE: tuple[tuple[str, type[StorageError], str], ...] = (
    ("is full", StorageError, "the disk is full: nothing more can be stored"),
    ("locked", StorageError, "the database is locked by another process"),
    ("is not a database", StorageSettingsError, "the database file is not an SQLite database"),
    ("malformed", StorageError, "the database file is damaged; restore a backup"),
    ("unable to open", StorageSettingsError, "the database file cannot be opened"),
    ("readonly", StorageError, "the database is open for reading only"),
    ("disk i/o", StorageError, "the disk failed while reading or writing"),
)

# PostgreSQL's SQLSTATE codes (manual, appendix A) → what they mean here.
_POSTGRES: dict[str, tuple[type[StorageError], str]] = {
    "28000": (StorageSettingsError, "PostgreSQL refuses this user"),
    "28P01": (StorageSettingsError, "PostgreSQL refuses this password"),
    "3D000": (StorageSettingsError, "PostgreSQL has no such database"),
    "25006": (StorageError, "the database is open for reading only"),
    "40P01": (StorageError, "two writers stood in each other's way; try again"),
    "53100": (StorageError, "the disk is full: nothing more can be stored"),
    "53300": (StorageError, "PostgreSQL has too many connections"),
    "55P03": (StorageError, "the database is locked by another process"),
    "57P03": (StorageError, "PostgreSQL is starting up or shutting down"),
}


def is_mistake(error: BaseException) -> bool:
    """Return whether `error` is the program's fault (a broken rule, wrong SQL), not the database's."""
    return isinstance(error, _MISTAKES)


def explain(error: BaseException) -> StorageError:
    """Return the StorageError that says in one line what `error` means; it never holds a person's data."""
    if isinstance(error, exc.TimeoutError):
        return StorageError("all connections to the database are busy")
    origin = getattr(error, "orig", None) or error
    known = _POSTGRES.get(getattr(origin, "sqlstate", None) or "") or _sqlite(str(origin))
    if known is not None:
        kind, text = known
        return kind(text)
    if isinstance(origin, OSError):
        return StorageError(f"the database cannot be reached ({type(origin).__name__})")
    return StorageError(f"the database failed ({_name(origin)})")


def _sqlite(said: str) -> tuple[type[StorageError], str] | None:
    lowered = said.lower()
    for sign, kind, text in _SQLITE:
        if sign in lowered:
            return kind, text
    return None


def _name(error: BaseException) -> str:
    # A driver's own text may quote values of a row (PostgreSQL's DETAIL does), so only its name is told.
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
