"""What is measured of a server: the time of a turn, turns per second, and what a long conversation costs."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from assistant.settings import ROOT
from bench.doors import Door
from bench.holds import longest_hold
from bench.servers import Running

SENDERS = (1, 16, 64)
TURNS_OF_A_CONVERSATION = 10
PAUSE = 0.1
"""Seconds between turns of the long conversation: the website's own limit is 600 messages a minute."""
_LEAST = 3
"""Turns that each of many senders has at least."""
_AROUND = 5
"""Turns around a length whose median is its cost."""
_PATIENCE = 300.0
"""Seconds for the long conversation; what was not reached by then is not reported."""


@dataclass
class Figures:
    """The figures of one assistant; times in ms unless they say otherwise."""

    start_seconds: float = 0.0
    memory: float = 0.0
    """MB, after all turns."""
    start_processor: float = 0.0
    """Seconds of processor time to the first answer."""
    turn_processor: float = 0.0
    """Processor time of a turn, one sender."""
    turn: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """p50, p95 and p99 of one sender."""
    per_second: dict[int, float] = field(default_factory=dict)
    """Turns per second by number of senders."""
    by_length: dict[int, float] = field(default_factory=dict)
    """The cost of a turn by how many turns the conversation has."""
    longest_hold: float = 0.0
    """The longest time that one piece of work held the event loop under load; 0 where it was not measured."""
    training_seconds: float = 0.0
    unanswered: int = 0
    load: float = 0.0
    """The machine's load (`uptime`) before it was measured."""


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` (0 to 1) of the `values` are, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def questions() -> Iterator[str]:
    """Return questions of patients, without end and no text twice, so that nothing remembered helps."""
    return _numbered([str(line["text"]) for line in _tune_questions()])


def ten_questions() -> Iterator[str]:
    """Return ten answered questions over and over, with a number: what is said is the same at each length."""
    answered = [str(line["text"]) for line in _tune_questions() if line["outcome"] == "answer"]
    ten = answered[:: len(answered) // TURNS_OF_A_CONVERSATION][:TURNS_OF_A_CONVERSATION]
    return _numbered(ten, first=1000)  # none that was said before the long conversation began


def _tune_questions() -> list[dict[str, Any]]:
    lines = (ROOT / "tests" / "questions" / "tune.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _numbered(texts: Sequence[str], first: int = 0) -> Iterator[str]:
    for round_ in itertools.count(first):
        yield from (f"{text} {round_}" if round_ else text for text in texts)


async def measure(server: Running, door: Callable[[httpx.AsyncClient], Door], turns: int, longest: int) -> Figures:
    """Measure a server with `turns` turns for each number of senders, and a conversation of `longest` turns."""
    figures = Figures(start_seconds=server.seconds, start_processor=server.processor_at_start, load=os.getloadavg()[0])
    texts = questions()
    since = time.time()
    limits = httpx.Limits(max_connections=max(SENDERS))
    async with httpx.AsyncClient(base_url=server.address, timeout=300, limits=limits) as client:
        await _converse(door(client), texts, 2 * TURNS_OF_A_CONVERSATION)  # the first turns load what is loaded late
        for senders in SENDERS:
            progress(f"  {senders} at once ...")
            each = max(_LEAST, turns // senders)
            began, busy = time.perf_counter(), server.processor
            all_times = await asyncio.gather(*(_converse(door(client), texts, each) for _ in range(senders)))
            figures.per_second[senders] = senders * each / (time.perf_counter() - began)
            times = [one for times in all_times for one in times]
            figures.unanswered += sum(one < 0 for one in times)
            if senders == 1:
                figures.turn_processor = (server.processor - busy) / each * 1000
                p50, p95, p99 = (percentile([abs(one) for one in times], share) for share in (0.5, 0.95, 0.99))
                figures.turn = (p50, p95, p99)
        progress(f"  a conversation of {longest} turns ...")
        figures.by_length, unanswered = await _by_length(door(client), ten_questions(), longest)
        figures.unanswered += unanswered
    figures.memory = server.memory
    if server.holds:
        figures.longest_hold = longest_hold(server.holds, since)
    return figures


def progress(step: str) -> None:
    """Say what is being done, beside the figures."""
    print(step, file=sys.stderr, flush=True)


async def _converse(door: Door, texts: Iterator[str], turns: int) -> list[float]:
    """Return the ms of each turn, below zero where it was not answered; a new conversation every ten turns."""
    times = []
    for turn in range(turns):
        if turn % TURNS_OF_A_CONVERSATION == 0:
            await door.begin()
        times.append(await _turn(door, next(texts)))
    return times


async def _by_length(door: Door, texts: Iterator[str], longest: int) -> tuple[dict[int, float], int]:
    """Return the median cost of a turn around each length, and how many turns were not answered."""
    await door.begin()
    times: list[float] = []
    unanswered = 0
    until = time.monotonic() + _PATIENCE
    while len(times) < longest + _AROUND and time.monotonic() < until:
        spent = await _turn(door, next(texts))
        unanswered += spent < 0
        times.append(abs(spent))
        await asyncio.sleep(max(0.0, PAUSE - times[-1] / 1000))
    reached = len(times) - _AROUND
    lengths = [length for length in (10, 100, 1000) if length <= reached] or [max(1, reached)]
    if reached < longest and reached > lengths[-1] + _AROUND:
        lengths.append(reached)
    around = {length: times[length - _AROUND : length + _AROUND] for length in lengths}
    return {1: times[0]} | {length: percentile(near, 0.5) for length, near in around.items()}, unanswered


async def _turn(door: Door, text: str) -> float:
    began = time.perf_counter()
    answered = await door.say(text)
    spent = (time.perf_counter() - began) * 1000
    return spent if answered else -spent
