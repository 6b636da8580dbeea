"""Connections to PostgreSQL: few, checked before use, and none that waits longer than a patient would.

The time limits, each shorter than the next: a lock (2 s), a statement (2.5 s), an answer of the server at all (3 s), an
action (half a turn), a turn (`ASSISTANT_TURN_SECONDS`), the proxy. The first two are kept by the server. One that is
frozen or cut off keeps nothing, so the third is kept here, by psycopg2's wait callback.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import psycopg2
import sqlalchemy as sa
from psycopg2 import extensions
from sqlalchemy.engine import Engine

LOCK_SECONDS = 2.0
STATEMENT_SECONDS = 2.5
ANSWER_SECONDS = 3.0
"""Seconds until a server that says nothing counts as gone; connecting included."""
RESTART_SECONDS = 2.5
"""Seconds for which new connections are tried again, so that a database that restarts costs no turn."""
CONNECTIONS = 6
"""Connections that one process keeps open for all its stores."""
MORE_CONNECTIONS = 6
"""Further ones for a moment: actions, which run in threads of their own, write appointment requests."""
_OPTIONS = (
    f"-c statement_timeout={int(STATEMENT_SECONDS * 1000)} -c lock_timeout={int(LOCK_SECONDS * 1000)}"
    # A machine that was cut off frees its locks and connections within some ten seconds, not after two hours.
    " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
    " -c synchronous_commit=on -c idle_in_transaction_session_timeout=15000"
)
_answer_seconds: ContextVar[float] = ContextVar("answer_seconds", default=ANSWER_SECONDS)


@lru_cache(maxsize=8)
def postgres_engine(address: str) -> Engine:
    """Return the engine of a database: one for each address and process, so that all stores share its connections."""
    return new_engine(address, CONNECTIONS, MORE_CONNECTIONS)


def new_engine(address: str, connections: int, more: int) -> Engine:
    """Return an engine with connections of its own."""
    extensions.set_wait_callback(_wait)
    engine = sa.create_engine(
        address,
        future=True,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=connections,
        max_overflow=more,
        pool_timeout=ANSWER_SECONDS,
        connect_args={"options": _OPTIONS, "application_name": "assistant"},
    )
    sa.event.listen(engine, "do_connect", _Connecting())
    return engine


class _Connecting:
    """Connects, and tries again for a moment; where the database has been away for longer, nobody waits."""

    def __init__(self) -> None:
        self._away_since: float | None = None

    def __call__(self, dialect: Any, _: object, given: Any, named: Any) -> Any:
        """Return a new connection.

        Raises:
            psycopg2.OperationalError: there is none to be had.
        """
        while True:
            began = time.monotonic()
            try:
                connection = dialect.connect(*given, **named)
            except psycopg2.OperationalError:
                self._away_since = self._away_since or began
                if time.monotonic() - self._away_since > RESTART_SECONDS:
                    raise
                time.sleep(0.1)
            else:
                self._away_since = None
                return connection


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Wait longer for answers inside the block: for work that no patient waits for."""
    token = _answer_seconds.set(seconds)
    try:
        yield
    finally:
        _answer_seconds.reset(token)


def _wait(connection: Any) -> None:
    """Wait for the server, but not for ever; psycopg2 closes the connection when this raises.

    Raises:
        psycopg2.OperationalError: it said nothing for too long.
    """
    until = time.monotonic() + _answer_seconds.get()
    while (state := connection.poll()) != extensions.POLL_OK:
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN if state == extensions.POLL_READ else select.POLLOUT)
        left = until - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            raise psycopg2.OperationalError("the database does not answer")
