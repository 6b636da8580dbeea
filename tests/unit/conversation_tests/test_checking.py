"""What must hold is compared with what came, and what went wrong is said in plain words."""

from __future__ import annotations

from typing import Any

import pytest
from runner_fakes import ANSWER, FakeDriver

from assistant.conversation_tests.messages import failure_text
from assistant.conversation_tests.seeing import Message, Seen

HOLDS = [
    "outcome: answer",
    "topic: chemotherapy",
    "verdict: null",
    "tier: null",
    "facts: [CH1]",
    "says: treatment with drugs",
    "says: [WHAT CHEMO IS, chemo]",
    "not: [radiation, drug]",
    "buttons: side effects",
    "reading_grade: 9",
    "max_segments: 1",
    "assertions: [{bot_uttered: {text_matches: 'chemo.*drugs'}}]",
    "assertions: [{bot_uttered: {buttons: [{title: Side effects}]}}]",
    "assertions: [{bot_did_not_utter: {text_matches: radiation}}]",
    "assertions: [{action_executed: action_answer_what}]",
    "assertions: [{slot_was_set: [treatment]}]",
    "assertions: [{slot_was_set: [{treatment: chemotherapy}]}]",
    "assertions: [{slot_was_set: [{name: treatment, value: chemotherapy}]}]",
    "assertions: [{slot_was_not_set: [crisis, {treatment: radiation}]}]",
]
FAILS = [
    ("outcome: redirect", "outcome: redirect", "outcome: answer"),
    ("topic: radiation", "topic: radiation", "topic: chemotherapy"),
    ("topic: null", "topic: null", "topic: chemotherapy"),
    ("facts: [CH1, RA1]", "facts: CH1, RA1", "facts: CH1, CH2 (RA1 missing)"),
    ("facts: []", "facts: none", "facts: CH1, CH2"),
    ("says: radiation", 'the words "radiation"', "they were not said"),
    ("not: drugs", 'never the words "drugs"', "they were said"),
    ("buttons: Recovery", 'the button "Recovery"', "buttons: Side effects, Ask for an appointment"),
    ("reading_grade: 1", "a reading grade of at most 1", "grade "),
    ("assertions: [{bot_uttered: {text_matches: radiation}}]", "words that match /radiation/", "What chemo is"),
    ("assertions: [{bot_uttered: {utter_name: utter_greet}}]", "the response utter_greet", "responses: none"),
    ("assertions: [{bot_did_not_utter: {text_matches: chemo}}]", "never words that match /chemo/", "it was said"),
    ("assertions: [{action_executed: utter_deny}]", "the action utter_deny", "actions: action_answer_what"),
    ("assertions: [{slot_was_set: [crisis]}]", "the slot crisis to be set", "crisis is not set"),
    ("assertions: [{slot_was_set: [{treatment: radiation}]}]", "with the value radiation", "treatment: chemotherapy"),
    ("assertions: [{slot_was_not_set: [treatment]}]", "the slot treatment not to be set", "treatment: chemotherapy"),
]


@pytest.mark.parametrize("what", HOLDS)
async def test_what_holds(what: str, held: Any) -> None:
    """A turn that is as it must be passes."""
    result = await held(f"- user: what is chemo\n  {what}")
    assert result.failure is None, failure_text(result)
    assert result.passed


@pytest.mark.parametrize(("what", "expected", "came"), FAILS)
async def test_what_does_not_hold(what: str, expected: str, came: str, held: Any) -> None:
    """A turn that is not says what was expected and what came."""
    result = await held(f"- user: what is chemo\n  {what}")
    text = failure_text(result)
    assert not result.passed
    assert f"Expected   {expected}" in text.replace("\n             ", " ") or expected in text
    assert came in text


async def test_segments_are_counted_on_text_messages_only(held: Any) -> None:
    """`max_segments` looks at the channel sms; one character of another alphabet makes the text longer."""
    long = FakeDriver(Seen((Message("a" * 150 + "\u2019" * 20),), ANSWER.record, ANSWER.inside))
    step = "- user: what is chemo\n  max_segments: 2"
    assert (await held(step, "website", long)).failure is None
    assert "3 segments" in failure_text(await held(step, "sms", long))


