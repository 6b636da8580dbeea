"""For whom the appointment is: never taken from a word that only stands in the sentence."""

from __future__ import annotations

from typing import Any

import pytest
from form_reading import FORM, read

from assistant.dialogue.appointment.answers import Again, Aside, Unreadable, Value

SELF = Value({"appointment_for": "self", "appointment_relation": "self"})
ANOTHER = Value({"appointment_for": "someone_else"})


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hold on first tell me about vertebroplasty", "ask_what"),
        ("remind me what chemo is", "ask_what"),
        ("help me understand chemo", "ask_what"),
        ("show me the treatments", "ask_overview"),
        ("actually can you explain chemo", "ask_what"),
        ("first i want to ask about radiation", "ask_what"),
    ],
)
def test_a_question_with_me_in_it_is_answered(text: str, intent: str) -> None:
    """Who asks something before they answer is answered, and books for nobody yet."""
    assert read("for", text, intent=intent, confidence=0.9) == Aside()


@pytest.mark.parametrize(
    "text", ["let me think", "give me a minute", "excuse me?", "one moment please", "hang on", "let me see"]
)
def test_who_needs_a_moment_is_asked_again(text: str) -> None:
    """A wish to wait is no answer, and no fault either."""
    assert read("for", text) == Again()


@pytest.mark.parametrize(
    "text",
    [
        "dont rush me",
        "beats me",
        "let me call my son first",
        "my dad told me to ask",
        "my daughter drives me",
        "wait for my son",
        "i have to ask my husband",
        "my son says i should",
        "do it for me",
        "not my mom",
        "for chemo, my wife told me to ask",
        "for tuesday, my dad said to book",
    ],
)
def test_a_person_in_the_sentence_is_not_the_patient(text: str) -> None:
    """Neither "me" nor a relative is the patient only because they are spoken of."""
    assert read("for", text) == Unreadable()


@pytest.mark.parametrize(
    "text",
    [
        "just me",
        "its for me",
        "me, myself",
        "yes for me",
        "i need an appointment for me",
        "that would be me",
        "me. thanks",
    ],
)
def test_the_writer_says_that_it_is_them(text: str) -> None:
    """It is for the person who writes where they say so."""
    assert read("for", text) == SELF


@pytest.mark.parametrize("text", ["its not for me", "not me", "it is not for myself"])
def test_not_for_me_is_for_another(text: str) -> None:
    """Who says that it is not for them is asked who it is for."""
    assert read("for", text) == ANOTHER


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("not for me for my husband", "husband"),
        ("i am asking for my mom", "mother"),
        ("my mom asked me to book it for her", "mother"),
        ("its my dad, he can't walk", "father"),
        ("my mom needs help", "mother"),
        ("for my dad not for my mom", "father"),
        ("my son Will", "son"),
    ],
)
def test_the_relative_it_is_for(text: str, relation: str) -> None:
    """A relative is the patient where the words say that it is for them, or name them and nothing else."""
    expected: dict[str, Any] = {"appointment_for": "someone_else", "appointment_relation": relation}
    assert read("for", text, FORM) == Value(expected)


@pytest.mark.parametrize("text", ["Maria Keller", "José Luis Ortega", "Mary-Ann O'Neil"])
def test_a_name_in_place_of_whom_is_kept(text: str) -> None:
    """It may be the patient's or the writer's: it is who is asked for, and for whom it is, is asked again."""
    assert read("for", text) == Value({"appointment_name": text})


@pytest.mark.parametrize(
    "text", ["Not Sure", "No Idea", "maria keller", "Hello There", "My Chemo", "Lung Cancer", "Next Week"]
)
def test_other_words_in_place_of_whom_are_no_name(text: str) -> None:
    """What is no name in capital letters does not become one."""
    answer = read("for", text)
    assert not (isinstance(answer, Value) and "appointment_name" in answer.slots)
