"""What is quicker than Rasa gives what Rasa gives, and what takes long does not run on the event loop."""

from __future__ import annotations

import ast
import asyncio
import copy
import gc
import inspect
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.language.embedding import SentenceEncoder
from assistant.rasa_speed import applied, messages, rules, states
from assistant.rasa_speed.domain import read_the_domain_quickly
from assistant.rasa_speed.runner import OrderedRunner
from assistant.training.model import find_model
from assistant.turn.conversation import Assistant

SAID = (
    "hello",
    "what are the side effects of chemo",
    "and radiation?",
    "blorp fnord",
    "i can't feel my legs",
    "I want an appointment",
    "no",
    "what is kyphoplasty",
    "tomorrow morning",
    "my number is 555-0123",
    "never mind",
    "thanks, bye",
)


async def test_policies_see_the_states_and_rules_that_rasa_would_find(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through answers, a form, an aside in it and an emergency, each prediction has Rasa's own states and rules."""
    compared = {"states": 0, "rules": 0, "found": 0}

    def both_states(domain: Domain, tracker: DialogueStateTracker, *given: Any, **named: Any) -> list[State]:
        quick = states.states_for_tracker_history(domain, tracker, *given, **named)
        assert quick == states.RASAS_OWN(domain, tracker, *given, **named)
        compared["states"] += 1
        return quick

    def both_rules(policy: RulePolicy, lookup: dict[str, str], seen: list[State]) -> set[str]:
        quick = rules._possible_keys(policy, lookup, seen)
        assert quick == rules.RASAS_OWN(policy, lookup, copy.deepcopy(seen))
        compared["rules"] += 1
        compared["found"] += bool(quick)
        return quick

    assistant = Assistant.load(find_model())
    monkeypatch.setattr(Domain, "states_for_tracker_history", both_states)
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", both_rules)
    await assistant.start("states", "website")
    for text in SAID:
        await assistant.say("states", text, "website")
    assert min(compared.values()) > len(SAID)


@pytest.mark.parametrize(
    "after",
    [[UserUtteranceReverted()], [ActionReverted()], [Restarted()], [ActionExecuted("action_listen"), UserUttered("x")]],
    ids=["user reverted", "action reverted", "restarted", "went on"],
)
def test_states_follow_what_is_taken_back(after: list[Any]) -> None:
    """Where events are taken back after the states were asked for, the states are those of what is left."""
    domain = Domain.from_dict({"intents": ["greet"], "actions": ["action_answer"], "slots": {}})
    tracker = DialogueStateTracker("x", domain.slots)
    begun = [ActionExecuted("action_listen"), UserUttered("hi", {"name": "greet"}), ActionExecuted("action_answer")]
    for event in begun:
        tracker.update(event)
        states.states_for_tracker_history(domain, tracker)[-1].clear()  # what is handed out may be changed
    for event in after:
        tracker.update(event)
    assert states.states_for_tracker_history(domain, tracker) == states.RASAS_OWN(domain, tracker)


@pytest.mark.parametrize(
    "events",
    [
        [],
        [ActionExecuted("action_listen"), UserUttered("hi")],
        [UserUttered("before"), SessionStarted(), UserUttered("hi"), SlotSet("treatment", "surgery")],
        [SessionStarted(), UserUttered("hi"), SessionStarted(), ActionExecuted("action_listen"), UserUttered("hi")],
        [SessionStarted(), ActionExecuted("action_listen"), UserUttered("hi"), UserUtteranceReverted()],
        [SessionStarted(), UserUttered("hi"), Restarted(), UserUttered("again")],
        [SessionStarted(), UserUttered("x"), ActionExecuted("form"), ActiveLoop("form"), ActionExecuted("form")],
    ],
    ids=["nothing", "no session", "a session", "two sessions", "user reverted", "restarted", "form"],
)
def test_the_events_that_count_are_rasas(events: list[Event]) -> None:
    """With sessions, forms, restarts and what is taken back, the same events are applied as by Rasa's own."""
    tracker = DialogueStateTracker("x", [])
    tracker.events.extend(events)
    assert applied._applied_events(tracker) == applied.RASAS_OWN(tracker)


_SOME_EVENTS = st.sampled_from(
    [
        lambda: [UserUttered("hi"), DefinePrevUserUtteredFeaturization(False), ActionExecuted("form")],
        lambda: [UserUttered("hi"), ActionExecuted("form"), SlotSet("name", "Ann"), ActionExecuted("action_listen")],
        lambda: [UserUttered("hi"), ActionExecutionRejected("form"), ActionExecuted("action_answer")],
        lambda: [UserUttered("hi"), ActionExecuted("action_answer")],
        lambda: [ActionExecuted("form"), ActiveLoop("form"), SlotSet("requested_slot", "name")],
        lambda: [ActionExecutionRejected("form")],
        lambda: [ActiveLoop(None)],
        lambda: [SessionStarted()],
    ]
)


@settings(max_examples=300)
@given(st.lists(_SOME_EVENTS, min_size=3, max_size=20), st.integers(0, 20))
def test_the_events_that_count_are_rasas_however_they_come(parts: list[Callable[[], list[Event]]], asked: int) -> None:
    """Forms that run on, are left, refused and taken up: the same events count as by Rasa's own."""
    tracker = DialogueStateTracker("x", [])
    for place, part in enumerate(parts):
        tracker.events.extend(part())
        if place == asked:
            applied._applied_events(tracker).clear()  # what is handed out may be changed
    assert [id(event) for event in applied._applied_events(tracker)] == [id(e) for e in applied.RASAS_OWN(tracker)]


def test_rasa_copies_for_its_messages_only() -> None:
    """In the modules whose copies are left out, each copy is an argument of a debug message."""
    for module in messages.MODULES:
        tree = ast.parse(inspect.getsource(module))
        debug = [
            call for call in ast.walk(tree) if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".debug")
        ]
        inside = {id(node) for call in debug for node in ast.walk(call)}
        uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "copy"]
        assert uses, module.__name__
        assert all(id(node) in inside for node in uses), module.__name__


