"""The few settings that `ask` and `content` need, read without those of the whole bot, which cost time at start."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator
from pathlib import Path

from bot.errors import UsageError
from bot.official_texts import OfficialTexts
from content.language import Language
from content.languages import ALL
from content.model import Pack
from content.opening import Opened, open_pack
from content.pack import SHIPPED, PackError, languages_of, load


def setting(name: str) -> str | None:
    """A `BOT_…` setting from the environment, else from `.env`; None where it is not set or empty."""
    value = os.environ.get(name)
    return (file_settings().get(name) if value is None else value) or None


def file_settings() -> dict[str, str | None]:
    """What `.env` in the working directory sets; nothing where there is no such file.

    Raises:
        UsageError: it cannot be read, or a line of it is no setting (dotenv itself would pass over that line).
    """
    if not Path(".env").is_file():
        return {}
    from dotenv.parser import parse_stream

    try:
        with Path(".env").open(encoding="utf-8") as stream:
            lines = list(parse_stream(stream))
    except UnicodeDecodeError as error:
        raise UsageError(".env: not a text in UTF-8") from error
    except OSError as error:
        raise UsageError(f".env: {error.strerror}") from error
    wrong = next((line.original.line for line in lines if line.error), None)
    if wrong is not None:
        raise UsageError(f".env: line {wrong} is not like NAME=value")
    from dotenv import dotenv_values

    return dotenv_values(".env")


def env_file_open_to_others() -> bool:
    """Whether `.env` can be read by others than its owner: it holds the token, and perhaps keys."""
    try:
        return bool(Path(".env").stat().st_mode & 0o077)
    except OSError:
        return False


def opened() -> Opened:
    """The pack of `BOT_PACK`, or the shipped one, with its index.

    Raises:
        UsageError: it cannot be read or is not valid.
    """
    chosen = setting("BOT_PACK")
    try:
        with settled():
            return open_pack(Path(chosen) if chosen else SHIPPED)
    except PackError as error:
        raise UsageError(str(error)) from error


@contextlib.contextmanager
def settled() -> Iterator[None]:
    """What is made in the block stays as long as the program: the collector need not look at it, now or later.

    It would go through some hundred thousand strings of the pack again and again, a tenth of the time of `ask`.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def pack(folder: str | None = None) -> Pack:
    """The pack in `folder`, else that of `BOT_PACK`, or the shipped one.

    Raises:
        UsageError: it cannot be read or is not valid.
    """
    chosen = folder or setting("BOT_PACK")
    try:
        return load(Path(chosen) if chosen else SHIPPED)
    except PackError as error:
        raise UsageError(str(error)) from error


def tables() -> tuple[Language, ...]:
    """The languages whose words may head the articles of a law: the program's, and those of the pack of `BOT_PACK`.

    Raises:
        UsageError: the pack's cannot be read.
    """
    chosen = setting("BOT_PACK")
    try:
        return (*ALL, *languages_of(Path(chosen) if chosen else SHIPPED))
    except PackError as error:
        raise UsageError(str(error)) from error


def data_folder() -> Path:
    """The folder of `BOT_DATA_DIR`, by default `data`; it need not exist."""
    return Path(setting("BOT_DATA_DIR") or "data")


def official_texts() -> OfficialTexts:
    """The official texts of the data folder.

    Raises:
        UsageError: it is no folder, or may not be read.
    """
    folder = data_folder()
    try:
        return OfficialTexts.within(folder)
    except OSError as error:
        raise UsageError(f"the data folder {folder} cannot be used: {error.strerror}") from error


def language(held: Pack) -> str:
    """The language of `BOT_LANGUAGE` where the pack has it, else the pack's first.

    Raises:
        UsageError: the pack does not have that language.
    """
    chosen = setting("BOT_LANGUAGE")
    if chosen is None:
        return held.info.languages[0]
    if chosen not in held.info.languages:
        raise UsageError(
            f"BOT_LANGUAGE: {chosen!r} is not a language of the pack ({', '.join(held.info.languages)})"
        )
    return chosen
