"""Addresses as the server takes them in links and buttons."""

import re

_USER = re.compile(r"tg:(?://)?user\?id=(\d+)", re.IGNORECASE)
_WEB = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>[^/?#:\s]+)(?P<port>:\d+)?(?P<rest>[/?#]\S*)?", re.IGNORECASE
)
_APP = re.compile(r"(?:tg|ton|tonsite)://\S+", re.IGNORECASE)


def mentioned_user(address: str) -> int | None:
    """Return the user id of a ``tg://user?id=`` link, None for any other address."""
    found = _USER.fullmatch(address.strip())
    return int(found[1]) if found else None


def checked_link(address: str) -> str:
    """Return the address as stored ("example.org" → "http://example.org/"); empty if it is no link."""
    address = address.strip()
    if _APP.fullmatch(address):
        return address
    found = _WEB.fullmatch(address)
    if not found or "." not in found["host"].strip("."):
        return ""
    rest = found["rest"] or "/"
    rest = rest if rest.startswith("/") else f"/{rest}"
    return f"{(found['scheme'] or 'http').lower()}://{found['host'].lower()}{found['port'] or ''}{rest}"
