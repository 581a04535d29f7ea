"""The two keys kept outside the database: one seals Telegram ids, the other signs the log.

They come from the settings or from files made at the first start. Nothing uses a key itself, only subkeys of
it, one for each purpose (HKDF-SHA256, RFC 5869), so that no two uses can weaken each other.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.storage.errors import StorageSettingsError
from bot.storage.sqlite import make_private_folder

#: Length of a key in bytes.
KEY_BYTES = 32

_DATA, _NEXT = "data.key", "data.key.new"


@dataclass(frozen=True)
class Key:
    """One secret of 32 bytes; never shown, never logged."""

    secret: bytes = field(repr=False)

    def subkey(self, purpose: str, length: int = 32) -> bytes:
        """Return `length` bytes (at most 8160) that belong to `purpose` alone."""
        return HKDF(SHA256(), length, salt=None, info=f"atazan {purpose}".encode()).derive(self.secret)

    @property
    def id(self) -> str:
        """A name of the key that tells nothing about it: 16 hexadecimal digits."""
        return self.subkey("key-id")[:8].hex()


@dataclass(frozen=True)
class Keys:
    """Both keys of an installation."""

    data: Key
    log: Key


def load_keys(data_dir: Path, data_key: str | None, log_key: str | None, *, require: bool = False) -> Keys:
    """Return the keys: from the settings (base64 of 32 bytes) if given, else from files in `data_dir`/keys.

    A file that is missing is made, once, also when several processes start together. With `require` (several
    workers on PostgreSQL, whose folders differ) the settings have to give both.

    Raises:
        StorageSettingsError: a key is missing, malformed or unreadable, or its file is open to others.
    """
    return Keys(
        data=_load("BOT_DATA_KEY", data_key, data_dir / "keys" / _DATA, require=require),
        log=_load("BOT_LOG_KEY", log_key, data_dir / "keys" / "log.key", require=require),
    )


def _load(setting: str, value: str | None, path: Path, *, require: bool) -> Key:
    if value:
        return parse_key(value, setting)
    if require:
        raise StorageSettingsError(f"{setting} has to be set when the database is shared (32 bytes, base64)")
    if not path.exists():
        _make(path)
    return parse_key(_read(path), str(path))


def new_data_key(data_dir: Path) -> Key:
    """Return the data key that is to follow, from a file beside the present one; made if it is not there yet.

    Raises:
        StorageSettingsError: it cannot be made or read.
    """
    path = data_dir / "keys" / _NEXT
    if not path.exists():
        _make(path)
    return parse_key(_read(path), str(path))


def promote(data_dir: Path, key_id: str) -> bool:
    """Let the key that was to follow be the data key, if it has that id; the old one is kept beside it.

    Also after a change of keys that was interrupted once the database had the new one. Return whether it was so.

    Raises:
        StorageSettingsError: the files cannot be read or renamed.
    """
    folder = data_dir / "keys"
    present, following = folder / _DATA, folder / _NEXT
    if not following.exists() or parse_key(_read(following), str(following)).id != key_id:
        return False
    try:
        if present.exists():
            old = parse_key(_read(present), str(present)).id
            os.link(present, folder / f"{_DATA}.{old}")
        following.replace(present)
        _settle(folder)
    except FileExistsError:
        following.replace(present)
    except OSError as error:
        raise StorageSettingsError(f"{present} cannot be replaced: {error.strerror}") from error
    return True


def parse_key(value: str, source: str) -> Key:
    """Return the key that `value` (base64) is; `source` names where it is from, in errors.

    Raises:
        StorageSettingsError: it is not 32 bytes in base64.
    """
    try:
        secret = base64.b64decode(value.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise StorageSettingsError(f"{source} is not base64") from error
    if len(secret) != KEY_BYTES:
        raise StorageSettingsError(f"{source} holds {len(secret)} bytes instead of {KEY_BYTES}")
    return Key(secret)


def _read(path: Path) -> str:
    try:
        if path.stat().st_mode & 0o077:
            raise StorageSettingsError(f"{path} can be read by others; make its mode 600")
        return path.read_text("ascii")
    except OSError as error:
        raise StorageSettingsError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise StorageSettingsError(f"{path} is not base64") from error


def _make(path: Path) -> None:
    """Make a key file that appears with its whole content, or leave the one another process made first."""
    make_private_folder(path.parent.parent)
    make_private_folder(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _write(draft, base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        # A link is made only if the name is free: of two processes one wins, the other reads the winner's.
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
        _settle(path.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StorageSettingsError(f"{path} cannot be made: {error.strerror}") from error


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _settle(folder: Path) -> None:
    # Without this a power cut could keep rows sealed with a key whose file is gone.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
