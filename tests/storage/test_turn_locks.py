"""Turns of one conversation come one by one, in order, among all processes that share a PostgreSQL database."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
import sqlalchemy as sa
from pydantic import SecretStr
from real_postgres import RealPostgres

from assistant.settings import ROOT
from assistant.storage import turn_locks
from assistant.storage.turn_locks import PostgresTurnLocks

HOLD_FOR_EVER = """
import asyncio, sys
from pydantic import SecretStr
from assistant.storage.turn_locks import PostgresTurnLocks
async def main():
    async with PostgresTurnLocks(SecretStr(sys.argv[1])).hold("one"):
        print("held", flush=True)
        await asyncio.sleep(600)
asyncio.run(main())
"""


async def until_waiting(database: SecretStr, number: int) -> None:
    """Wait until so many turns wait in the database."""
    engine = sa.create_engine(database.get_secret_value())
    while True:
        with engine.connect() as connection:
            if connection.execute(sa.text("SELECT count(*) FROM waiting_turns")).scalar() == number:
                break
        await asyncio.sleep(0.01)
    engine.dispose()


async def test_turns_come_in_the_order_in_which_they_were_asked_for(database: SecretStr) -> None:
    """Behind a turn of one replica, turns of others wait in line, and no two run at once."""
    replicas = [PostgresTurnLocks(database) for _ in range(4)]
    order: list[int] = []
    inside, all_wait = 0, asyncio.Event()

    async def turn(number: int) -> None:
        nonlocal inside
        async with replicas[number].hold("one"):
            inside += 1
            assert inside == 1
            await all_wait.wait()
            await asyncio.sleep(0.01)
            inside -= 1
            order.append(number)

    turns = []
    for number in range(4):
        turns.append(asyncio.create_task(turn(number)))
        await (until_waiting(database, number) if number else asyncio.sleep(0.2))
    all_wait.set()
    await asyncio.gather(*turns)
    assert order == [0, 1, 2, 3]


async def test_other_conversations_do_not_wait(database: SecretStr) -> None:
    """A lock is of one conversation only: three are held at once, by two replicas."""
    one, other = PostgresTurnLocks(database), PostgresTurnLocks(database)
    engine = sa.create_engine(database.get_secret_value())
    held = (
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
        "WHERE locktype = 'advisory' AND granted AND datname = current_database() GROUP BY pid"
    )
    async with asyncio.timeout(30), one.hold("one"), other.hold("two"), one.hold("three"):
        with engine.connect() as connection:
            assert sorted(connection.execute(sa.text(held)).scalars()) == [1, 2]
    engine.dispose()


async def test_a_process_that_dies_frees_its_lock(database: SecretStr) -> None:
    """Killed in the middle of a turn, a replica holds up nobody."""
    command = [sys.executable, "-c", HOLD_FOR_EVER, database.get_secret_value()]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        locks = PostgresTurnLocks(database)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3), locks.hold("one"):
                raise AssertionError
        process.kill()
        async with asyncio.timeout(30), locks.hold("one"):
            pass


async def test_who_gives_up_or_is_cancelled_holds_up_nobody(database: SecretStr) -> None:
    """A turn that was cancelled while it waited, or while it held the lock, leaves nothing behind."""
    one, other = PostgresTurnLocks(database), PostgresTurnLocks(database)
    for _ in range(20):
        holding = asyncio.create_task(_hold(one))
        waiting = asyncio.create_task(_hold(other))
        await asyncio.sleep(0.003)
        waiting.cancel()
        holding.cancel()
        await asyncio.gather(holding, waiting, return_exceptions=True)
    async with asyncio.timeout(30), other.hold("one"):
        pass


async def _hold(locks: PostgresTurnLocks) -> None:
    async with locks.hold("one"):
        await asyncio.sleep(60)


async def test_turns_that_wait_hold_no_connection(database: SecretStr, postgres: RealPostgres) -> None:
    """Sixty-four turns that wait behind another replica take one connection in all."""
    first, second = PostgresTurnLocks(database), PostgresTurnLocks(database)
    names = [f"conversation {number}" for number in range(64)]
    done: list[str] = []

    async def turn(name: str) -> None:
        async with second.hold(name):
            done.append(name)

    async with asyncio.TaskGroup() as group:
        for name in names:
            await first._take(turn_locks.lock_key(f"turn:{name}"))
        waiting = [group.create_task(turn(name)) for name in names]
        await until_waiting(database, 64)
        engine = sa.create_engine(f"{postgres.address}/postgres")
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' GROUP BY pid"
        with engine.connect() as connection:
            assert connection.execute(sa.text(query)).scalars().all() == [64]
            database_name = database.get_secret_value().rpartition("/")[2]
            open_ones = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database_name}'"
            # One for the locks of each replica, and what the migrations of this process left in its pool.
            assert connection.execute(sa.text(open_ones)).scalar() <= 4
        engine.dispose()
        assert not done
        assert not any(task.done() for task in waiting)
        for name in names:
            first._thread.submit(first._free, turn_locks.lock_key(f"turn:{name}"))
    assert sorted(done) == sorted(names)


async def test_a_restarted_database_is_asked_again(database: SecretStr, postgres: RealPostgres) -> None:
    """After a restart of the database the next turn takes its lock as if nothing had been."""
    locks = PostgresTurnLocks(database)
    async with locks.hold("one"):
        await asyncio.to_thread(postgres.stop, "fast")
        await asyncio.to_thread(postgres.start)
    async with asyncio.timeout(30), locks.hold("one"):
        pass
