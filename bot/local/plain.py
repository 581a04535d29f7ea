"""Plain text as Telegram keeps it: measured in UTF-16 units, cleaned and trimmed."""

import re

# TDLib's clean_input_string: control characters become spaces, line separators and direction overrides
# vanish.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e]")


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, the unit of every length and offset in the Bot API."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def utf16_slice(text: str, offset: int, length: int) -> str:
    """Return the part of a text that starts at ``offset`` and has ``length`` UTF-16 units."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def clean(text: str) -> str:
    """Return the text as stored: no carriage returns, control characters or direction overrides."""
    return _CONTROL.sub(" ", _DROPPED.sub("", text))


def byte_offset(text: str, at: int) -> int:
    """Return the place of character ``at`` in UTF-8 bytes, as parse errors count."""
    return len(text[:at].encode("utf-8", "surrogatepass"))
