"""Runs one conversation through a door and keeps the transcript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from assistant.conversation_tests.checking import Finding, look
from assistant.conversation_tests.drivers import Driver, NotOfferedError
from assistant.conversation_tests.reading import Conversation, Placed
from assistant.conversation_tests.seeing import Exchange, Seen
from knowledge.records import Channel


@dataclass(frozen=True)
class Failure:
    """Where a conversation went wrong."""

    placed: Placed
    findings: tuple[Finding, ...]
    """Those that did not hold."""


@dataclass(frozen=True)
class Result:
    """What became of one conversation on one channel."""

    conversation: Conversation
    channel: Channel
    exchanges: tuple[Exchange, ...]
    failure: Failure | None = None
    unseen: int = 0
    """How many checks this door could not make."""
    seconds: float = 0.0

    @property
    def name(self) -> str:
        """The name of the conversation, with its channel."""
        return f"{self.conversation.case.test_case} [{self.channel}]"

    @property
    def passed(self) -> bool:
        """Whether it is as it should be: it held, or it has a known problem and failed."""
        return (self.failure is None) == (self.conversation.case.known_problem is None)


async def run(conversation: Conversation, channel: Channel, driver: Driver, domain: Mapping[str, Any]) -> Result:
    """Run a conversation to its end or to the first step that does not hold."""
    began = perf_counter()
    talk, seen = await driver.begin(channel, conversation.slots)
    exchanges = [Exchange(None, False, seen)]
    failure: Failure | None = None
    unseen = 0
    for placed in conversation.steps:
        step = placed.step
        if step.is_turn:
            if step.after_minutes:
                await talk.later(step.after_minutes)
            try:
                seen = await (talk.press(step.press) if step.press is not None else talk.say(step.user or ""))
            except NotOfferedError as error:
                failure = Failure(placed, (Finding(f'the button "{step.press}" to be offered', str(error)),))
                exchanges.append(Exchange(step.press, True, Seen(()), placed.line, kept=False))
                break
            pressed = step.press is not None
            said = Exchange(step.press or step.user, pressed, seen, placed.line, after_minutes=step.after_minutes)
            exchanges.append(said)
        if step.channel is not None and channel not in step.channel:
            continue
        findings = look(step, seen, channel, domain)
        unseen += sum(not finding.visible for finding in findings)
        wrong = tuple(finding for finding in findings if finding.came is not None)
        last = exchanges[-1]
        exchanges[-1] = replace(
            last,
            expected=(*last.expected, *(finding.expected for finding in findings if finding.visible)),
            kept=not wrong,
        )
        if wrong:
            failure = Failure(placed, wrong)
            break
    return Result(conversation, channel, tuple(exchanges), failure, unseen, perf_counter() - began)
