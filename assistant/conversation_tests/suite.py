"""Runs many conversations, one after the other, and tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assistant.conversation_tests.drivers import Driver
from assistant.conversation_tests.reading import FOLDER, Conversation, find_files
from assistant.conversation_tests.running import Result, run
from knowledge.records import Channel

Job = tuple[Conversation, Channel]


def jobs(conversations: Iterable[Conversation], driver: Driver, channel: Channel | None, keyword: str) -> list[Job]:
    """Return what is to be run: each conversation on each channel that it names, the door has, and was asked for."""
    return [
        (conversation, one)
        for conversation in conversations
        for one in conversation.case.channel
        if one in driver.channels
        and channel in (None, one)
        and keyword.casefold() in f"{conversation.key} [{one}]".casefold()
        and (driver.shows_inside or not conversation.needs_inside)
    ]


def whole(chosen: Iterable[Job]) -> bool:
    """Say whether every file of tests/conversations has its part in a run: only then does a floor mean something."""
    return set(find_files([FOLDER])) <= {conversation.path for conversation, _ in chosen}


async def run_all(
    chosen: Iterable[Job], driver: Driver, domain: Mapping[str, Any], report: Callable[[Result], None]
) -> list[Result]:
    """Run every job and return the results; `report` is told each as it ends."""
    results = []
    for conversation, channel in chosen:
        result = await run(conversation, channel, driver, domain)
        report(result)
        results.append(result)
    return results
