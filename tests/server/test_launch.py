"""Starting and stopping the server, in processes of its own."""

from __future__ import annotations

import asyncio
import os
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
from cryptography.fernet import Fernet
from door_fakes import SECRET

from assistant.server.launch import bind
from assistant.settings import ROOT, Settings

HERE = Path(__file__).parent
SERVER = """
import sys, signal
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)
from assistant.server import launch
from door_fakes import FakeAssistant, FakeStore, error_turn
fake = FakeAssistant(FakeStore())
fake.turn = error_turn() if "broken" in sys.argv else None
fake.seconds = 0.3 if "slow" in sys.argv else 0.0
launch.load = lambda: (fake, fake.store)
launch.DATABASE = Path("website.db")
launch.run()
"""


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder without a file of settings."""
    return tmp_path


def _environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    return {**kept, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE))), **more}


def _start(folder: Path, port: int, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SERVER, *arguments],
        cwd=folder,
        env=_environment(ASSISTANT_PORT=str(port), **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def server(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server around the fake assistant, in a process of its own."""
    process = _start(folder, port, "slow")
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
    process = _start(folder, port, "broken")
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
    process = _start(folder, port)
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
    """Behind a trusted proxy each patient's address has its own limit; a client can't evade its limit by a header."""
    settings = {"ASSISTANT_TRUSTED_PROXIES": trusted, "ASSISTANT_WEBSITE_SESSIONS_PER_MINUTE": "5"}
    process = _start(folder, port, **settings)
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
        process.communicate()
    assert statuses == [201] * 5 + [last]


def _serve(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", "serve"],
        cwd=folder,
        env=_environment(**environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


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


def test_a_port_in_use_is_one_line(folder: Path) -> None:
    """A port that is taken stops the start, before the model is loaded, with one line that names the setting."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = _serve(folder, ASSISTANT_PORT=str(taken.getsockname()[1]))
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "ASSISTANT_PORT" in result.stderr
    assert "in use" in result.stderr


def test_a_host_that_is_not_ours_is_one_line(folder: Path) -> None:
    """A host that is no address stops the start with one line that names the setting."""
    result = _serve(folder, ASSISTANT_HOST="no.such.host.invalid")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "ASSISTANT_HOST" in result.stderr


def test_the_address_of_another_machine_is_one_line(folder: Path) -> None:
    """An address that this machine does not have: the host is to be changed, not the port."""
    result = _serve(folder, ASSISTANT_HOST="192.0.2.1")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "192.0.2.1 is not an address of this machine. Change ASSISTANT_HOST." in result.stderr
    assert "ASSISTANT_PORT" not in result.stderr


def test_a_file_in_the_place_of_the_folder_is_one_line(folder: Path, port: int) -> None:
    """Where the folder of what is kept is a file, which one; no name of an error."""
    (folder / "var").touch()
    place = f"sqlite:///{folder}/var/bookings.db"
    result = _serve(folder, ASSISTANT_PORT=str(port), ASSISTANT_BOOKING_DATABASE=place)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert f"{folder}/var is a file, and a folder is needed there." in result.stderr
    assert "Error" not in result.stderr


def test_a_database_that_is_down_is_one_line(folder: Path, port: int) -> None:
    """PostgreSQL that does not run: that the connection is refused, and what to look at; no password, no class name."""
    key = Fernet.generate_key().decode()
    place = "postgresql://someone:hunter2hunter2@127.0.0.1:1/x"
    result = _serve(
        folder,
        ASSISTANT_PORT=str(port),
        ASSISTANT_DATABASE=place,
        ASSISTANT_SECRET=SECRET,
        ASSISTANT_BOOKING_KEYS=key,
    )
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "ASSISTANT_DATABASE" in result.stderr
    assert "connection refused" in result.stderr
    assert "whether PostgreSQL runs" in result.stderr
    for secret in ("hunter2", SECRET, key, "Error"):
        assert secret not in result.stderr


def test_an_address_of_a_database_that_is_none_is_one_line(folder: Path, port: int) -> None:
    """A port that is no number: which setting, and how to write it; no part of the address, which has a password."""
    for name in ("ASSISTANT_DATABASE", "ASSISTANT_BOOKING_DATABASE"):
        address = {name: "postgresql://someone:hunter2:moon@place:port/x"}
        result = _serve(folder, ASSISTANT_PORT=str(port), **address)
        assert (result.returncode, result.stderr.count("\n")) == (1, 1)
        assert f"{name} must be like postgresql://user:password@host/name" in result.stderr
        for part in ("someone", "hunter2", "moon", "place", "Error"):
            assert part not in result.stderr


def test_a_misspelt_setting_is_one_line(folder: Path) -> None:
    """A name that looks like a setting stops the start, with the name that was meant."""
    result = _serve(folder, ASSISTANT_HOSPITAL_NMAE="Hospital of Invented Names")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "ASSISTANT_HOSPITAL_NMAE is no setting; did you mean ASSISTANT_HOSPITAL_NAME?" in result.stderr


def test_a_name_of_another_program_stops_nothing(folder: Path, port: int) -> None:
    """A name that looks like no setting may be another program's: the server starts, and says that it reads it not."""
    process = _start(folder, port, ASSISTANT_ID="asst_0123")
    try:
        assert process.stdout
        assert process.stdout.readline().startswith("Ready at ")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert err == "ASSISTANT_ID is no setting and has no effect (see docs/settings.md).\n"


def test_a_file_of_settings_that_is_no_utf8_is_one_line(folder: Path) -> None:
    """An .env that an editor saved in Latin-1: which file and line, and how to save it."""
    (folder / ".env").write_bytes("# .env\nASSISTANT_HOSPITAL_NAME=Hôpital\n".encode("latin-1"))
    result = _serve(folder)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert f"Settings: {folder}/.env:2: it is not UTF-8 text; save it as UTF-8" in result.stderr


def test_production_without_settings_is_one_line(folder: Path) -> None:
    """Production mode with demonstration values stops the start with one line that names what is missing."""
    result = _serve(folder, ASSISTANT_MODE="production")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    for name in ("HOSPITAL_NAME", "APPOINTMENT_PHONE", "CARE_TEAM_PHONE", "APPOINTMENT_LINK", "SECRET"):
        assert f"ASSISTANT_{name}" in result.stderr


def test_a_short_secret_is_one_line_that_does_not_show_it(folder: Path) -> None:
    """A secret that can be guessed stops the start in every mode, and is not printed."""
    result = _serve(folder, ASSISTANT_SECRET="hunter2")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "ASSISTANT_SECRET" in result.stderr
    assert "hunter2" not in result.stderr
