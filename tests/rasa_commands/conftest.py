"""A tiny copy of the project, and what Rasa's commands did with it."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from running_rasa import COMMANDS, MODEL, Done, Processes, ask, free_port, wait_for

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES_PER_INTENT = 8
"""Enough to train every component of the pipeline, few enough to do it in seconds."""

TEST_STORIES = """version: "3.1"
stories:
- story: Greeting, question, thanks
  steps:
  - {user: hello, intent: greet}
  - {action: utter_greet}
  - {user: what treatments are there for spinal cancer, intent: ask_overview}
  - {action: action_answer_overview}
  - {user: thank you, intent: thank}
  - {action: utter_thank}
"""

TEST_QUESTIONS = """version: "3.1"
nlu:
- {intent: greet, examples: "- hello\\n- hi there"}
- {intent: ask_overview, examples: "- what treatments are there for spinal cancer\\n- how is spine cancer treated"}
- {intent: thank, examples: "- thank you\\n- thanks a lot"}
"""


def shortened(nlu: str, examples: int) -> str:
    """Return the training data with no more than so many examples for each intent."""
    lines: list[str] = []
    seen = 0
    for line in nlu.splitlines():
        if line.startswith("  - "):
            seen = 0
        elif line.startswith("      - "):
            seen += 1
        if seen <= examples or not line.startswith("      - "):
            lines.append(line)
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """The processes of this test session; all have ended when it ends."""
    started = Processes(tmp_path_factory.mktemp("home"))

    def end_tests(*_: object) -> None:
        raise KeyboardInterrupt  # pytest then ends in good order, and this fixture too

    before = signal.signal(signal.SIGTERM, end_tests)
    yield started
    started.stop_all()
    signal.signal(signal.SIGTERM, before)


_OF_DETAILS = "  - name: assistant.nlu.detail_finder.DetailFinder\n"


@pytest.fixture(scope="session")
def action_port() -> int:
    """The port of the action server, which the tiny project's endpoints.yml names."""
    return free_port()


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, action_port: int) -> Path:
    """The real pipeline, policies, domain, rules and stories, with a few examples of each intent."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("data", "tests", "made"):
        (folder / name).mkdir()
    for name in ("domain.yml", "credentials.yml", "data/rules.yml", "data/stories.yml"):
        shutil.copy(REPOSITORY / name, folder / name)
    config = (REPOSITORY / "config.yml").read_text(encoding="utf-8")
    assert config.count(_OF_DETAILS) == 1
    # The questions for one fact lie beside the code, all of them: a few steps are enough to see that it trains.
    (folder / "config.yml").write_text(config.replace(_OF_DETAILS, f"{_OF_DETAILS}    iterations: 5\n"))
    endpoints = (REPOSITORY / "endpoints.yml").read_text(encoding="utf-8")
    assert "localhost:5055" in endpoints
    (folder / "endpoints.yml").write_text(endpoints.replace("localhost:5055", f"127.0.0.1:{action_port}"))
    for path in (REPOSITORY / "data").glob("nlu*.yml"):
        few = shortened(path.read_text(encoding="utf-8"), EXAMPLES_PER_INTENT)
        (folder / "data" / path.name).write_text(few, encoding="utf-8")
    (folder / "tests" / "test_stories.yml").write_text(TEST_STORIES)
    (folder / "tests" / "nlu.yml").write_text(TEST_QUESTIONS)
    return folder


@pytest.fixture(scope="session")
def folders(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Where a command runs that does not run in the tiny project: its own copy, so that no training is taken over."""
    copies = {}
    for name in ("train nlu", "train core", "cross-validate"):
        copies[name] = shutil.copytree(project, tmp_path_factory.mktemp("copy") / "project")
    few = shortened((project / "data" / "nlu.yml").read_text(encoding="utf-8"), 4)
    (copies["cross-validate"] / "data" / "few.yml").write_text(few, encoding="utf-8")
    return {**copies, "validate the real project": REPOSITORY, "init": tmp_path_factory.mktemp("empty")}


@pytest.fixture(scope="session")
def trained(ran: Callable[[str], Done], project: Path) -> Path:
    """The model that `rasa train` made, trained once for all tests."""
    done = ran("train")
    assert done.code == 0, done.printed
    return project / MODEL


@pytest.fixture(scope="session")
def ran(
    request: pytest.FixtureRequest, processes: Processes, project: Path, folders: dict[str, Path]
) -> Iterator[Callable[[str], Done]]:
    """Return what a command of `COMMANDS` did.

    Most of a command's time is Rasa's start, on one core: all commands that the chosen tests ask for are started ahead,
    two at a time, each once.
    """
    pool = ThreadPoolExecutor(max_workers=2)
    begun: dict[str, Future[Done]] = {}

    def work(name: str) -> Done:
        if MODEL in COMMANDS[name]:  # made by another command
            begin("train").result()
        return processes.run(COMMANDS[name], folders.get(name, project))

    def begin(name: str) -> Future[Done]:
        if name not in begun:
            begun[name] = pool.submit(work, name)
        return begun[name]

    calls = [item.callspec for item in request.session.items if hasattr(item, "callspec")]
    chosen = {call.params["done"] for call in calls if "done" in call.params}
    begin("train")
    if "PYTEST_XDIST_WORKER" not in os.environ:  # there, every worker sees all tests and runs a few
        for name in sorted(chosen, key=lambda name: (MODEL in COMMANDS[name], name)):
            begin(name)
    yield lambda name: begin(name).result()
    for future in begun.values():
        future.cancel()
    processes.stop_all()
    pool.shutdown()


@pytest.fixture
def done(request: pytest.FixtureRequest, ran: Callable[[str], Done]) -> Done:
    """What the command did that the test names as its parameter."""
    return ran(request.param)


@pytest.fixture(scope="session")
def action_server(processes: Processes, project: Path, action_port: int) -> Iterator[str]:
    """`rasa run actions`, ready; its address."""
    log = project / "made" / "actions.log"
    server = processes.start(["run", "actions", "--port", str(action_port)], project, log)
    address = f"http://127.0.0.1:{action_port}"
    wait_for(lambda: ask(f"{address}/health"), server, log)
    yield address
    processes.stop(server)
