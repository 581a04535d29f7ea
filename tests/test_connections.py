"""Kept connections: whatever a server or the network does, an answer is whole and belongs to its request, or fails."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
import uvloop
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from bot.network.connections import (
    ConnectionBrokenError,
    ConnectionFailedError,
    Connections,
    ConnectionTimeoutError,
    Patience,
    Server,
)

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

PATIENCE = Patience(5, 5, 5)
REQUEST = b"POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@asynccontextmanager
async def served(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """A server on loopback; each connection is handed to `serve` and closed after it."""
    running: set[asyncio.Task[None]] = set()

    async def run(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await serve(reader, writer)
        writer.close()
        running.discard(task)

    server = await asyncio.start_server(run, "127.0.0.1", 0, ssl=tls)
    try:
        yield Server("127.0.0.1", server.sockets[0].getsockname()[1], tls is not None)
    finally:
        server.close()
        for task in tuple(running):
            task.cancel()
        if running:
            await asyncio.wait(running)


async def asked(reader: asyncio.StreamReader) -> bytes:
    """The next request, without a body."""
    return await reader.readuntil(b"\r\n\r\n")


def answering(*answers: bytes) -> Serve:
    """Give these answers, one to each request, on each connection; then close it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            await asked(reader)
            writer.write(answer)

    return serve


@pytest.fixture
async def connections() -> AsyncIterator[Connections]:
    """Two at most, kept for a minute."""
    made = Connections(2, 60)
    yield made
    await made.close()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (OK, (200, b"ok")),
        (b"HTTP/1.1 404 Not Found\r\ncontent-length: 3\r\n\r\nno!", (404, b"no!")),
        (b"HTTP/1.1 204 No Content\r\n\r\n", (204, b"")),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
            (200, b"abc"),
        ),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, (200, b"ok")),
        (b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + OK, (200, b"ok")),
        (b"HTTP/1.0 502 Bad Gateway\r\nContent-Length: 1\r\n\r\nx", (502, b"x")),
    ],
)
async def test_answers(connections: Connections, answer: bytes, told: tuple[int, bytes]) -> None:
    """Status and body of every kind of answer, also in single bytes."""

    async def in_bytes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        for place in range(len(answer)):
            writer.write(answer[place : place + 1])
            await writer.drain()
            await asyncio.sleep(0)

    for serve in (answering(answer), in_bytes):
        async with served(serve) as server:
            assert await connections.exchange(server, REQUEST, PATIENCE) == told


@given(st.binary(max_size=300), st.lists(st.integers(0, 400), max_size=5))
async def test_in_pieces(body: bytes, cuts: list[int]) -> None:
    """A body comes back as it is, wherever the network cuts the answer."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), None], strict=True):
            writer.write(answer[begin:end])
            await asyncio.sleep(0)

    connections = Connections(1, 60)
    async with served(serve) as server:
        assert await connections.exchange(server, REQUEST, PATIENCE) == (200, body)
        await connections.close()


async def test_one_connection_for_many_requests(connections: Connections) -> None:
    """Requests after each other share a connection, as long as the server keeps it."""
    opened = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal opened
        opened += 1
        for _ in range(3):
            await asked(reader)
            writer.write(OK)

    async with served(serve) as server:
        for _ in range(3):
            assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")
        assert opened == 1


async def test_a_server_that_closes_after_each(connections: Connections) -> None:
    """One that says so, and one that does not, are connected to anew."""
    closing = OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    async with served(answering(closing, closing)) as server:
        for _ in range(3):
            assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")
    async with served(answering(OK)) as server:
        for _ in range(3):
            assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")
            await settled(connections)


async def settled(connections: Connections) -> None:
    """Wait until the server has ended all connections."""
    while connections._living:  # noqa: ASYNC110
        await asyncio.sleep(0.001)


async def test_old_connections_are_not_used() -> None:
    """What was unused for too long is not trusted any more."""
    opened = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal opened
        opened += 1
        while True:
            await asked(reader)
            writer.write(OK)

    connections = Connections(2, 0)
    async with served(serve) as server:
        for _ in range(3):
            await connections.exchange(server, REQUEST, PATIENCE)
        assert opened == 3
        await connections.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
        b"HTTP/1.1 200 OK\r\n\r\nwithout a length",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nxyz",
    ],
)
async def test_broken_answers(connections: Connections, answer: bytes) -> None:
    """What is no whole answer is none, and the next request is not harmed."""
    async with served(answering(answer)) as server:
        with pytest.raises(ConnectionBrokenError):
            await connections.exchange(server, REQUEST, PATIENCE)
    async with served(answering(OK)) as server:
        assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")


async def test_more_than_was_asked_for(connections: Connections) -> None:
    """A second answer to one request is never taken for the answer to the next."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(OK + OK.replace(b"ok", b"no"))
        await asked(reader)

    async def late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(OK)
        await writer.drain()
        writer.write(OK.replace(b"ok", b"no"))
        await asked(reader)

    for each in (serve, late):
        async with served(each) as server:
            for _ in range(3):
                assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")
                await settled(connections)


