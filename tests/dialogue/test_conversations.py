"""Whole conversations through the real thing: trained model, policies, actions, knowledge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant
    from assistant.turn.turns import Turn
    from tests.conftest import Hold

CHEMO, RADIATION, SURGERY, TARGETED = "chemotherapy", "radiation", "surgery", "targeted_therapy"


@dataclass(frozen=True)
class Step:
    """What is said, and what the turn's record must say."""

    said: Any
    outcome: str
    topic: str | None = None
    aspect: str | None = None
    verdict: str | None = None


def side_effects(said: str, topic: str) -> Step:
    """Return a step whose reply is the side effects of a treatment."""
    return Step(said, "answer", topic, "side_effects")


CONVERSATIONS: dict[str, list[Step]] = {
    "switch of treatment": [
        side_effects("what are the side effects of chemo", CHEMO),
        side_effects("and radiation?", RADIATION),
        side_effects("what about targeted therapy?", TARGETED),
        Step("and surgery?", "redirect", SURGERY, "side_effects"),
        side_effects("and chemo?", CHEMO),
    ],
    "switch of aspect": [
        Step("what is surgery", "answer", SURGERY, "what"),
        Step("what is it for?", "answer", SURGERY, "goal"),
        Step("how is the recovery?", "answer", SURGERY, "recovery"),
        Step("what are the side effects?", "redirect", SURGERY, "side_effects"),
    ],
    "correction": [
        side_effects("side effects of radiation", RADIATION),
        side_effects("no i meant chemo", CHEMO),
        side_effects("sorry, I meant targeted therapy", TARGETED),
    ],
    "follow-up on management": [
        side_effects("what are the side effects of chemo", CHEMO),
        Step("how do they treat that?", "answer", CHEMO, "side_effect_management"),
        Step("and for radiation?", "answer", RADIATION, "side_effect_management"),
    ],
    "one side effect of several treatments": [
        Step("does chemo cause hair loss", "answer", CHEMO, "specific_side_effect", "listed"),
        Step("and radiation?", "answer", RADIATION, "specific_side_effect", "listed"),
        Step("what about targeted therapy?", "answer", TARGETED, "specific_side_effect", "not_listed"),
        Step("and nausea?", "answer", TARGETED, "specific_side_effect", "listed"),
    ],
    "unclear, then answered in words": [
        Step("what are the side effects", "clarify", None, "side_effects"),
        side_effects("radiation", RADIATION),
    ],
    "unclear, then answered by a button": [
        Step("will I lose my hair?", "clarify", None, "specific_side_effect"),
        Step({"press": "Chemo"}, "answer", CHEMO, "specific_side_effect", "listed"),
    ],
    "a comparison that is asked back": [
        Step("compare chemo with something", "clarify", None, "compare"),
        Step("radiation", "answer", CHEMO, "compare"),
    ],
    "out of scope, then back": [
        Step("what is chemo", "answer", CHEMO, "what"),
        Step("how much does it cost", "redirect"),
        side_effects("what are the side effects?", CHEMO),
    ],
    "out of scope, appointment wanted": [
        Step("what are my chances of survival", "redirect"),
        Step("yes", "booking", "appointment"),
        Step("thanks", "booking", "appointment"),
    ],
    "out of scope, appointment not wanted": [
        Step("how long does radiation take", "redirect"),
        Step("no", "smalltalk"),
        Step("what is radiation", "answer", RADIATION, "what"),
    ],
    "an answer, then yes": [
        Step("what is chemo", "answer", CHEMO, "what"),
        Step("yes", "smalltalk"),
    ],
    "a redirect is repeated as a redirect": [
        Step("what is chemo", "answer", CHEMO, "what"),
        Step("how much does it cost", "redirect"),
        Step("say that again", "redirect"),
    ],
    "repeat": [
        Step("say that again", "smalltalk"),
        side_effects("what are the side effects of chemo", CHEMO),
        side_effects("can you repeat that", CHEMO),
    ],
    "pressing through": [
        Step("what treatments are there", "answer", "treatments_overview", "what"),
        Step({"press": "Side effects"}, "clarify", None, "side_effects"),
        side_effects({"press": "Targeted therapy"}, TARGETED),  # type: ignore[arg-type] # a button
        Step({"press": "Help with side effects"}, "answer", TARGETED, "side_effect_management"),
        Step({"press": "Supportive care"}, "answer", "supportive_care", "what"),
        Step({"press": "Ask for an appointment"}, "booking", "appointment"),
    ],
    "supportive care of each": [
        Step("what supportive care is there with chemo", "answer", "supportive_care", "what"),
        Step("and radiation?", "answer", "supportive_care", "what"),
    ],
    "smalltalk between": [
        side_effects("what are the side effects of chemo", CHEMO),
        Step("thank you", "smalltalk"),
        side_effects("and radiation?", RADIATION),
    ],
}


