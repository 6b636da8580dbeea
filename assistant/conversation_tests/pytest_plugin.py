"""The pytest plugin: each conversation on each of its channels is a test. Registered by pyproject.toml.

Imports nothing of Rasa before the first conversation runs: pytest loads plugins before the tests quiet its logs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from assistant.conversation_tests.coverage import Covered, coverage, summary, traces_of
from assistant.conversation_tests.drivers.in_process import InProcess, load_assistant
from assistant.conversation_tests.messages import failure_text
from assistant.conversation_tests.names import load_names
from assistant.conversation_tests.reading import FOLDER, FRAGMENTS, Conversation, ConversationFileError, read_file
from assistant.conversation_tests.running import run
from assistant.lean import start_lean
from assistant.privacy.quiet import be_quiet
from assistant.training.model import ModelError
from knowledge.records import Channel

_RUNNER = pytest.StashKey[asyncio.Runner]()


class ConversationFailedError(AssertionError):
    """A conversation did not hold; the message is the whole report."""


class ConversationFile(pytest.File):
    """A file of conversations."""

    def collect(self) -> Iterable[ConversationTest]:
        """Return a test for each conversation and channel.

        Raises:
            pytest.Collector.CollectError: the file can't be used.
        """
        try:
            conversations = read_file(self.path, load_names())
        except ConversationFileError as error:
            raise self.CollectError(str(error)) from error
        for one in conversations:
            for channel in one.case.channel:
                yield ConversationTest.from_parent(
                    self, name=f"{one.case.test_case} [{channel}]", conversation=one, channel=channel
                )


class ConversationTest(pytest.Item):
    """One conversation on one channel."""

    def __init__(self, *, conversation: Conversation, channel: Channel, **rest: Any) -> None:
        """Test `conversation` on `channel`."""
        super().__init__(**rest)
        self.conversation, self.channel = conversation, channel
        self.traces: Any = None
        if conversation.case.known_problem:
            self.add_marker(pytest.mark.xfail(reason=conversation.case.known_problem, strict=True))

    def runtest(self) -> None:
        """Run the conversation.

        Raises:
            ConversationFailedError: something did not hold.
        """
        be_quiet()
        runner = self.session.stash.setdefault(_RUNNER, asyncio.Runner(loop_factory=asyncio.new_event_loop))
        driver = InProcess(load_assistant())
        result = runner.run(run(self.conversation, self.channel, driver, load_names().domain))
        self.traces = traces_of(result)
        if result.failure is not None:
            raise ConversationFailedError(failure_text(result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the report of a conversation as it is; anything else as pytest shows it."""
        if isinstance(excinfo.value, ConversationFailedError | ModelError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the conversation stands."""
        return self.path, self.conversation.line - 1, self.name


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ConversationFile | None:
    """Collect the files of tests/conversations."""
    if file_path.suffix == ".yml" and file_path.is_relative_to(FOLDER) and file_path.name != FRAGMENTS:
        return ConversationFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start without what Rasa imports and never uses, where nothing but conversations runs in this process."""
    if session.items and all(isinstance(item, ConversationTest) for item in session.items):
        start_lean()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send what a conversation saw with its report, from whichever process it ran in."""
    report = yield
    if isinstance(item, ConversationTest) and call.when == "call":
        report.conversation_traces = item.traces  # type: ignore[attr-defined] # reports carry what plugins add
    return report


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the coverage of the conversations that ran."""
    found = _coverage(terminalreporter)
    if not found:
        return
    terminalreporter.section("coverage of the conversations")
    for line in summary(found, _all_ran(terminalreporter, config)):
        terminalreporter.line(line)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run of all conversations that does not see enough."""
    runner = session.stash.get(_RUNNER, None)
    if runner is not None:
        runner.close()
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or session.exitstatus != pytest.ExitCode.OK or not _all_ran(reporter, session.config):
        return
    if not all(one.enough for one in _coverage(reporter)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _reports(reporter: Any) -> list[Any]:
    stats: dict[str, list[Any]] = reporter.stats
    return [one for reports in stats.values() for one in reports if getattr(one, "conversation_traces", None)]


def _coverage(reporter: Any) -> list[Covered]:
    traces = [one.conversation_traces for one in _reports(reporter)]
    return coverage(traces, load_names().domain) if traces else []


def _all_ran(reporter: Any, config: pytest.Config) -> bool:
    """Say whether every conversation of the folder ran."""
    files = {path for path in FOLDER.rglob("*.yml") if path.name != FRAGMENTS}
    ran = {config.rootpath / one.nodeid.split("::")[0] for one in _reports(reporter)}
    return bool(ran) and files <= ran and not config.option.keyword and not getattr(config.option, "lf", False)
