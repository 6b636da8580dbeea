"""Starting and stopping the server, in processes of its own."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from starting import start

from assistant.server.launch import bind
from assistant.settings import Settings


@pytest.fixture
def server(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server around the fake assistant, in a process of its own."""
    process = start(folder, port, "slow")
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ready_is_said_once_and_a_stop_is_clean(server: subprocess.Popen[str], port: int, how: signal.Signals) -> None:
    """One line tells the address when it answers; Ctrl-C or the system's stop ends it with 0 and no traceback."""
    assert server.stdout
    assert server.stdout.readline() == f"Ready at http://127.0.0.1:{port} (Ctrl-C stops)\n"
    response = httpx.get(f"http://127.0.0.1:{port}/health/ready")
    assert response.status_code == 200
    assert "server" not in response.headers
    server.send_signal(how)
    out, err = server.communicate(timeout=10)
    assert (server.returncode, out, err) == (0, "", "")


def test_a_turn_under_way_is_answered_before_the_end(server: subprocess.Popen[str], port: int) -> None:
    """A stop waits for the turns that are under way."""
    assert server.stdout
    server.stdout.readline()
    asked = subprocess.Popen(
        [sys.executable, "-c", f"import httpx; print(httpx.post('http://127.0.0.1:{port}/api/sessions').status_code)"],
        stdout=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 20
    while not _connected(port) and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(0.05)
    server.send_signal(signal.SIGINT)
    assert asked.communicate(timeout=20)[0] == "201\n"
    assert server.wait(timeout=10) == 0


def _connected(port: int) -> bool:
    """Whether a client is connected to the server at `port`; state 01 is "established"."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return any(line[1].endswith(f":{port:04X}") and line[3] == "01" for line in lines)


def test_not_ready_is_said_with_the_reason(folder: Path, port: int) -> None:
    """Where the assistant does not answer, the server says why, and not that it is ready; it is live all the same."""
    process = start(folder, port, "broken")
    try:
        assert process.stderr
        assert "Not ready: the assistant answered with a technical problem" in process.stderr.readline()
        assert httpx.get(f"http://127.0.0.1:{port}/health/live").status_code == 200
        assert httpx.get(f"http://127.0.0.1:{port}/health/ready").status_code == 503
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10)[0] == ""
    finally:
        process.kill()


def test_a_copy_of_a_file_is_a_backup_after_a_clean_stop(folder: Path, port: int) -> None:
    """What was written stands in the file itself, not only in the one beside it."""
    process = start(folder, port)
    try:
        assert process.stdout
        process.stdout.readline()
        assert httpx.post(f"http://127.0.0.1:{port}/api/sessions").status_code == 201
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.communicate()
    copy = shutil.copy(folder / "website.db", folder / "copy.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM shown").fetchone() == (1,)


@pytest.mark.parametrize(("trusted", "last"), [("127.0.0.1", 201), ("", 429)])
def test_who_writes_is_read_from_a_trusted_proxy_only(folder: Path, port: int, trusted: str, last: int) -> None:
    """Behind a trusted proxy each patient's address has its own limit; a client can't evade its limit by a header.

    The log says of a proxy that is not trusted that it is not.
    """
    settings = {"ASSISTANT_TRUSTED_PROXIES": trusted, "ASSISTANT_WEBSITE_SESSIONS_PER_MINUTE": "5"}
    process = start(folder, port, **settings)
    try:
        assert process.stdout
        process.stdout.readline()
        addresses = ["203.0.113.1"] * 5 + ["203.0.113.2"]
        statuses = [
            httpx.post(f"http://127.0.0.1:{port}/api/sessions", headers={"X-Forwarded-For": address}).status_code
            for address in addresses
        ]
    finally:
        process.kill()
        said = process.communicate()
    assert statuses == [201] * 5 + [last]
    assert ("proxy.not_trusted" in str(said)) == (not trusted)


async def test_answers_are_sent_at_once(port: int) -> None:
    """A small answer does not wait for the client to confirm the piece before it: that costs 40 ms a request."""
    listener = bind(Settings(_env_file=None, host="127.0.0.1", port=port))
    at_once: list[int] = []

    async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted = writer.get_extra_info("socket")
        at_once.append(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    server = await asyncio.start_server(connected, sock=listener)
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await reader.read()
        writer.close()
    assert at_once == [1]


def test_a_name_of_another_program_stops_nothing(folder: Path, port: int) -> None:
    """A name that looks like no setting may be another program's: the server starts, and says that it reads it not."""
    process = start(folder, port, ASSISTANT_ID="asst_0123")
    try:
        assert process.stdout
        assert process.stdout.readline().startswith("Ready at ")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert err == "ASSISTANT_ID is no setting and has no effect (see docs/settings.md).\n"
