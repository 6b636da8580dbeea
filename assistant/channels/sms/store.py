"""What this channel keeps of each phone, and of each message that came in, by hashes only.

No number and no message stands there, and what the assistant said is sealed: it may repeat a name. A reply is kept for
an hour, in case the phone company asks for it again; that a message was answered, for thirty days, so that a copy of an
old request does nothing. For as long as a conversation itself is kept, its beginning finds it by the phone's number.

Whether a phone said stop, and when, stands in the open: it holds whatever becomes of the keys, and whichever process
writes last.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.engine import Connection

from assistant.channels.sms.phone import Known, Phone
from assistant.channels.sms.tables import conversations, messages, phones
from assistant.privacy.sealing import SealError, Sealing, sealing_for
from assistant.settings import ROOT
from assistant.storage.database import Database, Place, aside, open_database, place_of, tidies_alone
from assistant.storage.migrations import Tables

DATABASE = ROOT / "var" / "sms.db"
REPLY_SECONDS = 60 * 60
MESSAGE_SECONDS = 30 * 24 * 60 * 60
PHONE_SECONDS = 7 * 24 * 60 * 60
"""A phone that is silent for so long is forgotten, and told again what this is. One that said stop never is."""
_WAIT_SECONDS = 1.0
"""For another process to finish writing."""
_MARGIN = 24 * 60 * 60
"""Seconds that what finds a conversation outlives it: never the other way round."""
_AT_ONCE = 500
"""Phones sealed anew in one transaction."""

_TABLES = Tables(Path(__file__).parent / "versions", "sms_version", 5_550_145)

_TEXTS = TypeAdapter(tuple[str, ...])


class PhoneStore:
    """Keeps phones and messages, on SQLite or PostgreSQL. Every call is one transaction, in a thread of its own."""

    def __init__(self, place: Place = None, sealing: Sealing | None = None) -> None:
        """Keep them in `place` (var/sms.db, or the database of the settings), which is opened at the first call.

        Raises:
            BookingError: no `sealing` is given, and the keys of the settings can't be used.
        """
        self._place = place or place_of(DATABASE)
        self._sealing = sealing or sealing_for("phones")
        self._opened: Database | None = None
        self._opening = threading.Lock()

    async def known(self, phone: str, message: str) -> Known:
        """Return what is known.

        Raises:
            OSError: the file can't be made.
            sqlalchemy.exc.SQLAlchemyError: it can't be read.
        """
        return await aside(self._known, phone, message)

    async def keep(self, phone: str, message: str, state: Phone, reply: Sequence[str], now: float) -> None:
        """Keep a phone's state and the reply to its message together, and forget what is old.

        Raises:
            OSError: the file can't be made.
            sqlalchemy.exc.SQLAlchemyError: it can't be written.
        """
        await aside(self._keep, phone, message, state, tuple(reply), now)

    async def stopped(self, phone: str) -> bool:
        """Say whether a phone wants no texts. One that can't be opened counts as one that wants none.

        Raises:
            OSError: the file can't be made.
            sqlalchemy.exc.SQLAlchemyError: it can't be read.
        """
        known = await self.known(phone, "")
        return known.phone.stopped or known.closed

    async def stop(self, phone: str, at: float) -> bool:
        """Keep that a phone said stop at a moment; False where it said start after that.

        Raises:
            OSError: the file can't be made.
            sqlalchemy.exc.SQLAlchemyError: it can't be written.
        """
        return await aside(self._stop, phone, at)

    def stop_now(self, phone: str, at: float) -> bool:
        """Do the same as `stop`; blocks."""
        return self._stop(phone, at)

    async def begin(self, phone: str, started: float) -> None:
        """Keep that a phone begins a conversation, before a word of it is kept: by this it is found.

        Raises:
            OSError: the file can't be made.
            sqlalchemy.exc.SQLAlchemyError: it can't be written.
        """
        await aside(self._begin, phone, started)

    def conversations_of(self, phone: str) -> tuple[float, ...]:
        """Return when the conversations of a phone began, oldest first. Blocks.

        Raises:
            OSError: the file can't be made.
            sqlalchemy.exc.SQLAlchemyError: it can't be read.
        """
        its = sa.select(conversations.c.started).where(conversations.c.phone == phone)
        with self._database().reading() as rows:
            kept = set(rows.execute(its).scalars())
        open_ = self._known(phone, "").phone.started
        return tuple(sorted(kept | ({open_} if open_ is not None else set())))

    def reseal(self) -> tuple[int, int]:
        """Seal phones anew with the first key; return how many, and how many none of the keys opens. Blocks.

        Those stay as they are. The server may go on meanwhile: what it writes it seals with the first key.

        Raises:
            OSError: the file can't be made.
            sqlalchemy.exc.SQLAlchemyError: some were not sealed anew.
        """
        database = self._opened or open_database(self._place, _TABLES, busy_seconds=_WAIT_SECONDS)
        page = sa.select(phones.c.phone, phones.c.state).order_by(phones.c.phone).limit(_AT_ONCE)
        sealed, closed, after = 0, 0, ""
        while True:
            with database.writing() as rows:
                found = rows.execute(page.where(phones.c.phone > after)).all()
                for row in found:
                    try:
                        state = self._sealing.seal(row.phone, self._sealing.open(row.phone, row.state))
                    except SealError:
                        closed += 1
                        continue
                    unchanged = sa.and_(phones.c.phone == row.phone, phones.c.state == row.state)
                    rows.execute(sa.update(phones).where(unchanged).values(state=state))
                    sealed += 1
            if len(found) < _AT_ONCE:
                return sealed, closed
            after = found[-1].phone

    def _known(self, phone: str, message: str) -> Known:
        with self._database().reading() as rows:
            row = rows.execute(sa.select(phones).where(phones.c.phone == phone)).first()
            seen = rows.execute(sa.select(messages.c.reply).where(messages.c.message == message)).first()
        state = self._phone(row) if row else Phone()
        return Known(state or _unopened(row), self._reply(message, seen), closed=state is None)

    def _phone(self, row: Any) -> Phone | None:
        """Return what is known of a phone, or None where it can't be opened; whether it said stop is in the open."""
        try:
            state = Phone.model_validate_json(self._sealing.open(row.phone, row.state))
        except SealError:
            return None
        if row.stopped and not state.stopped:
            return Phone(stopped=True, greeted=True, seen=state.seen, asked=row.asked)
        return state.model_copy(update={"stopped": bool(row.stopped), "asked": row.asked})

    def _reply(self, message: str, row: Any) -> tuple[str, ...] | None:
        """Return the reply to a message that was answered, or None where it is to be answered, perhaps once more."""
        if row is None:
            return None
        try:
            return _TEXTS.validate_json(self._sealing.open(message, row.reply)) if row.reply else ()
        except SealError:
            return None

    def _keep(self, phone: str, message: str, state: Phone, reply: tuple[str, ...], now: float) -> None:
        sealed = self._sealing.seal(phone, state.model_dump_json())
        kept = {"seen": state.seen, "stopped": int(state.stopped), "state": sealed, "asked": state.asked}
        answered = {"at": now, "reply": self._sealing.seal(message, _TEXTS.dump_json(reply).decode())}
        database = self._database()
        with database.writing() as rows:
            new = database.insert(phones).values(phone=phone, **kept)
            # A stop or start that came after this message stays, whoever writes last.
            last = {
                name: sa.case((phones.c.asked > state.asked, phones.c[name]), else_=kept[name])
                for name in ("stopped", "asked")
            }
            rows.execute(new.on_conflict_do_update(index_elements=["phone"], set_=kept | last))
            if state.started is not None:
                _note(database, rows, phone, state.started, state.seen)
            new = database.insert(messages).values(message=message, **answered)
            rows.execute(new.on_conflict_do_update(index_elements=["message"], set_=answered))
            if tidies_alone(rows, _TABLES.lock):
                _forget(rows, now, PHONE_SECONDS)

    def _stop(self, phone: str, at: float) -> bool:
        state = Phone(stopped=True, greeted=True, seen=at, asked=at)
        sealed = self._sealing.seal(phone, state.model_dump_json())
        database = self._database()
        new = database.insert(phones).values(phone=phone, seen=at, stopped=1, asked=at, state=sealed)
        said = new.on_conflict_do_update(
            index_elements=["phone"], set_={"stopped": 1, "asked": at}, where=phones.c.asked <= at
        )
        with database.writing() as rows:
            return bool(rows.execute(said).rowcount)

    def _begin(self, phone: str, started: float) -> None:
        database = self._database()
        with database.writing() as rows:
            _note(database, rows, phone, started, started)

    def purge(self, older_than: float, now: float) -> int:
        """Forget phones that were silent for so many seconds before `now`; return how many. One that said stop stays.

        Blocks. What is kept for a shorter time anyway goes as well: nobody may have written for long.

        Raises:
            OSError: the file can't be made.
            sqlalchemy.exc.SQLAlchemyError: it can't be written.
        """
        with self._database().writing() as rows:
            if not tidies_alone(rows, _TABLES.lock):
                return 0
            rows.execute(sa.delete(conversations).where(conversations.c.seen < now - older_than - _MARGIN))
            return _forget(rows, now, min(older_than, PHONE_SECONDS))

    def forget(self, phone: str) -> None:
        """Forget one phone and what finds its conversations, but not that it said stop. Blocks.

        Raises:
            OSError: the file can't be made.
            sqlalchemy.exc.SQLAlchemyError: it can't be written.
        """
        with self._database().writing() as rows:
            rows.execute(sa.delete(conversations).where(conversations.c.phone == phone))
            rows.execute(sa.delete(phones).where(phones.c.phone == phone, phones.c.stopped == 0))
            state = self._sealing.seal(phone, Phone(stopped=True, greeted=True).model_dump_json())
            rows.execute(sa.update(phones).where(phones.c.phone == phone).values(state=state))

    def _database(self) -> Database:
        """Return the database, opened at the first call that needs it."""
        with self._opening:
            if self._opened is None:
                opened = open_database(self._place, _TABLES, busy_seconds=_WAIT_SECONDS)
                if not opened.is_postgres:
                    with opened.writing() as rows:
                        self._seal_what_is_open(rows)
                self._opened = opened
            return self._opened

    def _seal_what_is_open(self, rows: Connection) -> None:
        """Seal what an earlier version kept in the open; a stop must not get lost."""
        rows.execute(sa.update(messages).where(messages.c.reply.like("[%")).values(reply=None))
        for row in rows.execute(sa.select(phones).where(phones.c.state.like("{%"))).all():
            sealed = self._sealing.seal(row.phone, row.state)
            rows.execute(sa.update(phones).where(phones.c.phone == row.phone).values(state=sealed))


def _unopened(row: Any) -> Phone:
    """Return what is known of a phone that can't be opened."""
    return Phone(stopped=bool(row.stopped), greeted=bool(row.stopped), asked=row.asked)


def _note(database: Database, rows: Connection, phone: str, started: float, seen: float) -> None:
    """Keep when a conversation began, and when something was last said in it."""
    new = database.insert(conversations).values(phone=phone, started=started, seen=seen)
    rows.execute(new.on_conflict_do_update(index_elements=["phone", "started"], set_={"seen": seen}))


def _forget(rows: Connection, now: float, phone_seconds: float) -> int:
    """Delete what is old; return how many phones."""
    old_reply = sa.and_(messages.c.at < now - REPLY_SECONDS, messages.c.reply.is_not(None))
    rows.execute(sa.update(messages).where(old_reply).values(reply=None))
    rows.execute(sa.delete(messages).where(messages.c.at < now - MESSAGE_SECONDS))
    silent = sa.delete(phones).where(phones.c.seen < now - phone_seconds, phones.c.stopped == 0)
    return int(rows.execute(silent).rowcount)
