"""What a message points at in what was read before."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.choosing import choose
from assistant.dialogue.memory import Memory
from assistant.dialogue.pointing import LAST, means_each, means_other, means_the_list, place_in_list

PAIR, CHEMO, SURGERY, RADIATION = "kyphoplasty_vertebroplasty", "chemotherapy", "surgery", "radiation"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the second one", 1),
        ("tell me about the second one", 1),
        ("more about the third", 2),
        ("the last one on the list", LAST),
        ("what is the fourth one", 3),
        ("the first of those", 0),
        ("the second one, what is it", 1),
        ("number 3 please", 2),
        ("2", 1),
        ("second opinion", None),
        ("the first day of chemo", None),
        ("2 weeks", None),
        ("on the second day", None),
    ],
)
def test_a_place_in_a_list_may_stand_in_a_sentence(text: str, place: int | None) -> None:
    """A place counts in whatever words it is asked for, and not where it is one of something else."""
    assert place_in_list(text) == place


@pytest.mark.parametrize(
    "text", ["go back to the list", "show me the list again please", "the list again", "see the list"]
)
def test_the_list_itself(text: str) -> None:
    """Who wants the list back gets all treatments."""
    assert means_the_list(text)
    chosen = choose(question(text, "ask_repeat"), Memory(CHEMO))
    assert chosen is not None
    assert chosen.intent == "ask_overview"


@pytest.mark.parametrize("text", ["am i on the list", "list of side effects", "the list is long"])
def test_another_list_is_none_of_treatments(text: str) -> None:
    """A list that is only spoken of is not asked for."""
    assert not means_the_list(text)


@pytest.mark.parametrize("text", ["both", "list them both", "tell me about both of them", "show me all three"])
def test_each_of_them(text: str) -> None:
    """Two or three are asked for at once."""
    assert means_each(text)


def test_the_other_of_the_pair_is_told_by_the_same_entry() -> None:
    """The page names kyphoplasty and vertebroplasty as one: "the other one" is no question which is meant."""
    text = "and the other one"
    assert means_other(text)
    chosen = choose(question(text, "name_treatment"), Memory(PAIR, last_question={"intent": "ask_what"}))
    assert chosen is not None
    assert chosen.treatments == (PAIR,)


def test_a_place_among_the_kinds_of_supportive_care_is_not_asked_back() -> None:
    """Of each kind of care the page has no more than the name: asking which treatment is meant would help nobody."""
    memory = Memory(last_question={"intent": "ask_supportive_care"})
    chosen = choose(question("the second one, what is it", "ask_what"), memory)
    assert chosen is not None
    assert chosen.intent == "out_of_scope_everyday"


def test_what_is_ruled_out_alone_behind_an_answer_on_it_asks_for_that_again() -> None:
    """After "I do not see mouth sores in my list of chemo" the words "so not chemo" ask whether that is so."""
    memory = Memory(CHEMO, "specific_side_effect", "mouth_sores", {"intent": "ask_specific_side_effect"})
    chosen = choose(question("so not chemo", "name_treatment"), memory)
    assert chosen is not None
    assert chosen.treatments == (CHEMO,)
    other = choose(question("so not surgery", "name_treatment"), memory)
    assert other is not None
    assert other.treatments == ()
