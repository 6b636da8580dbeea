"""988 stays on offer after a word of suicide, and not after what only sounded like one."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.safety import assess
from assistant.turn.crisis import in_crisis

SAID, SOUNDED_LIKE = "i want to die", "its hard watching her like this. cant do owt for her"


def conversation(first: str, *later: str) -> DialogueStateTracker:
    """Return a conversation that was met as a crisis."""
    found = DialogueStateTracker.from_events("c", [], slots=[])
    entities = [{"entity": "tier", "value": "crisis"}, {"entity": "kind", "value": "suicidal"}]
    found.update(UserUttered(first, {"name": "urgent_help"}, entities))
    for text in later:
        found.update(UserUttered(text, {"name": "x"}))
    return found


@pytest.fixture(autouse=True)
def crisis(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slot is set."""
    monkeypatch.setattr(DialogueStateTracker, "get_slot", lambda *_: True)


def test_the_two_are_told_apart() -> None:
    """One was seen by a rule, the other by its likeness to the examples."""
    assert assess(SAID).by == "rule"
    assert assess(SOUNDED_LIKE).by == "example"


@pytest.mark.parametrize("later", [(), ("what is chemo",), ("im not suicidal",), ("nothing is wrong", "and radiation")])
def test_a_wish_to_die_is_kept_in_mind(later: tuple[str, ...]) -> None:
    """Whatever is said later: people take it back in fear."""
    assert in_crisis(conversation(SAID, *later))


def test_what_only_sounded_like_it_is_let_go() -> None:
    """At a word, and not before."""
    assert in_crisis(conversation(SOUNDED_LIKE, "what is chemo"))
    assert not in_crisis(conversation(SOUNDED_LIKE, "im not going to do anything stupid. just fed up"))
    assert not in_crisis(conversation(SOUNDED_LIKE, "nobody is suicidal", "what is chemo"))


def test_what_is_not_seen_any_more_is_kept_in_mind() -> None:
    """Of a long conversation only the last part is read: then the slot counts."""
    assert in_crisis(DialogueStateTracker.from_events("c", []))


def test_without_the_slot_there_is_no_crisis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor without a conversation."""
    monkeypatch.setattr(DialogueStateTracker, "get_slot", lambda *_: None)
    assert not in_crisis(conversation(SAID))
    assert not in_crisis(None)
