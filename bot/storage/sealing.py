"""Telegram ids as the database holds them: sealed, so that a stolen database names nobody.

Sealing is deterministic (the same id gives the same bytes), because people have to be found again; and
authenticated (AES-SIV, RFC 5297), because a sealed id that was tampered with must not open as somebody else.
"""

from __future__ import annotations

import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from bot.storage.errors import StorageError
from bot.storage.keys import Key

# An id has at most 52 significant bits (Bot API, type User); those of groups and channels are negative.
_ID_BYTES = 8
# How many are kept in memory.
_KEPT = 10_000


class Sealer:
    """Seals and opens ids with the data key."""

    def __init__(self, key: Key) -> None:
        self._siv = AESSIV(key.subkey("seal telegram ids", 64))
        self._key = key
        # An update needs the same one several times.
        self._seal = lru_cache(maxsize=_KEPT)(self._sealed)

    def seal(self, telegram_id: int, purpose: str = "people") -> bytes:
        """Return 24 bytes that stand for `telegram_id`; those of another `purpose` do not match them.

        Raises:
            OverflowError: it has more than 64 bits.
        """
        return self._seal(telegram_id, purpose)

    def _sealed(self, telegram_id: int, purpose: str) -> bytes:
        return self._siv.encrypt(telegram_id.to_bytes(_ID_BYTES, "big", signed=True), [purpose.encode()])

    def open(self, sealed: bytes, purpose: str = "people") -> int:
        """Return the id that was sealed.

        Raises:
            StorageError: it was sealed with another key or for another purpose, or changed since.
        """
        try:
            plain = self._siv.decrypt(sealed, [purpose.encode()])
        except (InvalidTag, ValueError) as error:
            raise StorageError(
                "a sealed id does not open: the key is another, or the row was changed"
            ) from error
        return int.from_bytes(plain, "big", signed=True)

    def pseudonym(self, purpose: str, value: str | int) -> bytes:
        """Return 32 bytes that always stand for `value` within `purpose`, and that nobody can turn back."""
        return hmac.digest(self._key.subkey(f"pseudonym {purpose}"), str(value).encode(), "sha256")