async def test_steps_as_in_rasa_pro(held: Any) -> None:
    """`utter`, `bot` and slots as steps of their own look at the last reply; the first of them at the welcome."""
    steps = """
        - utter: utter_greet
        - user: what is chemo
        - slot_was_set: [{treatment: chemotherapy}]
        - slot_was_not_set: [crisis]
        - bot: |-
            What chemo is:
            Chemo is treatment with drugs.
    """
    result = await held(steps)
    assert result.failure is None, failure_text(result)
    for wrong in ("- utter: utter_deny", "- user: x\n- utter: utter_greet", "- user: x\n- bot: y"):
        assert (await held(wrong + "\n- user: z")).failure is not None, wrong


async def test_a_response_is_known_by_its_words_where_the_door_does_not_name_it(held: Any) -> None:
    """Over HTTP and SMS a response of the domain is found by its text, whatever stands in its places."""
    door = FakeDriver(Seen((Message("Hello Rosalind, welcome."),), None))
    assert (await held("- user: hi\n- utter: utter_greet", driver=door)).failure is None
    assert (await held("- user: hi\n- utter: utter_deny", driver=door)).failure is not None


async def test_what_a_door_does_not_show_is_counted_and_not_failed(held: Any) -> None:
    """Text messages show no record: such checks are reported as not made."""
    door = FakeDriver(Seen((Message("Chemo is drugs."),), None))
    step = (
        "- user: what is chemo\n  topic: radiation\n  facts: [RA1]\n  assertions: [{action_executed: utter_deny}]\n"
        "  says: drugs"
    )
    result = await held(step, driver=door)
    assert (result.failure, result.unseen) == (None, 3)


async def test_the_report_is_a_sentence_with_the_transcript_and_the_nearest_intents(held: Any) -> None:
    """A content editor reads where, what was said, what was expected, what came, and how it was understood."""
    result = await held("- user: what is chemo\n- press: Side effects\n  topic: radiation")
    text = failure_text(result)
    assert text.startswith('"A patient asks" (website) does not hold at ')
    assert "what_a_patient_asks.yml:5" in text.splitlines()[0]
    assert (
        "  Patient    what is chemo\n  Assistant  What chemo is:\n             Chemo is treatment with drugs." in text
    )
    assert "[Side effects] [Ask for an appointment]" in text
    assert "  Presses    Side effects" in text
    assert "understood as ask_what (0.90); the nearest others: ask_goal (0.08); actions: action_answer_what" in text


async def test_a_button_that_is_not_there_names_those_that_are(held: Any) -> None:
    """A wrong `press` says what could have been pressed."""
    text = failure_text(await held("- user: what is chemo\n- press: Recovery"))
    assert 'offered: "Side effects", "Ask for an appointment"' in text


async def test_nothing_after_a_failure_is_said(held: Any) -> None:
    """A conversation stops where it goes wrong: what follows would only confuse."""
    driver = FakeDriver()
    await held("- user: one\n  topic: radiation\n- user: two", driver=driver)
    assert driver.said == ["one"]


async def test_a_known_problem_must_fail(held: Any) -> None:
    """A known problem passes while it fails; once it holds, the line must go, and the report says so."""
    more = "    known_problem: it mixes them up\n"
    assert (await held("- user: one\n  topic: radiation", more=more)).passed
    held_now = await held("- user: one", more=more)
    assert not held_now.passed
    assert "Take the line 'known_problem' out of" in failure_text(held_now)


async def test_a_step_can_be_looked_at_on_one_channel(held: Any) -> None:
    """`channel` beside a step says where it is checked; the turn itself is taken on all."""
    step = "- user: what is chemo\n  channel: sms\n  topic: radiation"
    assert (await held(step, "website")).failure is None
    assert (await held(step, "sms")).failure is not None