async def test_the_graph_gives_what_dask_gives(assistant: Assistant) -> None:
    """A message is parsed alike by Rasa's runner and by the one that is used, and a clash of names is refused."""
    processor = assistant._agent.processor
    assert processor is not None
    runner = processor.graph_runner
    assert isinstance(runner, OrderedRunner)
    rasas = DaskGraphRunner.__new__(DaskGraphRunner)
    rasas._graph_schema, rasas._instantiated_nodes, rasas._execution_context = runner._schema, runner.nodes, None
    target = processor.model_metadata.nlu_target

    def parse(by: Any) -> Any:
        given = {"__message__": [UserMessage("does chemo make you tired")], "__tracker__": None}
        return by.run(inputs=given, targets=[target])[target][0].as_dict(only_output_properties=True)

    parsed = parse(runner)
    assert parsed["intent"]["name"] == "ask_specific_side_effect"
    assert parsed == parse(rasas)
    with pytest.raises(GraphRunError):
        runner.run(inputs={"__message__": target}, targets=[target])


async def test_the_model_runs_beside_the_event_loop(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a message is read, the event loop goes on: no sentence is computed in its thread."""
    threads: list[int] = []
    run = SentenceEncoder._run

    def noted(encoder: SentenceEncoder, sentences: list[list[int]]) -> Any:
        threads.append(threading.get_ident())
        return run(encoder, sentences)

    monkeypatch.setattr(SentenceEncoder, "_run", noted)
    await assistant.start("beside", "website")
    turn = await assistant.say("beside", "could targeted therapy upset a stomach? and is surgery long?", "website")
    assert turn.messages
    assert threads
    assert threading.get_ident() not in threads


async def test_others_get_their_turn_between_the_steps(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event loop goes on between understanding a message, and each prediction: no turn holds it to its end."""
    passes = 0

    async def other() -> None:
        nonlocal passes
        while True:
            passes += 1
            await asyncio.sleep(0)

    ran: list[int] = []
    run = OrderedRunner.run

    def noted(runner: OrderedRunner, *arguments: Any, **named: Any) -> Any:
        ran.append(passes)
        return run(runner, *arguments, **named)

    await assistant.start("steps", "website")
    monkeypatch.setattr(OrderedRunner, "run", noted)
    beside = asyncio.create_task(other())
    await assistant.say("steps", "what are the side effects of chemo", "website")
    beside.cancel()
    assert len(ran) == 3
    assert len(set(ran)) == 3, "two steps ran in one piece"


async def test_a_turn_that_is_over_holds_nothing(assistant: Assistant) -> None:
    """What a turn has read is given back at its end; its timers, which run on for seconds, do not hold it.

    Python's search for garbage would meet the conversations of all turns of these seconds, and hold the event loop.
    """
    processor = assistant._agent.processor
    assert processor is not None
    save, saved = processor.save_tracker, []

    async def noted(tracker: DialogueStateTracker) -> None:
        saved.append(weakref.ref(tracker))
        await save(tracker)

    await assistant.start("held", "website")
    gc.disable()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(processor, "save_tracker", noted)
            await assistant.say("held", "what is chemo", "website")
        assert len(saved) == 1
        assert saved[0]() is None
    finally:
        gc.enable()


async def test_messages_of_a_conversation_stay_in_order(assistant: Assistant) -> None:
    """Messages sent at once are answered in the order in which they came, however long each takes to read."""
    await assistant.start("order", "website")
    texts = ["what is chemo " + "and surgery, " * 60, "ok", "what is radiation " * 20, "thanks"]
    await asyncio.gather(*(assistant.say("order", text, "website") for text in texts))
    tracker = await assistant._agent.tracker_store.retrieve("order")
    assert tracker is not None
    said = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    assert said == [text.strip() for text in texts]


def test_a_loaded_model_has_the_domain_that_rasa_would_read(tmp_path: Path) -> None:
    """Read once and unchecked, the domain of a trained model is what Rasa makes of it: words, slots and all."""
    read_the_domain_quickly()
    storage, _ = LocalModelStorage.from_model_archive(tmp_path, find_model())
    resource = Resource("domain_provider")
    quick = DomainProvider.load({}, storage, resource, None).provide_inference()
    with storage.read_from(resource) as folder:
        rasas = Domain.from_path(folder)
    assert quick.as_dict() == rasas.as_dict()
    assert quick.fingerprint() == rasas.fingerprint()
    assert quick.responses == rasas.responses
    assert [slot.persistence_info() for slot in quick.slots] == [slot.persistence_info() for slot in rasas.slots]
