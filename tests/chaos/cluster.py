"""Three replicas of the assistant behind nginx, with one PostgreSQL: all real, on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from cryptography.fernet import Fernet
from pydantic import SecretStr
from real_nginx import real_nginx
from real_postgres import RealPostgres, free_port, programs

from assistant.settings import ROOT

SECRET = "a-secret-that-is-only-used-in-tests-0123456789"
PHONE = "555-0111"
"""The number of the care team, in every safe reply."""


class Replica:
    """One server process, which can be killed and started again."""

    def __init__(self, number: int, settings: dict[str, str], folder: Path) -> None:
        self.number = number
        self.port = free_port()
        self._settings = {**settings, "ASSISTANT_PORT": str(self.port)}
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it is ready some seconds later."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
        environment = {**kept, **self._settings, "PYTHONPATH": str(ROOT)}
        with (self._folder / f"replica-{self.number}.log").open("ab") as log:
            command = [sys.executable, "-W", "ignore", "-m", "assistant", "serve"]
            self._process = subprocess.Popen(command, cwd=self._folder, env=environment, stdout=log, stderr=log)

    @property
    def process(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    @property
    def ready(self) -> bool:
        """Whether it answers."""
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/health/ready", timeout=2).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> int:
        """End it as a rolling restart would: turns under way are answered; return its exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(timeout=60)


class Cluster:
    """The replicas, their database and where the proxy listens."""

    def __init__(self, database: RealPostgres, address: str, folder: Path, replicas: int) -> None:
        self.database = database
        self.address = SecretStr(address)
        self.keys = Fernet.generate_key().decode()
        self.folder = folder
        self.url = ""
        settings = {
            "ASSISTANT_DATABASE": address,
            "ASSISTANT_SECRET": SECRET,
            "ASSISTANT_BOOKING_KEYS": self.keys,
            "ASSISTANT_CARE_TEAM_PHONE": PHONE,
            "ASSISTANT_TRUSTED_PROXIES": "127.0.0.1",
            "ASSISTANT_WEBSITE_SESSIONS_PER_MINUTE": "100000",
            "ASSISTANT_WEBSITE_MESSAGES_PER_MINUTE": "600",
            # One process of three on one machine: each may use a core, not all of them.
            "OMP_NUM_THREADS": "1",
        }
        self.replicas = [Replica(number, settings, folder) for number in range(1, replicas + 1)]

    def wait_until_ready(self, seconds: float = 180) -> None:
        """Wait for all replicas."""
        deadline = time.monotonic() + seconds
        while not all(replica.ready for replica in self.replicas):
            assert time.monotonic() < deadline, self.logs()
            time.sleep(0.5)

    def logs(self) -> str:
        """Return what the replicas printed."""
        files = sorted(self.folder.glob("replica-*.log"))
        return "\n".join(f"{file.name}:\n{file.read_text(encoding='utf-8')}" for file in files)


@contextmanager
def running_cluster(folder: Path, replicas: int = 3) -> Iterator[Cluster]:
    """Run all of it."""
    where = programs()
    assert where is not None, "PostgreSQL is not installed: apt-get install postgresql"
    database = RealPostgres(where)
    try:
        database.start()
        cluster = Cluster(database, database.new_database(), folder, replicas)
        try:
            for replica in cluster.replicas:
                replica.start()  # all at once, on an empty database
            with real_nginx(folder, [replica.port for replica in cluster.replicas], rates=False) as proxy:
                cluster.url = proxy.tls
                yield cluster
        finally:
            for replica in cluster.replicas:
                replica.kill()
    finally:
        database.remove()
