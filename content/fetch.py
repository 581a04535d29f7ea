"""Downloading an official text from its addresses, one after the other, with the patience that slow sites need."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from content.importers.limits import FILE_BYTES

_AGENT = "Mozilla/5.0 (compatible; Atazan; reads one page of the constitution)"
_FIRST_WAIT = 1.0
_CHUNK = 1 << 16
_GIVES_UP_ON = frozenset((400, 401, 403, 404, 405, 410, 451))
_BY_HAND = "open the page in a browser, save it, and import the saved file"


class FetchError(Exception):
    """No address gave the text. The message is one line that says why and what to do instead."""


class Opener(Protocol):
    """What opens a request; `urllib.request.build_opener()` gives one."""

    def open(
        self, fullurl: urllib.request.Request, data: None = None, timeout: float = ...
    ) -> http.client.HTTPResponse:
        """The answer, or an `OSError`."""


class _SizeError(Exception):
    pass


def skins(address: str, mirrors: Mapping[str, str]) -> tuple[str, ...]:
    """The address, and the same page on the mirror of its host where the pack names one."""
    parts = urlsplit(address)
    mirror = mirrors.get(parts.netloc)
    return (address,) if mirror is None else (address, urlunsplit(parts._replace(netloc=mirror)))


def fetch(
    addresses: Sequence[str],
    *,
    timeout: float = 20,
    retries: int = 2,
    opener: Opener | None = None,
    wait: Callable[[float], object] = time.sleep,
) -> bytes:
    """The first page that any of the addresses gives.

    `timeout` is in seconds for each answer and for each whole download; `retries` is how often an address is tried
    again (0: never), after 1, 2, 4 … seconds given to `wait`. `opener` None honours the proxies of the environment.

    Raises:
        FetchError: no address gave a page.
        ValueError: no address, or one that is not http(s).
    """
    if not addresses or any(urlsplit(address).scheme not in ("http", "https") for address in addresses):
        raise ValueError("addresses begin with http:// or https://")
    opener = opener or urllib.request.build_opener()
    reasons = []
    for address in addresses:
        try:
            return _patiently(address, timeout, retries, opener, wait)
        except FetchError as failed:
            reasons.append(str(failed))
    raise FetchError(f"{'; '.join(reasons)}: {_BY_HAND}")


def _patiently(
    address: str, timeout: float, retries: int, opener: Opener, wait: Callable[[float], object]
) -> bytes:
    host = urlsplit(address).netloc
    for attempt in range(retries + 1):
        try:
            return _download(address, timeout, opener)
        except _SizeError:
            raise FetchError(f"{host} sends more than {FILE_BYTES // 1_000_000} MB") from None
        except (OSError, http.client.HTTPException) as error:
            if attempt == retries or getattr(error, "code", None) in _GIVES_UP_ON:
                raise FetchError(f"{host} {_reason(error)}") from error
        wait(_FIRST_WAIT * 2**attempt)
    raise FetchError(f"{host} was not tried")


def _download(address: str, timeout: float, opener: Opener) -> bytes:
    headers = {"User-Agent": _AGENT, "Accept": "text/html, application/pdf, */*"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the scheme was checked
    deadline = time.monotonic() + timeout
    data = b""
    with opener.open(request, timeout=timeout) as answer:
        while chunk := answer.read1(_CHUNK):
            data += chunk
            if len(data) > FILE_BYTES:
                raise _SizeError
            if time.monotonic() > deadline:
                raise TimeoutError
        if answer.length:
            raise http.client.IncompleteRead(data, answer.length)
    if not data.strip():
        raise http.client.IncompleteRead(data)
    return data


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        refused = " (it may refuse connections from abroad)" if error.code in (403, 451) else ""
        return f"answers {error.code}{refused}"
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return "does not answer in time"
    if isinstance(cause, (ConnectionError, http.client.RemoteDisconnected)):
        return "refuses the connection; the site is known to refuse connections from abroad"
    if isinstance(cause, http.client.IncompleteRead):
        return "breaks off before the end of the page"
    return f"cannot be reached ({cause if isinstance(cause, str) else type(cause).__name__})"
