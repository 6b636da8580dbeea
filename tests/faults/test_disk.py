"""The disk fills up, or can't be written any more, while patients talk."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from conftest import Service
from patients import CARE_TEAM, WEAK, is_safe, is_urgent

from assistant.booking.shared import shared_store


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process grow beyond a kilobyte: the system's own limit, which fails as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_full_disk(service: Service) -> None:
    """Nobody is answered from memory alone: the safe reply, urgent help, a fixed text; when there is room, all goes on.

    Nothing of the time without room is kept, and the file is whole.
    """
    visitor, phone = service.visitor(), service.phone()
    await visitor.say("what are the side effects of chemo")
    conversation = visitor.conversation
    await phone.send("what are the side effects of chemo")
    with full_disk():
        assert is_safe(await visitor.say("what is surgery"))
        assert is_urgent(await visitor.say(WEAK))
        assert is_safe(await service.visitor().open())
        assert CARE_TEAM in " ".join(await phone.send("what is surgery"))
        assert (await phone.send(WEAK))[0].startswith("Call 911")
        assert (await phone.send("STOP"))[0]
        assert await service.app.state.readiness.check() is not None
    after = await visitor.say("how is it given")
    assert (after["record"]["topic"], after["record"]["aspect"]) == ("chemotherapy", "how_given")
    assert service.said_in(conversation) == ["what are the side effects of chemo", "how is it given"]
    assert await service.app.state.readiness.check() is None
    assert whole(service.folder / "conversations.db")


async def test_an_appointment_on_a_full_disk(service: Service) -> None:
    """Who presses "send" reads that nobody will call, and what to do; no request is kept that nobody was told of."""
    before = len(shared_store().list("test", handled=True))
    visitor = service.visitor()
    await visitor.fill_in_the_form()
    with full_disk():
        failed = await visitor.press()
    assert failed["record"]["outcome"] == "error"
    assert "555-01" in " ".join(message["text"] for message in failed["messages"])
    assert len(shared_store().list("test", handled=True)) == before
    sent = await visitor.press()
    assert "code" in sent["messages"][0]["text"]
    assert len(shared_store().list("test", handled=True)) == before + 1


def whole(file: Path) -> bool:
    """Say whether SQLite finds nothing wrong with a file."""
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
