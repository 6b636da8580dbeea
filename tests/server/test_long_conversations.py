"""Long conversations cost no more than short ones, and are answered alike."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.utils.common import all_subclasses

from assistant.conversation_tests.robustness import tune_questions
from assistant.dialogue.replies import Outcome
from assistant.rasa_speed.events import resolve_events_quickly
from assistant.tracker_store import checkpoints, store
from assistant.training.model import find_model
from assistant.turn.conversation import Assistant

SAID = (
    "what are the side effects of chemo",
    "and radiation?",
    "how do they treat that",
    "asdf qwer",
    "blorp fnord",
    "zzz xxyy",
    "does it make your hair fall out",
    "how much does it cost",
    "what is kyphoplasty",
    "how long is recovery",
    "no i meant targeted therapy",
)
TURNS = 45
ASKED = tuple(itertools.islice(itertools.cycle(SAID), TURNS))

DIGRESSIONS = (
    "what are the side effects of chemo",
    "how long is recovery",
    "my leg went numb",
    "how much is it",
    "what?",
)
IN_A_FORM = (
    *("what is kyphoplasty", "I want to make an appointment", "no", "for me", "Dana Example"),
    *itertools.islice(itertools.cycle(DIGRESSIONS), 2 * checkpoints.TURNS + 2),
    *("212-555-0142", "yes", "what is kyphoplasty", "change my name", "Robin Example"),
    *itertools.islice(itertools.cycle(("how much does it cost", "thank you", "what?")), checkpoints.TURNS + 2),
)
"""Questions, nonsense and an emergency in the middle of the appointment form."""
ONLY_IN_A_FORM = (
    "I want to make an appointment",
    *itertools.islice(itertools.cycle(("book me in please", "who wrote this")), 3 * checkpoints.TURNS),
)
"""Nothing but turns of the form, and what is answered by rules in its middle, for as long as anything is read."""
AFTER = ("stop", "what is kyphoplasty", "and radiation?")


def _assistant(path: Path) -> tuple[Assistant, store.ConversationStore]:
    conversations = store.ConversationStore(path)
    with store.strict():
        return Assistant.load(find_model(), conversations), conversations


async def _replies(assistant: Assistant, said: Iterable[str]) -> list[list[str]]:
    return [[m.text for m in (await assistant.say("long", text, "website")).messages] for text in said]


@pytest.mark.parametrize(
    ("said", "form", "after"),
    [
        (ASKED, None, ("and radiation?",)),
        (IN_A_FORM, "appointment_form", AFTER),
        (ONLY_IN_A_FORM, "appointment_form", AFTER),
    ],
    ids=["questions", "inside a form", "nothing but a form"],
)
async def test_reading_a_part_changes_no_reply(
    said: tuple[str, ...], form: str | None, after: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A conversation is answered word for word as if it were read whole, and only its last two dozen turns are read.

    So is the appointment form, with long digressions and corrections, to its end.
    """
    assistant, conversations = _assistant(tmp_path / "marked.db")
    await assistant.start("long", "website")
    marked = await _replies(assistant, said)
    assert not any("something went wrong" in text for texts in marked for text in texts)
    read = await conversations.retrieve("long")
    kept = await conversations.retrieve_full_tracker("long")
    assert read is not None
    assert kept is not None
    assert read.active_loop_name == form
    users = [event.type_name for event in read.events].count("user")
    assert checkpoints.TURNS <= users <= 2 * checkpoints.TURNS
    assert [event.type_name for event in kept.events].count("user") == len(said)
    assert read.current_slot_values() == kept.current_slot_values()
    marked += await _replies(assistant, after)
    ended = await conversations.retrieve("long")
    assert ended is not None
    assert ended.active_loop_name is None

    monkeypatch.setattr(checkpoints, "TURNS", 10_000)
    whole, conversations = _assistant(tmp_path / "whole.db")
    await whole.start("long", "website")
    assert await _replies(whole, (*said, *after)) == marked
    everything = await conversations.retrieve("long")
    assert everything is not None
    assert checkpoints.MARK not in [event.type_name for event in everything.events]


WORDS_OF_THE_FORM = (
    *(
        "I want to make an appointment",
        "book me in please",
        "no",
        "yes",
        "for my mother",
        "Dana Example",
        "212-555-0142",
    ),
    *(
        "mornings",
        "skip",
        "change my name",
        "start over",
        "cancel",
        "back",
        "i was only asking",
        "my leg went numb",
        "ok",
    ),
)
_CODE = re.compile(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b")


async def test_reading_a_part_changes_no_reply_at_random(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is whatever is said, in whatever order, and none of it ends in a technical problem."""
    chance = random.Random(11)
    questions = [str(one["text"]) for one in tune_questions()]
    talks = [
        [chance.choice(WORDS_OF_THE_FORM if chance.random() < share else questions) for _ in range(TURNS)]
        for share in (0.3, 0.6, 0.9)
    ]
    said: list[list[list[str]]] = []
    for turns in (checkpoints.TURNS, 10_000):
        monkeypatch.setattr(checkpoints, "TURNS", turns)
        assistant, _ = _assistant(tmp_path / f"{turns}.db")
        said.append([])
        for number, talk in enumerate(talks):
            for text in talk:
                turn = await assistant.say(str(number), text, "website")
                assert turn.record.outcome is not Outcome.ERROR, text
                said[-1].append([_CODE.sub("CODE", message.text) for message in turn.messages])
    assert said[0] == said[1]


async def test_a_word_of_suicide_is_not_forgotten(tmp_path: Path) -> None:
    """However long a conversation goes on after a word of suicide, every turn keeps offering help."""
    assistant, conversations = _assistant(tmp_path / "crisis.db")
    await assistant.start("long", "website")
    await assistant.say("long", "I want to kill myself", "website")
    for _ in range(2 * checkpoints.TURNS + 2):
        turn = await assistant.say("long", "what is kyphoplasty", "website")
        assert "988" in turn.messages[-1].text
    read = await conversations.retrieve("long")
    assert read is not None
    assert not any("kill" in str(getattr(event, "text", "")) for event in read.events), "it is still read: test longer"


def test_two_stores_in_one_process_have_their_index(tmp_path: Path) -> None:
    """Each file has the index that finds the marks, however many files a process opens, and opens again."""
    for name in ("one.db", "two.db", "one.db"):
        opened = store.ConversationStore(tmp_path / name)
        with opened.database.engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars().all()
        assert "events_by_kind" in found


def test_each_kind_of_event_is_found() -> None:
    """The quick table gives for every kind of Rasa's events what Rasa itself gives, and the same for unknown ones."""
    slow = {kind.type_name: kind for kind in reversed(all_subclasses(Event))}
    resolve_events_quickly()
    assert {name: Event.resolve_by_type(name) for name in slow} == slow
    assert Event.resolve_by_type("no such event", SlotSet) is SlotSet
    with pytest.raises(ValueError, match="Unknown event"):
        Event.resolve_by_type("no such event")
