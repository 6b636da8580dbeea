"""The classifier as the trained model uses it: careful, whole, and the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from assistant.turn.conversation import Assistant


@pytest.fixture
def parse(assistant: Assistant) -> Callable[[str], Awaitable[dict[str, Any]]]:
    """Return a function that gives what the trained model understands of a text."""

    async def understood(text: str) -> dict[str, Any]:
        return dict(await assistant._agent.parse_message(text))

    return understood


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what are the side effects of chemo", "ask_side_effects"),
        ("wat r the side efects of kemo", "ask_side_effects"),
        ("WHAT IS RADIATION", "ask_what"),
        ("will my hair fall out from chemo", "ask_specific_side_effect"),
        ("how do they help with nausea", "ask_side_effect_management"),
        ("how long does chemo take", "out_of_scope_duration"),
        ("how much does surgery cost", "out_of_scope_cost"),
        ("what is my chance of living five years", "out_of_scope_prognosis"),
        ("thank you so much", "thank"),
    ],
)
async def test_plain_questions(text: str, intent: str, parse: Any) -> None:
    """Questions as plain as these are understood, whatever the training brings; the hard ones are measured apart."""
    assert (await parse(text))["intent"]["name"] == intent


@pytest.mark.parametrize(
    "text", ["what is chemo", "how much does it cost", "blub", "", "😀", "what is chemo? what is radiation?"]
)
async def test_the_ranking_is_whole(text: str, parse: Any) -> None:
    """The first of the ranking is the intent, no intent stands twice, and confidences are probabilities."""
    understood = await parse(text)
    ranking = understood["intent_ranking"]
    assert ranking[0]["name"] == understood["intent"]["name"]
    assert len({one["name"] for one in ranking}) == len(ranking)
    assert all(0 <= one["confidence"] <= 1 for one in ranking)


async def test_the_two_questions_of_a_message(parse: Any) -> None:
    """Two questions are both reported, with their entities; the one that may be answered comes first."""
    understood = await parse("How much does chemo cost? What are the side effects of radiation?")
    first, second = understood["questions"]
    assert (first["intent"], second["intent"]) == ("ask_side_effects", "out_of_scope_cost")
    assert [entity["value"] for entity in first["entities"]] == ["radiation"]
    assert understood["intent"]["name"] == "ask_side_effects"
    assert (first["asked"], second["asked"]) == (1, 0)


@pytest.mark.parametrize("text", ["what is chemo", "What is chemo? What is chemo?", "thanks. what is chemo?"])
async def test_one_question_is_one(text: str, parse: Any) -> None:
    """One question, also asked twice, is not taken for two."""
    assert not (await parse(text)).get("questions")


async def test_the_same_text_is_understood_the_same(parse: Any) -> None:
    """There is no chance in understanding."""
    text = "my mum starts kemo on monday, what will it do to her"
    assert await parse(text) == await parse(text)
