"""Downloading from sites that are slow, broken or closed to the world: tried against a local one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from content.fetch import FetchError, fetch, skins
from content.importers.limits import FILE_BYTES


class Site(BaseHTTPRequestHandler):
    """Answers by path; `asked` counts requests."""

    asked: ClassVar[list[str]] = []
    hold: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        self.asked.append(self.path)
        times = self.asked.count(self.path)
        if self.path == "/reset":
            self.connection.close()
        elif self.path == "/slow":
            self.hold.wait(5)
        elif self.path == "/huge":
            self.send(200, b"x", length=FILE_BYTES * 2, times=FILE_BYTES + 1)
        elif self.path == "/short":
            self.send(200, b"half", length=100)
        elif self.path == "/second" and times == 1:
            self.send(503, b"busy")
        elif self.path in ("/page", "/second"):
            self.send(200, "Статья 1".encode())
        else:
            self.send(403 if self.path == "/closed" else 404, b"no")

    def send(self, code: int, data: bytes, length: int | None = None, times: int = 1) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        try:
            self.wfile.write(data * times)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what these tests are about."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a local site."""
    Site.asked.clear()
    Site.hold.clear()
    server = Server(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    Site.hold.set()
    server.shutdown()
    thread.join()
    server.server_close()


def nowait(_: float) -> None:
    """Do not wait."""


def test_page(site: str) -> None:
    """The bytes of the page are given as they came."""
    assert fetch([f"{site}/page"]).decode() == "Статья 1"


def test_retries_with_growing_waits(site: str) -> None:
    """A busy site is asked again, after waits that double; others are not."""
    waits: list[float] = []
    assert fetch([f"{site}/second"], wait=waits.append).decode() == "Статья 1"
    assert waits == [1.0]
    with pytest.raises(FetchError):
        fetch([f"{site}/short"], retries=3, wait=waits.append)
    assert waits == [1.0, 1.0, 2.0, 4.0]


def test_next_address(site: str) -> None:
    """Where one address fails the next is tried."""
    assert fetch([f"{site}/gone", f"{site}/page"], wait=nowait).decode() == "Статья 1"
    assert Site.asked == ["/gone", "/page"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/reset", "refuses the connection; the site is known to refuse connections from abroad"),
        ("/slow", "does not answer in time"),
        ("/closed", r"answers 403 \(it may refuse connections from abroad\)"),
        ("/gone", "answers 404"),
        ("/short", "breaks off before the end of the page"),
        ("/huge", "sends more than 16 MB"),
    ],
)
def test_reasons(site: str, path: str, reason: str) -> None:
    """Each kind of failure has its sentence, and all say what to do instead."""
    with pytest.raises(FetchError, match=f"^127.0.0.1:[0-9]+ {reason}: open the page in a browser, save it,"):
        fetch([f"{site}{path}"], timeout=0.3 if path == "/slow" else 60, retries=0, wait=nowait)


def test_nobody_there(site: str) -> None:
    """A refused connection is told like a reset one."""
    with pytest.raises(FetchError, match="refuses the connection"):
        fetch(["http://127.0.0.1:1/"], retries=0, wait=nowait)


@pytest.mark.parametrize("addresses", [[], ["file:///etc/hosts"], ["ftp://example.org/law"]])
def test_addresses(addresses: list[str]) -> None:
    """Only web addresses are opened."""
    with pytest.raises(ValueError):
        fetch(addresses)


def test_skins() -> None:
    """A page is looked for on the mirror of its host too, where the pack names one."""
    mirrors = {"law.example.org": "old.law.example.org"}
    assert skins("https://law.example.org/docs/1", mirrors) == (
        "https://law.example.org/docs/1",
        "https://old.law.example.org/docs/1",
    )
    assert skins("https://example.org/law", mirrors) == ("https://example.org/law",)
