"""Starts the servers that are measured, and ends them."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import sqlalchemy as sa
from cryptography.fernet import Fernet

from assistant.settings import ROOT
from bench.stock import Stock, environment

PATIENCE = 180.0
"""Seconds that a server may take to its first answer."""
_OURS = """
import sys
from pathlib import Path
from assistant.privacy.quiet import be_quiet
be_quiet()
from assistant.lean import start_lean
start_lean()
from assistant.tracker_store import store
folder = Path(sys.argv.pop())
store.DATABASE = folder / "conversations.db"
from bench.holds import watch
watch(folder / "holds")
from assistant.commands import main
main()
"""
"""`assistant serve`, with a file of its own for conversations, and its event loop watched."""


@dataclass(frozen=True)
class Running:
    """A server that has given its first answer."""

    address: str
    seconds: float
    """From its start to its first answer."""
    processes: tuple[int, ...]
    processor_at_start: float
    """Seconds of processor time until the first answer: it says more than the clock on a machine that is busy."""
    holds: Path | None = None
    """Where the holds of its event loop are written (`bench.holds`)."""

    @property
    def processor(self) -> float:
        """Seconds of processor time of its processes since their start."""
        return _processor(self.processes)

    @property
    def memory(self) -> float:
        """The memory of its processes in MB (VmRSS of /proc)."""
        return sum(_resident(process) for process in self.processes) / 1024


@contextmanager
def ours(folder: Path, database: str = "") -> Iterator[Running]:
    """Run this assistant; its files are in `folder`, its conversations there or in the PostgreSQL at `database`."""
    port = _free_port()
    settings = {
        "ASSISTANT_PORT": str(port),
        "ASSISTANT_HOST": "127.0.0.1",
        "ASSISTANT_BOOKING_DATABASE": f"sqlite:///{folder}/bookings.db",
        "ASSISTANT_DATABASE": database,
        "ASSISTANT_SECRET": secrets.token_hex(32),
        "ASSISTANT_BOOKING_KEYS": Fernet.generate_key().decode("ascii"),
        "ASSISTANT_WEBSITE_MESSAGES_PER_MINUTE": "600",
        "ASSISTANT_WEBSITE_SESSIONS_PER_MINUTE": "100000",
    }
    began = time.perf_counter()
    command = [sys.executable, "-W", "ignore", "-c", _OURS, "serve", str(folder)]
    with _process(command, ROOT, os.environ | settings) as process:
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=address, timeout=60) as client:
            _wait(lambda: client.get("/health/ready").status_code == 200, process)
            token = client.post("/api/sessions").raise_for_status().json()["token"]
            headers = {"Authorization": f"Bearer {token}"}
            client.post("/api/messages", json={"text": "hello"}, headers=headers).raise_for_status()
        own = (process.pid,)
        yield Running(address, time.perf_counter() - began, own, _processor(own), folder / "holds")


@contextmanager
def stock(assistant: Stock, database: str = "") -> Iterator[Running]:
    """Run the stock assistant: `rasa run` and `rasa run actions`, with SQLite in its folder or PostgreSQL."""
    port, actions = _free_port(), _free_port()
    (assistant.project / "conversations.db").unlink(missing_ok=True)
    endpoints = (
        f"action_endpoint:\n  url: http://127.0.0.1:{actions}/webhook\n"
        f"tracker_store:\n  type: SQL\n{_tracker_store(database)}"
    )
    (assistant.project / "endpoints.yml").write_text(endpoints, encoding="utf-8")
    rasa = str(assistant.bin / "rasa")
    began = time.perf_counter()
    with ExitStack() as stack:
        run_actions = [rasa, "run", "actions", "--port", str(actions)]
        beside = stack.enter_context(_process(run_actions, assistant.project, environment()))
        run = [rasa, "run", "--port", str(port), "-i", "127.0.0.1"]
        process = stack.enter_context(_process(run, assistant.project, environment()))
        address = f"http://127.0.0.1:{port}"
        body = {"sender": "first", "message": "hello"}
        with httpx.Client(base_url=address, timeout=60) as client:
            _wait(lambda: bool(client.post("/webhooks/rest/webhook", json=body).json()), process)
        both = (process.pid, beside.pid)
        yield Running(address, time.perf_counter() - began, both, _processor(both))


def _tracker_store(database: str) -> str:
    """Return where the stock assistant keeps conversations, as lines of its endpoints.yml."""
    if not database:
        return "  dialect: sqlite\n  db: conversations.db\n"
    address = sa.engine.make_url(database)
    parts = {
        "dialect": "postgresql",
        "url": address.host,
        "port": address.port or 5432,
        "db": address.database,
        "username": address.username,
        "password": address.password or "",
    }
    return "".join(f"  {name}: '{value}'\n" for name, value in parts.items())


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """Make an empty database in the PostgreSQL at `server` and delete it in the end; without a server, nothing.

    Raises:
        RuntimeError: the server can't be reached, or makes no databases for this user.
    """
    if not server:
        yield ""
        return
    name = f"bench_{secrets.token_hex(6)}"
    address = sa.engine.make_url(server)
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield address.set(database=name).render_as_string(hide_password=False)
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    except sa.exc.SQLAlchemyError as error:
        raise RuntimeError(f"PostgreSQL can't be used: {type(error).__name__}") from error
    finally:
        engine.dispose()


@contextmanager
def _process(command: list[str], folder: Path, variables: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=variables, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(answers: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Ask every 50 ms until there is an answer.

    Raises:
        RuntimeError: the server ended, or took longer than `PATIENCE`.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with exit code {process.returncode}")
        try:
            if answers():
                return
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the server did not answer within {PATIENCE:g} s")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _processor(processes: tuple[int, ...]) -> float:
    """Return the user and system time of processes in seconds (fields 14 and 15 of /proc/<pid>/stat)."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _resident(process: int) -> int:
    """Return the resident memory of a process in kB."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0
