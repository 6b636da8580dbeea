"""How long one piece of work holds the event loop of this assistant's server, measured from inside.

Counted is what the loop's own thread computed in one callback: on a busy machine it also waits for the processor.
"""

from __future__ import annotations

import threading
import time
from asyncio.events import Handle
from pathlib import Path


def watch(path: Path) -> None:
    """From here on, write the moment and the ms of the longest callback of each second to `path`."""
    run, loop = Handle._run, threading.main_thread()
    longest, second = 0.0, 0

    def timed(handle: Handle) -> None:
        nonlocal longest, second
        began = time.thread_time()
        run(handle)
        held = time.thread_time() - began
        if threading.current_thread() is not loop:
            return
        now = time.time()
        if int(now) != second:
            second, longest = int(now), 0.0
        if held > longest:
            longest = held
            with path.open("a", encoding="ascii") as file:
                file.write(f"{now:.3f} {held * 1000:.2f}\n")

    Handle._run = timed  # type: ignore[method-assign, assignment]  # asyncio's own log of slow callbacks counts waiting too


def longest_hold(path: Path, since: float) -> float:
    """Return the longest hold in ms since a moment (`time.time`), 0 where nothing was written."""
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    return max((float(line.split()[1]) for line in lines if float(line.split()[0]) >= since), default=0.0)
