"""A real PostgreSQL of this machine, in a folder of its own, that can be restarted, killed and frozen."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

_databases = itertools.count(1)


def programs() -> Path | None:
    """Return where the newest installed PostgreSQL has its programs, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def free_port() -> int:
    """Return a port of this machine that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class RealPostgres:
    """One server on a free port of 127.0.0.1, run by a user without rights."""

    def __init__(self, where: Path) -> None:
        """Make an empty server with the programs in `where`; `start` starts it."""
        self._programs = where
        self.folder = Path(tempfile.mkdtemp(prefix="assistant-postgres-"))
        self._user = None
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            self._user = "nobody"
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, -1)
        self.port = free_port()
        self.address = f"postgresql://tester@127.0.0.1:{self.port}"
        self._run("initdb", "-D", "data", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder}"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop: `fast` ends all connections; `immediate` is a crash, and the next start recovers."""
        self._run("pg_ctl", "-D", "data", "-w", "-m", mode, "stop")

    def processes(self) -> list[int]:
        """Return its processes."""
        main = int((self.folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text(encoding="ascii").split()
        return [main, *map(int, children)]

    def freeze(self) -> list[int]:
        """Stop the clock of all its processes, as a machine that swaps or a disk that hangs would; return them."""
        frozen = self.processes()
        for process in frozen:
            _signal(process, signal.SIGSTOP)
        return frozen

    @staticmethod
    def thaw(frozen: list[int]) -> None:
        """Let processes go on."""
        for process in frozen:
            _signal(process, signal.SIGCONT)

    def new_database(self) -> str:
        """Make an empty database; return its address."""
        name = f"database{next(_databases)}"
        engine = sa.create_engine(f"{self.address}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        return f"{self.address}/{name}"

    def remove(self) -> None:
        """Stop it and delete its folder."""
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        subprocess.run(command, user=self._user, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, timeout=60)


def _signal(process: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, number)