@pytest.mark.parametrize("name", CONVERSATIONS)
async def test_a_conversation(name: str, hold: Hold) -> None:
    """Treatment and aspect carry over, switch and are corrected; what is not in the knowledge is redirected."""
    steps = CONVERSATIONS[name]
    turns = await hold([step.said for step in steps])
    got = [
        Step(step.said, turn.record.outcome.value, turn.record.topic, turn.record.aspect, turn.record.verdict)
        for step, turn in zip(steps, turns, strict=True)
    ]
    assert got == steps


async def test_each_answer_says_what_it_understood(hold: Hold) -> None:
    """A wrong guess is visible at once: the answer begins with the treatment and the point it answers."""
    turns = await hold(["side effects of chemo", "and radiation?", "what is surgery for"])
    titles = [turn.messages[0].text.split(":")[0].lower() for turn in turns]
    assert all(word in title for word, title in zip(["chemo", "radiation", "surgery"], titles, strict=True))


@pytest.mark.parametrize(
    ("text", "topics", "outcomes"),
    [
        ("what is chemo and what is radiation", ["CH", "RA"], "answer"),
        ("what is targeted therapy? what are the side effects of chemo?", ["TT", "CH"], "answer"),
        ("what is targeted therapy what are the side effects of chemo", ["TT", "CH"], "answer"),
        ("what is targeted therapy\nwhat are the side effects of chemo", ["TT", "CH"], "answer"),
        ("what is chemo and how much does it cost?", ["CH"], "answer"),
        ("how much does chemo cost? what are the side effects of chemo?", ["CH"], "answer"),
    ],
)
async def test_two_questions_in_one_message(text: str, topics: list[str], outcomes: str, hold: Hold) -> None:
    """Both questions are answered, or one is answered and the other said to have no answer."""
    (turn,) = await hold([text])
    assert len(turn.messages) >= 2
    assert turn.record.outcome.value == outcomes
    assert [prefix for prefix in topics if any(fact.startswith(prefix) for fact in turn.record.facts)] == topics


async def test_misunderstood_three_times(hold: Hold) -> None:
    """Never the same "I did not understand" twice in a row: other words, a menu, a person; then it goes on."""
    turns = await hold(["qwe rty zxc", "asdkjh qwlkej", "zzz xx qqq", "blorp fizz", "what is chemo", "qwe rty zxc"])
    said = [turn.messages[0].text for turn in turns]
    assert all(one != following for one, following in pairwise(said))
    assert len(turns[1].buttons) >= 4
    assert "person" in said[2]
    assert "911" in said[2]
    assert turns[4].record.topic == CHEMO
    assert "I know this about chemo" in said[5], "what was spoken of is offered"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hello", "treatments"),
        ("thanks", "welcome"),
        ("bye", "goodbye"),
        ("are you a bot?", "robot"),
        ("what can you do?", "i can tell you"),
        ("this is useless", "sorry"),
        ("I am so scared", "sorry"),
        ("can I talk to a real person", "call"),
    ],
)
@pytest.mark.parametrize("channel", ["website", "sms"])
async def test_smalltalk(text: str, words: str, channel: str, hold: Hold) -> None:
    """Greetings, thanks, goodbye, are-you-a-bot, what-can-you-do, complaints and worry each have their reply."""
    (turn,) = await hold([text], channel)
    assert words in turn.messages[0].text.lower()
    assert turn.record.facts == ()
    assert turn.record.outcome.value in ("smalltalk", "redirect")


