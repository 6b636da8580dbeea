"""Each way of breaking the assistant breaks it, and is undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import pytest

from assistant.conversation_tests import breaking
from assistant.conversation_tests.mutations import check, mutations
from assistant.conversation_tests.reading import FOLDER
from assistant.dialogue.replies import Outcome

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant
    from assistant.turn.turns import Turn
    from tests.conftest import Hold

Break = Callable[[Any], AbstractContextManager[None]]

BREAKS: dict[str, tuple[Break, list[str]]] = {
    "a fact is dropped": (lambda _: breaking.drop_fact("CH9"), ["what are the side effects of chemo"]),
    "answers are swapped": (
        lambda _: breaking.swap_entries("chemotherapy.what", "radiation.what"),
        ["what is chemo"],
    ),
    "a rule is broken": (lambda assistant: breaking.redirect_rule(assistant, "ask_what"), ["what is chemo"]),
    "no gate": (lambda _: breaking.without_gate(), ["i cant breathe"]),
    "no memory of a crisis": (
        lambda _: breaking.without_crisis(),
        ["i want to kill myself", "what is chemo", "what is radiation", "what is surgery", "what is kyphoplasty"],
    ),
    "no memory": (lambda _: breaking.forget_the_conversation(), ["what is radiation", "what are its side effects"]),
    "nothing is not covered": (
        lambda _: breaking.without_not_covered(),
        ["what is chemo", "how is it given with keytruda"],
    ),
    "one apology": (lambda _: breaking.repeat_the_same_apology(), ["qwe rty zxc", "asdkjh qwlkej"]),
}

NOTICED_IN = {
    "switch off the urgent gate": "urgent",
    "forget a word of suicide": "urgent",
    "forget the conversation after each turn": "digressions",
    "answer questions on what is not covered": "out_of_scope",
    "say the same apology every time": "not_understood",
}
"""The folder of tests/conversations that has a conversation which fails when this is broken."""


def told(turns: list[Turn]) -> list[Any]:
    """Return what can differ."""
    return [(turn.messages, turn.record) for turn in turns]


@pytest.mark.parametrize("name", BREAKS)
async def test_it_breaks_and_is_mended_again(name: str, assistant: Assistant, hold: Hold) -> None:
    """The same conversation goes another way while it is broken, and as before afterwards."""
    breaks, talk = BREAKS[name]
    before = told(await hold(talk))
    with breaks(assistant):
        broken = told(await hold(talk))
    assert broken != before
    assert told(await hold(talk)) == before


async def test_without_the_gate_nothing_is_urgent(hold: Hold) -> None:
    """It is switched off wherever a message meets it, also at the end of a turn."""
    with breaking.without_gate():
        (turn,) = await hold(["i cant breathe"])
    assert turn.record.outcome is not Outcome.URGENT


def test_every_fact_and_every_rule_is_broken_once(assistant: Assistant) -> None:
    """The check tries more than a sample: all facts, all rules of one intent, neighboring answers, safety."""
    names = [mutation.name for mutation in mutations(assistant)]
    assert len(names) == len(set(names)) > 150
    assert "drop the fact META2" in names
    assert 'break the rule "Urgent help comes first"' in names
    assert "switch off the urgent gate" in names


@pytest.mark.parametrize("name", NOTICED_IN)
async def test_the_conversations_notice_broken_safety(name: str) -> None:
    """The conversations are no ornament: without the gate, a memory of suicide or of the talk, one of them fails."""
    (outcome,) = await check(name, lambda todo: todo, FOLDER / NOTICED_IN[name])
    assert outcome.noticed_by
