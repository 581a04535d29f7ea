"""Memory that the C library keeps for later goes back to the system, where that library is glibc."""

from __future__ import annotations

import ctypes
from typing import Any

#: glibc, malloc.h: how many heaps there may be for threads that allocate at the same time.
_M_ARENA_MAX = -8


def keep_one_heap() -> None:
    """Let all threads share a heap, before there are any: the bot's do little but wait for the database."""
    if library := _glibc():
        library.mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Give back what was needed for a moment only, such as for reading the pack."""
    if library := _glibc():
        library.malloc_trim(0)


def _glibc() -> Any:
    """The C library of this process if it is glibc; None: another one, which does without."""
    try:
        library = ctypes.CDLL(None)
    except OSError:
        return None
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
