"""Packs that are read once by each process of the tests, however many tests ask for them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.environment import settled
from content.model import Pack
from content.opening import Opened, _stamp, open_pack
from content.pack import SHIPPED, load


def loaded(folder: Path = SHIPPED) -> Pack:
    """The pack in a folder, read anew only where a file of it is another one; raises what `load` raises."""
    return _loaded(folder, _state(folder))


def opened(folder: Path = SHIPPED) -> Opened:
    """The same with its index, as the bot opens it; raises what `open_pack` raises."""
    return _opened(folder, _state(folder))


def _state(folder: Path) -> str:
    return f"{folder.absolute()} {_stamp(folder)}"


@lru_cache(maxsize=4)
def _loaded(folder: Path, _: str) -> Pack:
    with settled():
        return load(folder)


@lru_cache(maxsize=4)
def _opened(folder: Path, _: str) -> Opened:
    with settled():
        return open_pack(folder)
