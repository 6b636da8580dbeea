"""Breaks the assistant on purpose, one thing at a time, and asks whether the conversations notice.

A suite that passes says little until it is known what it would fail at. Run it with
`python -m assistant.conversation_tests.mutations`; nothing on disk changes.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from assistant.conversation_tests.breaking import (
    drop_fact,
    forget_the_conversation,
    redirect_rule,
    repeat_the_same_apology,
    swap_entries,
    without_crisis,
    without_gate,
    without_not_covered,
)
from assistant.conversation_tests.coverage import load_rules, traces_of
from assistant.conversation_tests.drivers.in_process import InProcess, load_assistant
from assistant.conversation_tests.names import load_names
from assistant.conversation_tests.reading import FOLDER, read_conversations
from assistant.conversation_tests.running import Result, run
from assistant.conversation_tests.suite import Job, jobs
from assistant.privacy.quiet import be_quiet
from knowledge.reader import TREATMENTS, load_knowledge

Breaks = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class Mutation:
    """One thing that is broken, and the conversations that may notice: those that meet it."""

    name: str
    breaks: Breaks
    meets: Callable[[Result], bool]


@dataclass(frozen=True)
class Outcome:
    """Whether a mutation was noticed, and by which conversation first."""

    mutation: Mutation
    noticed_by: str | None
    tried: int


def mutations(assistant: Any) -> Iterator[Mutation]:
    """Return everything that is broken: each fact dropped, answers swapped, each rule broken, safety switched off."""
    knowledge = load_knowledge()
    for fact in knowledge.facts:
        yield Mutation(f"drop the fact {fact}", lambda fact=fact: drop_fact(fact), _states(fact))  # type: ignore[misc]
    by_aspect: dict[tuple[Any, ...], list[str]] = {}
    for topic in TREATMENTS:
        for entry in knowledge.topics[topic].entries:
            by_aspect.setdefault((entry.aspect, entry.focus, entry.effects), []).append(entry.id)
    for ids in by_aspect.values():
        for one, other in pairwise(ids):
            yield Mutation(
                f"swap the answers {one} and {other}",
                lambda one=one, other=other: swap_entries(one, other),  # type: ignore[misc]
                _shows(one, other),
            )
    for rule, steps in load_rules().items():
        intents = [name for kind, names in steps if kind == "intent" for name in names]
        if len(intents) == 1:
            yield Mutation(
                f'break the rule "{rule}"',
                lambda intent=intents[0]: redirect_rule(assistant, intent),  # type: ignore[misc]
                _understands(intents[0]),
            )
    yield Mutation("switch off the urgent gate", without_gate, _always)
    yield Mutation("forget a word of suicide", without_crisis, _always)
    yield Mutation("forget the conversation after each turn", forget_the_conversation, _always)
    yield Mutation("answer questions on what is not covered", without_not_covered, _always)
    yield Mutation("say the same apology every time", repeat_the_same_apology, _always)


async def check(
    only: str, progress: Callable[[list[Mutation]], Iterable[Mutation]], folder: Path = FOLDER
) -> list[Outcome]:
    """Try every mutation whose name has `only` in it on the conversations of `folder`; return what became of each."""
    assistant, domain = load_assistant(), load_names().domain
    driver = InProcess(assistant)
    chosen = jobs(read_conversations([folder], load_names()), driver, None, "")
    sound = [(job, result) for job in chosen if (result := await run(*job, driver, domain)).failure is None]
    outcomes = []
    for mutation in progress([one for one in mutations(assistant) if only in one.name]):
        met = [job for job, result in sound if mutation.meets(result)]
        with mutation.breaks():
            outcomes.append(Outcome(mutation, await _noticed(met, driver, domain), len(met)))
    return outcomes


async def _noticed(met: list[Job], driver: InProcess, domain: Mapping[str, Any]) -> str | None:
    """Return the first conversation that fails now, or None."""
    for conversation, channel in met:
        result = await run(conversation, channel, driver, domain)
        if result.failure is not None:
            return f"{conversation.key} [{channel}]"
    return None


def _always(_: Result) -> bool:
    return True


def _states(fact: str) -> Callable[[Result], bool]:
    return lambda result: fact in traces_of(result)["facts"]


def _understands(intent: str) -> Callable[[Result], bool]:
    return lambda result: ["intent", intent] in traces_of(result)["events"]


def _shows(*entries: str) -> Callable[[Result], bool]:
    def meets(result: Result) -> bool:
        shown = (one for exchange in result.exchanges for one in (exchange.seen.record or {})["answer_ids"])
        return any(one.partition("@")[0] in entries for one in shown)

    return meets


def main() -> None:
    """Try all mutations (or those with the first argument in their name) and report; exit code 1 if one is missed."""
    be_quiet()
    logging.disable(logging.ERROR)  # what is broken on purpose reports its failures
    console = Console(highlight=False, soft_wrap=True)
    only = " ".join(sys.argv[1:])

    def show(todo: list[Mutation]) -> Iterable[Mutation]:
        return track(todo, "Breaking things", console=console, disable=not console.is_terminal)

    outcomes = asyncio.run(check(only, show))
    missed = [one for one in outcomes if one.noticed_by is None]
    for one in outcomes if only else missed:
        tried = f"{one.tried} conversations meet it"
        console.print(f"{'noticed' if one.noticed_by else 'MISSED '}  {one.mutation.name}: {one.noticed_by or tried}")
    console.print(f"{len(outcomes) - len(missed)} of {len(outcomes)} mutations are noticed")
    sys.exit(1 if missed or not outcomes else 0)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
