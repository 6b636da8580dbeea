"""`assistant evaluate`: how well questions are understood that are in no training data."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.settings import ROOT

if TYPE_CHECKING:
    from assistant.evaluation.in_conversation import ScoredMessage
    from assistant.evaluation.scoring import Scored, Share
    from assistant.turn.conversation import Assistant
    from assistant.turn.turns import Turn

QUESTIONS = ROOT / "tests" / "questions"
THRESHOLDS = ROOT / "assistant" / "evaluation" / "thresholds.yml"


class Part(StrEnum):
    """The parts of the test questions."""

    TUNE = "tune"
    REPORT = "report"


def evaluate(
    part: Annotated[Part, typer.Option(help="Which questions: 'tune' to work on, 'report' to report.")] = Part.REPORT,
    mistakes: Annotated[bool, typer.Option(help="Show every mistake (only of the part to tune on).")] = False,
) -> None:
    """Measure right answers, redirects, and answers that are confidently wrong, with 95 % intervals.

    Questions are asked each in a fresh conversation, as a patient would begin one, and then whole conversations are
    held. A message that the urgent-help gate stops is counted as stopped, and then scored by what "I was only asking"
    leads to. Exit code 1 below a threshold.
    """
    console = Console(highlight=False)
    scored, in_conversation = asyncio.run(_run(part))
    failed = _report(console, scored, in_conversation, part)
    if mistakes and part is Part.TUNE:
        _show_mistakes(console, scored, in_conversation)
    sys.exit(1 if failed else 0)


async def _run(part: Part) -> tuple[list[Scored], list[ScoredMessage]]:
    """Ask every question of a part, and hold its conversations."""
    from assistant.conversation_tests.bookings_apart import keep_apart
    from assistant.training.model import find_model
    from assistant.turn.conversation import Assistant

    keep_apart()  # nobody calls an invented person
    assistant = Assistant.load(find_model())
    asked = [await _ask(assistant, question, number) for number, question in _lines(f"{part.value}.jsonl", "Questions")]
    held: list[ScoredMessage] = []
    for number, conversation in _lines(f"conversations_{part.value}.jsonl", "Conversations"):
        held += await _hold(assistant, conversation["turns"], number)
    return asked, held


def _lines(name: str, shown: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the records of a file with their numbers, and show how far it is."""
    lines: list[dict[str, Any]] = [json.loads(line) for line in (QUESTIONS / name).read_text("utf-8").splitlines()]
    yield from enumerate(track(lines, shown, disable=not sys.stderr.isatty()))


async def _ask(assistant: Assistant, question: dict[str, Any], number: int) -> Scored:
    from assistant.evaluation.scoring import Scored

    await assistant.start(f"question-{number}", "website")
    turn, stopped = await _say(assistant, f"question-{number}", question["text"], emergency=False)
    return Scored(question, turn.as_dict() | {"stopped": stopped})


async def _hold(assistant: Assistant, messages: list[dict[str, Any]], number: int) -> list[ScoredMessage]:
    from assistant.evaluation.in_conversation import ScoredMessage

    conversation, scored, before = f"conversation-{number}", list[ScoredMessage](), tuple[str, ...]()
    await assistant.start(conversation, "website")
    for message in messages:
        turn, stopped = await _say(assistant, conversation, message["user"], emergency="urgent" in message["outcome"])
        scored.append(ScoredMessage(message, turn.as_dict() | {"stopped": stopped}, before))
        before = (*before, message["user"])
    return scored


async def _say(assistant: Assistant, conversation: str, text: str, *, emergency: bool) -> tuple[Turn, bool]:
    """Say something; return the turn, and whether the gate stopped what is no emergency."""
    from assistant.dialogue.replies import Outcome

    turn = await assistant.say(conversation, text, "website")
    stopped = turn.record.outcome is Outcome.URGENT and not emergency
    if stopped and turn.buttons:
        # The person takes the way back that the reply offers; how often that is needed is a figure of its own.
        turn = await assistant.press(conversation, turn.buttons[0], "website")
    return turn, stopped


def _report(console: Console, scored: list[Scored], in_conversation: list[ScoredMessage], part: Part) -> bool:
    """Print the figures and say whether one is below its threshold."""
    from assistant.evaluation import scoring
    from assistant.evaluation.in_conversation import shares_in_conversation

    table = Table(
        "figure", "share (95 % interval, counts)", "must be", "", title=f"{len(scored)} questions: {part.value}"
    )
    failed = _add_figures(table, scoring.shares(scored))
    table.add_section()
    failed = _add_figures(table, shares_in_conversation(in_conversation)) or failed
    console.print(table)
    for key in ("topic", "aspect"):
        console.print(_shares(f"right, in scope, by {key}", scoring.by(scored, key)))
    table = Table("asked", "understood as", "times", title="commonest mistakes")
    for expected, got, count in scoring.confusions(scored):
        table.add_row(expected, got, str(count))
    console.print(table)
    return failed


def _show_mistakes(console: Console, scored: list[Scored], in_conversation: list[ScoredMessage]) -> None:
    got_of = ("outcome", "topic", "aspect", "verdict", "intent", "confidence")
    for one in scored:
        if not one.right:
            console.print(
                f"\n{one.expected['text']}\n   expected {one.expected['intent']}: "
                f"{[one.expected[key] for key in ('outcome', 'topic', 'aspect', 'verdict', 'facts')]}\n"
                f"   got { {key: one.got[key] for key in got_of} }"
            )
    for message in in_conversation:
        if not message.right:
            console.print(
                f"\n(before: {' | '.join(message.before[-2:])})\n{message.expected['user']}\n   expected "
                f"{[message.expected[key] for key in ('outcome', 'topic', 'facts')]}\n"
                f"   got { {key: message.got[key] for key in (*got_of, 'facts', 'stopped')} }"
            )


def _add_figures(table: Table, shares: dict[str, Share]) -> bool:
    """Add a row for each figure; say whether one is beyond its threshold."""
    thresholds: dict[str, dict[str, float]] = yaml.safe_load(THRESHOLDS.read_text(encoding="utf-8"))
    failed = False
    for name, share in shares.items():
        limit = thresholds[name]
        good = limit.get("at_least", 0.0) <= share.value <= limit.get("at_most", 1.0)
        failed = failed or not good
        wanted = ", ".join(f"{word.replace('_', ' ')} {100 * value:g} %" for word, value in limit.items())
        table.add_row(share.name, str(share), wanted, "[green]yes[/]" if good else "[red]no[/]")
    return failed


def _shares(title: str, shares: list[Share]) -> Table:
    table = Table(title.rsplit(", by ", maxsplit=1)[-1], "share (95 % interval, counts)", title=title)
    for share in shares:
        table.add_row(share.name, str(share))
    return table
