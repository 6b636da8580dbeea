"""What all tests share: the real domain, trackers and a dispatcher for actions, and the assistant patients meet."""

from __future__ import annotations

import itertools
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
import yaml

from assistant.privacy.quiet import be_quiet

be_quiet()  # before anything imports Rasa
hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("untimed")

from rasa_sdk import Tracker  # noqa: E402
from rasa_sdk.executor import CollectingDispatcher  # noqa: E402
from real_postgres import RealPostgres, programs  # noqa: E402

from assistant.settings import ROOT  # noqa: E402
from knowledge.reader import Knowledge, load_knowledge  # noqa: E402

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant
    from assistant.turn.turns import Turn

Say = str | Mapping[str, str]
"""A turn of a conversation: what is typed, or {"press": "title of a button"}."""

Trackers = Callable[..., Tracker]
Hold = Callable[..., Awaitable[list["Turn"]]]
Render = Callable[..., list[str]]

_conversations = itertools.count(1)


@pytest.fixture(scope="session", autouse=True)
def _no_test_books_for_real() -> None:
    """Give each process of the tests, xdist's too, a booking database of its own: var/bookings.db stays as it is."""
    from assistant.conversation_tests.bookings_apart import keep_apart

    keep_apart()


@pytest.fixture(scope="session")
def postgres() -> Iterator[RealPostgres]:
    """A real PostgreSQL, shared by the tests of one process; each makes databases of its own in it."""
    where = programs()
    if where is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: .ci/run installs it")
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    server = RealPostgres(where)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def domain() -> dict[str, Any]:
    """The real domain.yml, in the form in which Rasa hands it to actions."""
    content = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real knowledge."""
    return load_knowledge()


@pytest.fixture
def dispatcher() -> CollectingDispatcher:
    """A dispatcher that keeps what an action says."""
    return CollectingDispatcher()


@pytest.fixture
def tracker(domain: dict[str, Any]) -> Trackers:
    """Return a function that makes a tracker as Rasa sends it to an action, with every slot of the domain."""

    def make(  # noqa: PLR0917 - what tests leave out of a message differs
        text: str = "",
        intent: str = "nlu_fallback",
        entities: Sequence[tuple[str, str]] = (),
        slots: Mapping[str, Any] | None = None,
        channel: str | None = "website",
        earlier: Sequence[Mapping[str, Any] | str] = (),
        questions: Sequence[Mapping[str, Any]] = (),
    ) -> Tracker:
        found = [{"entity": kind, "value": value} for kind, value in entities]
        message: dict[str, Any] = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": found}
        if questions:
            message["questions"] = list(questions)
        events: list[dict[str, Any]] = [
            {"event": "action", "name": "action_session_start"},
            {"event": "session_started"},
        ]
        for one in (*earlier, message):
            if not isinstance(one, str) and "event" in one:
                events.append(dict(one))
                continue
            parsed = {"text": "earlier words", "intent": {"name": one}, "entities": []} if isinstance(one, str) else one
            said = {"event": "user", "text": parsed["text"], "parse_data": dict(parsed), "input_channel": channel}
            events += [said, {"event": "action", "name": "action_listen"}]
        values: dict[str, Any] = dict.fromkeys(domain["slots"])
        values["session_started_metadata"] = None
        return Tracker(
            sender_id="test",
            slots=values | dict(slots or {}),
            latest_message=message,
            events=events[:-1],
            paused=False,
            followup_action=None,
            active_loop={},
            latest_action_name="action_listen",
        )

    return make


@pytest.fixture(scope="session")
def render() -> Render:
    """Return a function that gives the texts of messages as a channel shows them, filled by Rasa itself."""
    from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
    from rasa.shared.core.domain import Domain

    generator = TemplatedNaturalLanguageGenerator(Domain.load(str(ROOT / "domain.yml")).responses)

    def texts(messages: Sequence[Mapping[str, Any]], channel: str) -> list[str]:
        shown = []
        for message in messages:
            name = message.get("response")
            values = {key: value for key, value in message.items() if key != "response"}
            filled = generator.generate_from_slots(name, {}, channel, **values) if name else message
            assert filled is not None, f"{name} is not in domain.yml"
            shown.append(str(filled["text"]))
        return shown

    return texts


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model of today's data; a missing or stale one stops the test with what to do."""
    from assistant.training.model import find_model

    return find_model()


@pytest.fixture(scope="session")
def assistant(model: Path) -> Assistant:
    """The real assistant, loaded once: trained model, policies, actions. The conversations of tests/ run on it too."""
    from assistant.conversation_tests.drivers.in_process import load_assistant

    return load_assistant()


@pytest.fixture
def hold(assistant: Assistant) -> Hold:
    """Return a function that holds one conversation in a fresh session and gives its turns, the welcome left out."""

    async def converse(turns: Sequence[Say], channel: Any = "website") -> list[Turn]:
        session = f"test-{next(_conversations)}"
        last = await assistant.start(session, channel)
        held = []
        for said in turns:
            if isinstance(said, str):
                last = await assistant.say(session, said, channel)
            else:
                last = await assistant.press_title(session, said["press"], last, channel)
            held.append(last)
        return held

    return converse
