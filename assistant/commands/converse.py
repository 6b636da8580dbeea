"""`assistant converse`: run whole conversations from a file; the batch door of the test runner and of evaluation."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import track

from assistant.commands.chat import ChannelName

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant
    from knowledge.records import Channel

LONGEST_LINE = 1_000_000
"""Characters of one line; a longer one is refused."""


class LineError(ValueError):
    """A line of the input that is no conversation; the message says why."""


def converse(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="One conversation a line.")],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="Where the turns are written.")],
    channel: Annotated[ChannelName, typer.Option(help="Whose words to read.")] = ChannelName.WEBSITE,
) -> None:
    """Run conversations through the trained model, the policies and the actions.

    IN: {"id": "c1", "turns": ["side effects of chemo", {"press": "Help with side effects"}]}, one conversation a line,
    each in a fresh session. OUT: the same with every turn's messages and record. A bad line is reported with its number
    and the others still run; the exit code is then 1.
    """
    try:
        lines = source.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as error:
        raise typer.BadParameter(f"{source} can't be read: {error.strerror}") from error
    if not target.parent.is_dir():
        raise typer.BadParameter(f"the folder {target.parent} does not exist")
    sys.exit(1 if asyncio.run(_run(lines, target, channel.value)) else 0)


async def _run(lines: list[str], target: Path, channel: Channel) -> int:
    """Run all conversations and return how many lines were bad."""
    from assistant.conversation_tests.bookings_apart import keep_apart
    from assistant.training.model import find_model
    from assistant.turn.conversation import Assistant

    keep_apart()  # nobody calls an invented person
    assistant = Assistant.load(find_model())
    bad = 0
    with target.open("w", encoding="utf-8") as out:
        numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
        for number, line in track(numbered, "Conversations", disable=not sys.stderr.isatty()):
            try:
                result = await run_conversation(assistant, read_line(line), channel, f"{number}")
                written = json.dumps(result, ensure_ascii=False).encode("utf-8", "replace").decode()
            except LineError as error:
                bad += 1
                print(f"line {number}: {error}", file=sys.stderr)
                continue
            out.write(written + "\n")
    return bad


def read_line(line: str) -> dict[str, Any]:
    """Return the conversation of one line.

    Raises:
        LineError: it is not JSON, or not of the form that `converse` describes.
    """
    if len(line) > LONGEST_LINE:
        raise LineError(f"longer than {LONGEST_LINE} characters")
    try:
        content = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise LineError(f"not JSON: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("turns"), list) or not content["turns"]:
        raise LineError('a conversation is an object with "id" and a list "turns" that is not empty')
    if not isinstance(content.get("id"), str | int):
        raise LineError('"id" is missing; give each conversation a text or a number')
    for place, turn in enumerate(content["turns"], 1):
        pressed = turn.get("press") if isinstance(turn, dict) and set(turn) == {"press"} else None
        if not isinstance(turn, str) and not isinstance(pressed, str):
            raise LineError(f'turn {place} is neither a text nor {{"press": "title of a button"}}')
    return content


async def run_conversation(
    assistant: Assistant, conversation: dict[str, Any], channel: Channel, session: str
) -> dict[str, Any]:
    """Run one conversation in the fresh session `session` and return it with its turns.

    Raises:
        LineError: it presses a button that was not offered.
    """
    from assistant.turn.conversation import ButtonNotOfferedError

    last = await assistant.start(session, channel)
    turns = []
    for place, said in enumerate(conversation["turns"], 1):
        if isinstance(said, str):
            last = await assistant.say(session, said, channel)
        else:
            try:
                last = await assistant.press_title(session, said["press"], last, channel)
            except ButtonNotOfferedError as error:
                raise LineError(f"turn {place}: {error}") from error
        turns.append(last.as_dict())
    return {"id": conversation["id"], "turns": turns}
