"""How many requests one address or phone may hand in, counted where all replicas see it.

Without a limit a script could fill the staff's list, and who needs a call would be lost in it. An address is kept as
a keyed hash, and for an hour only.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.booking.errors import TooManyRequestsError
from assistant.booking.keys import Keys
from assistant.booking.tables import senders, submissions
from assistant.settings import Settings

WINDOW = timedelta(hours=1)


def allowed_of(sender: str, settings: Settings) -> int:
    """Return how many requests `sender` may hand in: a telephone number begins with a plus, an address does not."""
    return settings.booking_requests_per_number if sender.startswith("+") else settings.booking_requests_per_address


def count_sender(connection: Connection, keys: Keys, sender: str, now: datetime, allowed: int) -> None:
    """Note that a request comes from `sender`, within the transaction that saves it.

    Args:
        connection: A transaction of `BookingStore.transaction`: writers stand in line, so that none slips through.
        keys: For the hash. It is looked up under all of them, so that a new key is no new hour.
        sender: A network address or a telephone number.
        now: This moment.
        allowed: Requests in an hour.

    Raises:
        TooManyRequestsError: it has handed in so many already.
    """
    forget_senders(connection, now)
    hashes = keys.sender_hashes(sender)
    count = sa.select(sa.func.count()).select_from(senders).where(senders.c.sender_hash.in_(hashes))
    if connection.execute(count).scalar_one() >= allowed:
        raise TooManyRequestsError("Too many requests came from one address or phone within an hour.")
    connection.execute(senders.insert().values(sender_hash=hashes[0], at=now))


def lately_saved(connection: Connection, now: datetime) -> int:
    """Return how many requests of all senders were saved within the last hour, new ones and changes."""
    query = sa.select(sa.func.count()).select_from(submissions).where(submissions.c.at > now - WINDOW)
    return int(connection.execute(query).scalar_one())


def forget_senders(connection: Connection, now: datetime) -> None:
    """Delete who handed in a request more than an hour ago, and what a clock that was ahead has noted."""
    connection.execute(senders.delete().where(sa.or_(senders.c.at <= now - WINDOW, senders.c.at > now + WINDOW)))
