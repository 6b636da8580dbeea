"""`assistant test`: run conversations from files, and say which do not hold."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from assistant.commands.chat import ChannelName
from assistant.training.model import ModelError
from assistant.written_files import WrittenFileError
from knowledge.reader import KnowledgeError

if TYPE_CHECKING:
    from assistant.conversation_tests.drivers import Driver
    from assistant.conversation_tests.reading import Conversation
    from assistant.conversation_tests.running import Result
    from knowledge.records import Channel

_FAILED, _UNUSABLE = 1, 2


def run_tests(  # noqa: PLR0917 - the options of the command line
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files or folders.")] = None,
    channel: Annotated[ChannelName | None, typer.Option(help="Only this channel.")] = None,
    keyword: Annotated[str, typer.Option("--keyword", "-k", help="Only those whose file or name has this.")] = "",
    url: Annotated[str, typer.Option(help="Talk to a running server at this address instead.")] = "",
    sms_url: Annotated[str, typer.Option(help="Talk to the text-message webhook at this public address.")] = "",
    html: Annotated[Path | None, typer.Option(help="Write a report that a clinician can read and sign.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML.")] = None,
    robustness: Annotated[bool, typer.Option(help="Ask the questions with typos, in capitals and so on.")] = False,
    schema: Annotated[bool, typer.Option(help="Only print the JSON schema of the files, for editors.")] = False,
) -> None:
    """Run conversations (all of tests/conversations, or those of PATH) and say which do not hold.

    Exit code 0: all hold. 1: at least one does not, or the whole run does not see all facts, intents, actions and
    rules. 2: a file or an option can't be used.
    """
    from assistant.conversation_tests.drivers import DoorError
    from assistant.conversation_tests.names import load_names
    from assistant.conversation_tests.reading import FOLDER, ConversationFileError, read_conversations
    from assistant.conversation_tests.schema import json_schema

    if schema:
        print(json.dumps(json_schema(), indent=2))
        return
    console = Console(highlight=False, soft_wrap=True)
    only: Channel | None = channel.value if channel else None
    try:
        _check_folders(html, junit)
        conversations = read_conversations(paths or [FOLDER], load_names())
        if robustness:
            code = _run_changed(console, conversations)
        else:
            code, results = asyncio.run(_run(console, conversations, url, sms_url, only, keyword))
            _write(console, results, html, junit)
    except (ConversationFileError, DoorError, KnowledgeError, ModelError, WrittenFileError, OSError) as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"[bold red]Problem:[/] {escape(str(error))}")
        code = _UNUSABLE
    sys.exit(code)


async def _run(  # noqa: PLR0917 - the options of the command line
    console: Console,
    conversations: Sequence[Conversation],
    url: str,
    sms_url: str,
    channel: Channel | None,
    keyword: str,
) -> tuple[int, list[Result]]:
    """Run conversations, print what does not hold, and return the exit code and the results."""
    from assistant.conversation_tests.coverage import coverage, summary, traces_of
    from assistant.conversation_tests.drivers import DoorError
    from assistant.conversation_tests.messages import failure_text
    from assistant.conversation_tests.names import load_names
    from assistant.conversation_tests.suite import jobs, run_all, whole

    domain = load_names().domain
    with console.status("Loading ..."):
        driver = _driver(url, sms_url)
    chosen = jobs(conversations, driver, channel, keyword)
    if not chosen:
        raise DoorError("no conversation fits; look at PATH, --channel and --keyword")
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Conversations", total=len(chosen))

        def report(result: Result) -> None:
            progress.advance(task)
            if not result.passed:
                console.print(escape(failure_text(result)) + "\n")

        results = await run_all(chosen, driver, domain, report)
    await driver.close()
    failed = sum(not result.passed for result in results)
    enough = True
    if driver.shows_inside:
        found = coverage([traces_of(result) for result in results], domain)
        console.print("\n".join(summary(found, whole(chosen))))
        enough = not whole(chosen) or all(one.enough for one in found)
    if unseen := sum(result.unseen for result in results):
        console.print(f"{unseen} checks could not be made through this door: it does not show what they look at.")
    console.print(_verdict(results, failed))
    return (_FAILED if failed or not enough else 0), results


def _verdict(results: Sequence[Result], failed: int) -> str:
    """Return the last line: how many hold."""
    known = sum(result.failure is not None and result.passed for result in results)
    seconds = sum(result.seconds for result in results)
    colour = "red" if failed else "green"
    line = f"[bold {colour}]{len(results) - failed - known} of {len(results)} conversations hold[/]"
    line += f", {failed} do not" if failed else ""
    line += f", {known} have a known problem" if known else ""
    return f"{line} ({seconds:.1f} s)"


def _driver(url: str, sms_url: str) -> Driver:
    """Return the door to talk through.

    Raises:
        DoorError: it can't be used.
    """
    from assistant.conversation_tests.drivers import DoorError

    if url and sms_url:
        raise DoorError("choose one of --url and --sms-url")
    if url:
        from assistant.conversation_tests.drivers.http import Http

        return Http(url)
    if sms_url:
        from assistant.conversation_tests.drivers.sms import Sms, token_of_environment

        return Sms(sms_url, token_of_environment())
    from assistant.conversation_tests.drivers.in_process import InProcess, load_assistant
    from assistant.lean import start_lean

    start_lean()
    return InProcess(load_assistant())


def _run_changed(console: Console, conversations: Sequence[Conversation]) -> int:
    """Ask the questions changed, print how many flip, and return the exit code."""
    from assistant.conversation_tests.changes import Part
    from assistant.conversation_tests.robustness import MOST_FLIPS, TrainedAssistant, measure, openings, tune_questions
    from assistant.training.model import find_model

    find_model()
    progress = Progress(console=console, transient=True, disable=not console.is_terminal)
    with progress, TrainedAssistant() as it:
        task = progress.add_task("Questions in other forms")
        found = measure(
            openings(conversations),
            tune_questions(),
            it.ask,
            lambda done, all_: progress.update(task, completed=done, total=all_),
        )
    table = Table("change", "flips of the forms tuned with", "flips of the forms held out")
    for tuned, held_out in zip(found[::2], found[1::2], strict=True):
        table.add_row(tuned.name, str(tuned.share), str(held_out.share))
    console.print(table)
    for change in found:
        for flip in change.flips if change.part is Part.TUNED else ():
            console.print(escape(f"{change.name}: {flip}"), style="dim")
    too_many = [f"{change.name} ({change.part.value.replace('_', ' ')})" for change in found if change.flips_too_many]
    limit = f"{100 * MOST_FLIPS:.0f} %"
    console.print(
        f"[red]More than {limit} flip: {', '.join(too_many)}[/]" if too_many else f"[green]At most {limit} flip[/]"
    )
    return _FAILED if too_many else 0


def _check_folders(*files: Path | None) -> None:
    """Refuse a report that has nowhere to go, before anything runs.

    Raises:
        FileNotFoundError: the folder does not exist.
    """
    for file in files:
        if file is not None and not file.absolute().parent.is_dir():
            raise FileNotFoundError(f"{file}: the folder {file.parent} does not exist")


def _write(console: Console, results: Sequence[Result], html: Path | None, junit: Path | None) -> None:
    """Write the reports that were asked for."""
    if junit is not None:
        from assistant.conversation_tests.junit import write_junit

        write_junit(results, junit)
    if html is not None:
        from assistant.conversation_tests.html import write_html

        write_html(results, html)
        console.print(f"Report: {html}")