@pytest.mark.parametrize("channel", ["website", "sms"])
async def test_the_start_says_what_this_is(channel: Any, assistant: Assistant) -> None:
    """Each start says that it is automated, that no one watches, and what to do in an emergency."""
    welcome = await assistant.start(f"start-{channel}", channel)
    text = welcome.messages[0].text.lower()
    assert "911" in text
    assert "no one watches" in text
    assert "robot" in text or "not a person" in text
    assert "{" not in text


async def test_nothing_leaks_into_a_new_session(hold: Hold) -> None:
    """A new session knows nothing of the one before: not the treatment, not the offer, not the misunderstandings."""
    await hold(["side effects of chemo", "how much does it cost", "qwe rty", "asd fgh"])
    turns = await hold(["qwe rty zxc", "what are the side effects", "say that again", "yes"])
    fresh = await hold(["qwe rty zxc", "what are the side effects", "say that again", "yes"])
    assert same(turns) == same(fresh)
    assert turns[1].record.outcome.value == "clarify"
    assert turns[3].record.outcome.value == "smalltalk"


async def test_nothing_leaks_when_a_session_expires(assistant: Assistant) -> None:
    """The next person at the same phone starts afresh: after the session's end nothing is remembered."""
    session = "leak-expired"
    await assistant.start(session, "sms")
    await assistant.say(session, "what are the side effects of chemo", "sms")
    store = assistant._agent.tracker_store
    tracker = await store.retrieve(session)
    assert tracker is not None
    for event in tracker.events:
        event.timestamp -= 2 * 3600
    await store.save(tracker)
    turn = await assistant.say(session, "and radiation?", "sms")
    assert "911" in turn.messages[0].text
    assert (turn.record.topic, turn.record.aspect) == (RADIATION, "what")


async def test_two_conversations_at_once_stay_apart(assistant: Assistant) -> None:
    """Turns of different conversations, mixed, follow each its own."""
    for name, treatment in (("apart-1", "chemo"), ("apart-2", "radiation")):
        await assistant.start(name, "website")
        await assistant.say(name, f"what is {treatment}", "website")
    first = await assistant.say("apart-1", "what are the side effects", "website")
    second = await assistant.say("apart-2", "what are the side effects", "website")
    assert (first.record.topic, second.record.topic) == (CHEMO, RADIATION)


def same(turns: list[Turn]) -> list[Turn]:
    """Return turns without their time, which differs."""
    return [replace(turn, milliseconds=0) for turn in turns]


async def test_the_same_conversation_twice_gives_the_same_turns(hold: Hold) -> None:
    """There is no chance in the assistant: words, buttons, records and confidences are the same each time."""
    talk = [step.said for steps in list(CONVERSATIONS.values())[:6] for step in steps if isinstance(step.said, str)]
    assert same(await hold(talk)) == same(await hold(talk))


@pytest.mark.parametrize("channel", ["website", "sms"])
async def test_every_turn_says_something_without_loose_ends(channel: str, hold: Hold) -> None:
    """No reply is empty, shows a placeholder, or speaks of a slot or intent."""
    talk = [step.said for steps in CONVERSATIONS.values() for step in steps if isinstance(step.said, str)]
    for turn in await hold(talk, channel):
        for message in turn.messages:
            assert message.text.strip()
            assert not [sign for sign in ("{", "}", "None", "utter_", "out_of_scope") if sign in message.text]
