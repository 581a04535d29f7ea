"""Signed notes (C2SP signed-note): a text, and under it lines of signatures that each name their key.

The key is made from the log key, which is kept outside the database; whoever steals the database cannot sign.
"""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.storage.keys import Key

_ED25519 = b"\x01"
_ID_BYTES = 4


class NoteError(ValueError):
    """A note is not well formed, or not signed by the key it should be signed by."""


class Signer:
    """Signs texts and opens signed ones. Every text begins with a line that names its origin and so its key."""

    def __init__(self, key: Key) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(key.subkey("public log ed25519"))
        self.public = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        #: A name for this log that is like no other's: it is made from the public key.
        self.name = f"atazan.log/{sha256(self.public).hexdigest()[:16]}"

    def origin(self, what: str) -> str:
        """The first line of a text about `what` ("proposals", "audit", "export")."""
        return f"{self.name}/{what}"

    def verifier_key(self, what: str) -> str:
        """The public key as C2SP writes it: name, id and key, between plus signs."""
        name = self.origin(what)
        return f"{name}+{_key_id(name, self.public).hex()}+{_base64(_ED25519 + self.public)}"

    def sign(self, text: str) -> str:
        """The note: the text (ending in a line end), an empty line, and the signature under the name in its first line.

        Raises:
            ValueError: the text does not end in a line end.
        """
        if not text.endswith("\n"):
            raise ValueError("the text of a note ends in a line end")
        name = text.partition("\n")[0]
        signature = _base64(_key_id(name, self.public) + self._private.sign(text.encode()))
        return f"{text}\n\u2014 {name} {signature}\n"

    def open(self, note: str) -> str:
        """The text of a note that was signed with this key.

        Raises:
            NoteError: it was not, or is not a note.
        """
        return opened(note, self.public)


def opened(note: str, public: bytes) -> str:
    """The text of a note, if the key `public` signed it.

    Raises:
        NoteError: it did not, or it is not a note.
    """
    text, found, signatures = note.rpartition("\n\n")
    text += "\n"
    name = text.partition("\n")[0]
    for line in signatures.splitlines() if found else ():
        dash, signer, encoded = [*line.split(" "), "", ""][:3]
        if (dash, signer) == ("\u2014", name) and _signed(text, name, encoded, public):
            return text
    raise NoteError("not signed by the key of this log")


def _signed(text: str, name: str, encoded: str, public: bytes) -> bool:
    try:
        raw = base64.b64decode(encoded, validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(raw[_ID_BYTES:], text.encode())
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return raw[:_ID_BYTES] == _key_id(name, public)


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:_ID_BYTES]


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