async def test_silence(connections: Connections) -> None:
    """A server that says nothing, or stops in the middle, is given up; what it says later belongs to nobody."""
    go_on = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(OK[:30])
        await go_on.wait()
        writer.write(OK[30:])

    async with served(serve) as server:
        with pytest.raises(TimeoutError) as error:
            await connections.exchange(server, REQUEST, PATIENCE._replace(answer=0.02))
        assert not isinstance(error.value, ConnectionTimeoutError)
        go_on.set()
        assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")


async def test_slow_but_not_silent(connections: Connections) -> None:
    """A long answer may take longer than the patience, as long as something comes."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
        for _ in range(6):
            await asyncio.sleep(0.1)
            writer.write(b"x")

    async with served(serve) as server:
        told = await connections.exchange(server, REQUEST, PATIENCE._replace(answer=0.5))
        assert told == (200, b"xxxxxx")


async def test_given_up_by_the_caller(connections: Connections) -> None:
    """A cancelled request leaves neither a connection nor a place behind."""
    waiting = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        waiting.set()
        await asked(reader)

    async with served(serve) as server:
        for _ in range(3):
            waiting.clear()
            task = asyncio.create_task(connections.exchange(server, REQUEST, PATIENCE))
            await waiting.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        await settled(connections)
    async with served(answering(OK)) as server:
        assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")


async def test_no_more_than_the_most(connections: Connections) -> None:
    """Whoever comes when all are in use waits, in order of arrival, but not for ever."""
    open_now = most = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        try:
            while True:
                await asked(reader)
                await asyncio.sleep(0.01)
                writer.write(OK)
        finally:
            open_now -= 1

    async with served(serve) as server:
        answers = await asyncio.gather(*(connections.exchange(server, REQUEST, PATIENCE) for _ in range(20)))
        assert answers == [(200, b"ok")] * 20
        assert most == 2
        several = [connections.exchange(server, REQUEST, PATIENCE._replace(room=0)) for _ in range(3)]
        *told, late = await asyncio.gather(*several, return_exceptions=True)
        assert told == [(200, b"ok")] * 2
        assert isinstance(late, ConnectionTimeoutError)


async def test_nobody_there(connections: Connections) -> None:
    """No connection, an unknown name, and no way to connect in time: nothing was sent."""
    for server in (Server("127.0.0.1", 9, False), Server("does-not-exist.invalid", 80, False)):
        with pytest.raises(ConnectionFailedError):
            await connections.exchange(server, REQUEST, PATIENCE)
    async with served(answering(OK)) as server:
        with pytest.raises(ConnectionTimeoutError):
            await connections.exchange(server, REQUEST, PATIENCE._replace(connect=0))


async def test_closed_while_waiting() -> None:
    """At the end what waits fails, and nothing stays open."""
    waiting = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        waiting.set()
        await asked(reader)

    connections = Connections(2, 60)
    async with served(serve) as server:
        task = asyncio.create_task(connections.exchange(server, REQUEST, PATIENCE))
        await waiting.wait()
        await connections.close()
        with pytest.raises(ConnectionBrokenError):
            await task
        with pytest.raises(ConnectionFailedError):
            await connections.exchange(server, REQUEST, PATIENCE)


def test_on_uvloop() -> None:
    """The event loop that the bot runs on does the same: kept, broken, silent, refused and ended connections."""

    async def scenario() -> None:
        connections = Connections(2, 60)
        async with served(answering(OK, OK, b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")) as server:
            for _ in range(2):
                assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")
            with pytest.raises(ConnectionBrokenError):
                await connections.exchange(server, REQUEST, PATIENCE)
        with pytest.raises(ConnectionFailedError):
            await connections.exchange(Server("127.0.0.1", 9, False), REQUEST, PATIENCE)
        async with served(answering(OK, OK[:30])) as server:
            assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")
            with pytest.raises((TimeoutError, ConnectionBrokenError)):
                await connections.exchange(server, REQUEST, PATIENCE._replace(answer=0.02))
        async with served(answering(OK, OK)) as server:
            assert await connections.exchange(server, REQUEST, PATIENCE) == (200, b"ok")
            await connections.close()
        assert not connections._living

    uvloop.run(scenario())


async def test_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate is checked: by whom it was given, and for whom."""
    authority, context = certificate(tmp_path, "127.0.0.1")
    _, of_another = certificate(tmp_path / "other", "127.0.0.2")
    async with served(answering(OK, OK), context) as server:
        unknown = Connections(2, 60)
        with pytest.raises(ConnectionFailedError):
            await unknown.exchange(server, REQUEST, PATIENCE)
        await unknown.close()
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        known = Connections(2, 60)
        for _ in range(2):
            assert await known.exchange(server, REQUEST, PATIENCE) == (200, b"ok")
        await known.close()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other" / "certificate.pem"))
    async with served(answering(OK), of_another) as server:
        wrong = Connections(2, 60)
        with pytest.raises(ConnectionFailedError):
            await wrong.exchange(server, REQUEST, PATIENCE)
        await wrong.close()


def certificate(folder: Path, address: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate of its own authority for an address: its file, and what a server presents it with."""
    folder.mkdir(exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / "certificate.pem", folder / "key.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return file, context
