"""Answers that come in pieces, or early: nothing of them is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from form_reading import FORM, read

from assistant.dialogue.appointment.answers import Form, Unreadable, Value


def after(*typed: str) -> Form:
    """Return the form after these answers to the question that stands, none of which could be read."""
    return replace(FORM, tries=len(typed), typed_before=typed)


def with_name(name: str) -> Form:
    """Return the form in which only a name was given."""
    return replace(FORM, filled={"appointment_name": name})


@pytest.mark.parametrize(
    "pieces",
    [
        ("212 555", "0142"),
        ("212", "555 0142"),
        ("212", "555", "0142"),
        ("my number is 212 555", "and then 0142"),
        ("555 0142", "212"),
        ("555-0142", "area code 212"),
    ],
)
def test_a_number_in_pieces_is_joined(pieces: tuple[str, ...]) -> None:
    """Who sends a number in two or three texts, or the area code behind the rest, need not type it again."""
    phone = read("phone", pieces[-1], after(*pieces[:-1])).slots["appointment_phone"]
    assert phone["e164"] == "+12125550142"


@pytest.mark.parametrize(
    "pieces", [("0142",), ("212 555", "i am tired"), ("i have 3 kids", "0142"), ("212 555", "212 555")]
)
def test_pieces_that_make_no_number_are_none(pieces: tuple[str, ...]) -> None:
    """No number is made of what are no ten digits in a row."""
    assert isinstance(read("phone", pieces[-1], after(*pieces[:-1])), Unreadable)


def test_a_whole_number_stands_for_itself() -> None:
    """Who types it again in full is called at that number."""
    assert read("phone", "212 555 0143", after("212 555 01")).slots["appointment_phone"]["e164"] == "+12125550143"


@pytest.mark.parametrize("rest", ["Osei", "osei", "Smith", "garcia", "O'Brien"])
def test_the_rest_of_a_name_is_added(rest: str) -> None:
    """The last name that comes in a text of its own is kept with the first."""
    assert read("phone", rest, with_name("Frank")).slots["appointment_name"].casefold() == f"frank {rest.casefold()}"


@pytest.mark.parametrize(
    "word",
    ["home", "cell", "Mobile", "landline", "unlisted", "sorry", "huh", "hmm", "radiation", "nausea", "wife", "ok"],
)
def test_an_everyday_word_is_no_rest_of_a_name(word: str) -> None:
    """Nobody is asked for as "Frank Cell"."""
    found = read("phone", word, with_name("Frank"))
    assert not isinstance(found, Value) or "appointment_name" not in found.slots


def test_a_name_in_full_gets_no_rest() -> None:
    """A word behind a full name, or two behind a first one, are no part of it."""
    assert isinstance(read("phone", "osei", with_name("Frank Mensah")), Unreadable)
    assert isinstance(read("phone", "anna osei", with_name("Frank")), Unreadable)
    assert isinstance(read("phone", "frank", with_name("Frank")), Unreadable)


def test_times_in_pieces_are_read_together() -> None:
    """What was not ended goes on in the next text: "any day but", "friday" is no Friday."""
    times = read("times", "friday", after("any day but")).slots["appointment_times"]
    assert [window["weekdays"] for window in times["windows"]] == [[0, 1, 2, 3, 5, 6]]


def test_times_that_could_not_be_read_are_passed_on_with_those_that_could() -> None:
    """What was said before stays in the person's own words, which the staff read."""
    times = read("times", "afternoons", after("mornings when my daughter is off")).slots["appointment_times"]
    assert times["checked"]
    assert times["windows"][0]["parts"] == ["afternoon"]
    assert times["text"] == "mornings when my daughter is off; afternoons"


def test_times_that_no_text_tells_plainly_are_passed_on_whole() -> None:
    """After three tries all of them are kept as typed; what tells no time is not."""
    form = after("banana", "when my daughter is off")
    times = read("times", "after my nap", form).slots["appointment_times"]
    assert times["text"] == "when my daughter is off; after my nap"
    assert not times["checked"]


@pytest.mark.parametrize(
    "field", ["urgent_check", "for", "name", "phone", "known_patient", "topic", "times", "language"]
)
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("do you speak polish?", "Polish"),
        ("does anyone there speak Spanish", "Spanish"),
        ("can i have a sign language interpreter?", "American Sign Language"),
        ("she speaks korean", "Korean"),
        ("¿habla español?", "Spanish"),
    ],
)
def test_a_wish_for_a_language_is_kept(field: str, text: str, language: str) -> None:
    """Whatever is being asked, who asks for a language gets it: the form offers interpreters."""
    found = read(field, text, intent="out_of_scope_hospital", confidence=0.9)
    assert found == Value({"appointment_language": language})


@pytest.mark.parametrize(
    "text",
    [
        "i speak a little english",
        "i do not speak english",
        "do you speak slowly?",
        "english or polish, do you speak it",
    ],
)
def test_a_language_that_is_not_plainly_wished_for_is_not_taken(text: str) -> None:
    """The language that somebody has only a little of, or of two nobody knows which, is not put down here."""
    assert read("name", text, intent="out_of_scope_hospital") != Value({"appointment_language": "English"})
    assert "Polish" not in str(read("name", text, intent="out_of_scope_hospital"))
