"""Of one kind of supportive care there is its name and what all of it is for, and nothing that is like it."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.memory import Memory
from assistant.dialogue.resolve import resolve
from assistant.dialogue.second_question import with_second_question
from assistant.dialogue.services import asks_what_one_is
from knowledge.answers import Answer
from knowledge.reader import Knowledge
from knowledge.records import Channel

CARE = "ask_supportive_care"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("what is naturopathic", True),
        ("what's the naturopathic thing", True),
        ("doctor write nutrition therapy. what is this", True),
        ("and rehab you said before. what does that do for her", True),
        ("what does mind body medicine mean", True),
        ("explain oncology rehab", True),
        ("is there nutrition therapy with chemo", False),
        ("what supportive care is there, like nutrition therapy", False),
        ("what is supportive care", False),
        ("what is pain management", False),
        ("what are nutrition therapy and rehab", False),
    ],
)
def test_what_one_kind_is(text: str, asks: bool) -> None:
    """One is named, and it is asked what it is; what there is, and for which treatment, has another answer."""
    assert asks_what_one_is(question(text, CARE)) == asks


@pytest.mark.parametrize("channel", ["website", "sms"])
def test_no_other_kind_is_read_beside_it(channel: Channel, knowledge: Knowledge) -> None:
    """Its own fact, and the purpose of all supportive care."""
    reply = resolve(question("what is nutrition therapy", CARE), Memory(), knowledge).reply
    assert isinstance(reply, Answer)
    assert reply.facts(channel) == ("SC1", "SC6")
    assert "rehab" not in reply.text(channel)


def test_that_it_is_like_something_else_gets_no_second_reply() -> None:
    """There is no more on it, and that is said: "is that like herbs" would only be told the same."""
    first = question("what is naturopathic", CARE)
    like = question("is that like herbs", "out_of_scope_other_treatment")
    assert with_second_question([first, like]) == [first]
    other = question("how much does it cost", "out_of_scope_cost")
    assert len(with_second_question([first, other])) == len([first, other])
