"""988 stays on offer after a word of suicide, and not after what only sounded like one."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.turn.crisis import SAID, SOUNDED_LIKE, in_crisis, only_sounds_urgent

DOMAIN = Domain.from_yaml("slots:\n  crisis: {type: any, mappings: [{type: custom}]}\n")
ENTITIES = [{"entity": "tier", "value": "crisis"}, {"entity": "kind", "value": "suicidal"}]


def conversation(crisis: str | None, *later: str) -> DialogueStateTracker:
    """Return a conversation whose slot is `crisis`, with an emergency and the messages after it."""
    found = DialogueStateTracker.from_events("c", [], slots=DOMAIN.slots)
    found.update(UserUttered("x", {"name": "urgent_help"}, ENTITIES))
    found.update(SlotSet("crisis", crisis))
    for text in later:
        found.update(UserUttered(text, {"name": "x"}))
    return found


def test_the_two_are_told_apart() -> None:
    """One is seen by a rule, the other by its likeness to the examples; a payload is neither."""
    assert not only_sounds_urgent("i want to die")
    assert only_sounds_urgent("its hard watching her like this. cant do owt for her")
    assert not only_sounds_urgent("/urgent_help")


@pytest.mark.parametrize("later", [(), ("what is chemo",), ("im not suicidal",), ("nothing is wrong", "and radiation")])
def test_a_wish_to_die_is_kept_in_mind(later: tuple[str, ...]) -> None:
    """Whatever is said later: people take it back in fear."""
    assert in_crisis(conversation(SAID, *later))


def test_what_only_sounded_like_it_is_let_go() -> None:
    """At a word, and not before."""
    assert in_crisis(conversation(SOUNDED_LIKE, "what is chemo"))
    assert not in_crisis(conversation(SOUNDED_LIKE, "im not going to do anything stupid. just fed up"))
    assert not in_crisis(conversation(SOUNDED_LIKE, "nobody is suicidal", "what is chemo"))


def test_what_comes_after_it_was_taken_back_counts() -> None:
    """The next one has to be taken back for itself."""
    again = conversation(SOUNDED_LIKE, "nobody is suicidal")
    again.update(UserUttered("x", {"name": "urgent_help"}, ENTITIES))
    assert in_crisis(again)


def test_without_the_slot_there_is_no_crisis() -> None:
    """Nor without a conversation."""
    assert not in_crisis(conversation(None))
    assert not in_crisis(None)
