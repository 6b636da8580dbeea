"""Keywords are whole messages; a choice is picked by its number or its words."""

from __future__ import annotations

import pytest

from assistant.channels.sms.choices import MENU, MOST, PERSON, NoSuchChoice, TooMany, asks_for_more, lines, pick
from assistant.channels.sms.keywords import Keyword, asks_to_stop, keyword_of
from assistant.dialogue.replies import Button

BUTTONS = (Button("Side effects", "/a"), Button("What is it for?", "/b"), Button("Ask for an appointment", "/c"))


@pytest.mark.parametrize(
    "word",
    [
        "STOP",
        "stop",
        "Stop.",
        " STOP! ",
        "STOPALL",
        "stop all",
        "UNSUBSCRIBE",
        "Cancel",
        "END",
        "quit",
        "REVOKE",
        "optout",
        "OPT-OUT",
        "\uff33\uff34\uff2f\uff30",
    ],
)
def test_the_stop_family(word: str) -> None:
    """Each word that phone companies take for a stop is one as a whole message, in any case and with any marks."""
    assert keyword_of(word) is Keyword.STOP


def test_start_and_help() -> None:
    """START and UNSTOP begin again, HELP and INFO tell who this is."""
    assert [keyword_of(word) for word in ("Start", "UNSTOP", "help!", "INFO?")] == [
        Keyword.START, Keyword.START, Keyword.HELP, Keyword.HELP,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "please stop texting me",
        "Stop please",
        "stop sending me messages",
        "Don't text me anymore!",
        "do not contact me again",
        "take me off your list",
        "remove my number",
        "unsubscribe me please",
        "i want to stop getting these texts",
        "no more texts",
        "Can you stop texting me please?",
        "opt me out",
        "I don\u2019t want any more messages",
    ],
)
def test_a_stop_in_plain_words(text: str) -> None:
    """People need not know the keyword."""
    assert asks_to_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "cancel my appointment",
        "can i stop chemo",
        "how do i stop the nausea",
        "please stop the pain",
        "when does it end",
        "help i cant move my legs",
        "info on radiation",
        "i want to stop treatment",
        "start with radiation",
        "remove the tumor",
        "they stop texting me results",
        "do not want surgery",
        "stop this",
        "yes",
        "",
        "...",
        "more",
    ],
)
def test_words_in_a_sentence_mean_what_they_mean_there(text: str) -> None:
    """A keyword inside a sentence is for the assistant."""
    assert keyword_of(text) is None
    assert not asks_to_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "2.",
        "2)",
        "(2)",
        "#2",
        "# 2",
        "two",
        "Two.",
        "second",
        "2nd",
        "the second one",
        "option 2",
        "Number two",
        "no. 2",
        "2 please",
        "What is it for?",
        "what is it for",
        "WHAT IS IT FOR",
        "\uff12",
        "and 2",
        "ok then number 2",
        "2\ufe0f\u20e3",
        "\u0662",
    ],
)
def test_a_choice_is_picked_by_number_or_words(text: str) -> None:
    """However people type the second choice, it is the second."""
    assert pick(text, BUTTONS) is BUTTONS[1]


@pytest.mark.parametrize(
    "text",
    [
        "2 days ago",
        "1 in 5?",
        "100.4",
        "911",
        "what is it",
        "no one",
        "one more",
        "1 cant feel my legs",
        "",
        "two weeks",
    ],
)
def test_a_number_in_a_sentence_is_no_choice(text: str) -> None:
    """Only a message that is a number as a whole picks."""
    assert pick(text, BUTTONS) is None


@pytest.mark.parametrize("text", ["2 and 3", "2, 3", "1 & 3", "first and second", "1 2 3", "1 and 5"])
def test_several_numbers_are_known_as_such(text: str) -> None:
    """Who picks two choices at once is told to pick one; where none is open, the assistant reads it."""
    assert isinstance(pick(text, BUTTONS), TooMany)
    assert pick(text, ()) is None


def test_a_choice_without_a_number_is_picked_by_its_words() -> None:
    """The words of a choice that has no number in this text pick it too."""
    other = Button("Voice message", "/d")
    assert pick("voice message", BUTTONS, by_words=(other,)) is other
    assert isinstance(pick("4", BUTTONS, by_words=(other,)), NoSuchChoice)


def test_zero_is_the_menu_and_nine_a_person() -> None:
    """0 and 9 work at any time; no choice has their number, since at most eight have one."""
    for buttons in ((), BUTTONS):
        assert pick("0", buttons) is MENU
        assert pick("menu", buttons) is MENU
        assert pick("nine", buttons) is PERSON
    assert MOST == 8


def test_a_number_that_picks_nothing_is_known_as_one() -> None:
    """A digit without its choice is no question for the assistant."""
    assert isinstance(pick("4", BUTTONS), NoSuchChoice)
    assert isinstance(pick("1", ()), NoSuchChoice)


@pytest.mark.parametrize("text", ["1", "0", "9", "side effects", "first"])
def test_no_number_is_a_choice_where_words_are_wanted(text: str) -> None:
    """When the form asks for something to be typed, what is typed goes to the form."""
    assert pick(text, BUTTONS, wants_words=True) is None


def test_lines_are_numbered_from_one() -> None:
    """The number, a space, the words of the choice."""
    assert lines(BUTTONS) == ("1 Side effects", "2 What is it for?", "3 Ask for an appointment")


def test_asking_for_more() -> None:
    """MORE in any shape, but not a question for more of something."""
    assert all(asks_for_more(text) for text in ("MORE", "more.", "More please", "the rest"))
    assert not any(asks_for_more(text) for text in ("more side effects", "no more", "tell me more about chemo"))
