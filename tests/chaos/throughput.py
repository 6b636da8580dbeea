"""What one replica with PostgreSQL does: `make throughput`. Prints a table; see docs/scaling.md."""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path

import httpx
import sqlalchemy as sa
from cluster import Cluster, running_cluster
from patients import FIRST_PATIENT, Patient

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(process: int) -> float:
    """Return the processor time that a process and its children that ended have used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def megabytes(process: int) -> float:
    """Return the memory of a process."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def database_figures(cluster: Cluster) -> dict[str, float]:
    """Return what the database counts: transactions, log and stored bytes, connections, and its processor time."""
    queries = {
        "commits": "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()",
        "log": "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')",
        "stored": "SELECT pg_database_size(current_database())",
        "connections": "SELECT count(*) - 1 FROM pg_stat_activity WHERE datname = current_database()",
    }
    engine = sa.create_engine(cluster.address.get_secret_value())
    with engine.connect() as connection:
        found = {name: float(connection.execute(sa.text(query)).scalar()) for name, query in queries.items()}
    engine.dispose()
    return found | {"cpu": sum(cpu_seconds(process) for process in cluster.database.processes())}


async def load(cluster: Cluster, conversations: int, turns: int, number: int) -> float:
    """Hold `conversations` at once, without pauses; return the seconds that it took."""
    patients = [Patient(number + one) for one in range(conversations)]
    async with httpx.AsyncClient(base_url=cluster.url, verify=False, timeout=60) as http:
        began = time.perf_counter()
        await asyncio.gather(*(patient.talk(http, turns, 0.0) for patient in patients))
        took = time.perf_counter() - began
    wrong = [one for patient in patients for one in patient.wrong]
    assert not wrong, wrong
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=32)
    parser.add_argument("--turns", type=int, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running_cluster(Path(folder), replicas=1) as cluster:
        cluster.wait_until_ready()
        process = cluster.replicas[0].process
        asyncio.run(load(cluster, 4, 5, FIRST_PATIENT))  # everything was used once
        before, cpu = database_figures(cluster), cpu_seconds(process)
        took = asyncio.run(load(cluster, given.conversations, given.turns, 1000))
        used = cpu_seconds(process) - cpu
        after = database_figures(cluster)
        turns = given.conversations * (given.turns + 1)  # the welcome is a turn too
        rows = {
            "turns a second": turns / took,
            "processor time of the replica, ms a turn": 1000 * used / turns,
            "turns a second that one core can do": turns / used,
            "processor time of the database, ms a turn": 1000 * (after["cpu"] - before["cpu"]) / turns,
            "transactions a turn": (after["commits"] - before["commits"]) / turns,
            "write-ahead log, KB a turn": (after["log"] - before["log"]) / turns / 1000,
            "stored, KB a turn": (after["stored"] - before["stored"]) / turns / 1000,
            "connections of the replica": after["connections"],
            "memory of the replica, MB": megabytes(process),
        }
        for name, value in rows.items():
            print(f"{name:45}{value:8.1f}")


if __name__ == "__main__":
    main()
