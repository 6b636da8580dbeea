"""What happens to a cluster while patients talk: replicas die, the database restarts, crashes and freezes."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress

from cluster import Cluster

FROZEN_SECONDS = 5.0


async def kill_a_replica(cluster: Cluster, chance: random.Random) -> None:
    """Kill one at random, and start it again a moment later."""
    replica = chance.choice(cluster.replicas)
    await asyncio.to_thread(replica.kill)
    await asyncio.sleep(chance.uniform(0.2, 2.0))
    await asyncio.to_thread(replica.start)


async def restart_a_replica(cluster: Cluster, chance: random.Random) -> None:
    """Stop one as a rolling restart does, and start it again."""
    replica = chance.choice(cluster.replicas)
    await asyncio.to_thread(replica.stop)
    await asyncio.to_thread(replica.start)


async def restart_the_database(cluster: Cluster, _: random.Random) -> None:
    """Stop the database in good order, and start it again."""
    await asyncio.to_thread(cluster.database.stop, "fast")
    await asyncio.to_thread(cluster.database.start)


async def crash_the_database(cluster: Cluster, _: random.Random) -> None:
    """End the database without a word; its next start recovers."""
    await asyncio.to_thread(cluster.database.stop, "immediate")
    await asyncio.to_thread(cluster.database.start)


async def freeze_the_database(cluster: Cluster, _: random.Random) -> None:
    """Let the database answer nothing for five seconds."""
    frozen = cluster.database.freeze()
    try:
        await asyncio.sleep(FROZEN_SECONDS)
    finally:
        cluster.database.thaw(frozen)


Trouble = Callable[[Cluster, random.Random], Awaitable[None]]
ALL: tuple[Trouble, ...] = (
    kill_a_replica,
    freeze_the_database,
    kill_a_replica,
    restart_the_database,
    restart_a_replica,
    crash_the_database,
)


async def make_trouble(
    cluster: Cluster, troubles: tuple[Trouble, ...], calm: float, seen: Counter[str], enough: asyncio.Event
) -> None:
    """Make one trouble after the other, again from the start, until it is `enough`; `calm` seconds apart."""
    chance = random.Random(7)
    while not enough.is_set():
        for trouble in troubles:
            with suppress(TimeoutError):
                await asyncio.wait_for(enough.wait(), chance.uniform(0.5, 1.5) * calm)
                return
            await trouble(cluster, chance)
            seen[trouble.__name__] += 1
            # Not everything at once: at least two replicas are there before the next one dies.
            while sum(await asyncio.to_thread(_are_ready, cluster)) < 2:
                await asyncio.sleep(0.5)


def _are_ready(cluster: Cluster) -> list[bool]:
    return [replica.ready for replica in cluster.replicas]
