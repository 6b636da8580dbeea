"""Slips of tired and frightened people in the appointment form: early, late, in part, in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from form_reading import FORM, read

from assistant.dialogue.appointment.answers import Aside, Cancel, Unreadable, Urgent, Value, Why
from assistant.dialogue.appointment.needs import need_at_visit


def test_a_name_in_full_takes_the_place_of_its_beginning() -> None:
    """Who types the first name, and then both, is asked for by both; another name changes nothing."""
    form = replace(FORM, filled={"appointment_name": "Dolores"})
    assert read("phone", "dolores vance", form) == Value({"appointment_name": "Dolores Vance"})
    assert read("phone", "anna vance", form) == Unreadable()


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("times", "english", {"appointment_language": "English"}),
        ("topic", "she is deaf", {"appointment_access": "deaf"}),
        ("known_patient", "she is deaf", {"appointment_access": "deaf"}),
        ("voicemail", "i am hard of hearing", {"appointment_access": "hard of hearing"}),
    ],
)
def test_an_answer_that_comes_early_is_kept(field: str, text: str, found: dict[str, Any]) -> None:
    """A language or what helps, said before it is asked for, is not asked for again."""
    assert read(field, text) == Value(found)


@pytest.mark.parametrize("field", ["known_patient", "voicemail"])
def test_a_no_that_takes_something_back_is_no_answer(field: str) -> None:
    """The words "no, thursday" put the times right, whatever else could be answered with a no."""
    form = replace(FORM, filled={"appointment_times": read("times", "tuesday").slots["appointment_times"]})
    assert set(read(field, "no, thursday", form).slots) == {"appointment_times"}
    assert read(field, "no", form) == Value({f"appointment_{field}": False})
    assert read(field, "no thanks", form) == Value({f"appointment_{field}": False})


@pytest.mark.parametrize("text", ["im scared", "i am worried", "im sick"])
def test_a_worry_is_no_name(text: str) -> None:
    """Nobody is asked for as "Scared"."""
    assert read("name", text) == Unreadable()
    assert read("name", text, intent="express_worry", confidence=0.95) == Aside()


def test_a_question_is_no_second_refusal() -> None:
    """Who has no phone, and asks for an e-mail, is told once more whom to call: what was typed is not thrown away."""
    assert read("phone", "can you email me", replace(FORM, tries=3)) == Unreadable(needed=True)
    assert read("phone", "just email me", replace(FORM, tries=3)) == Cancel()


def test_another_way_to_be_reached_is_no_second_refusal() -> None:
    """Who has no phone and gives an e-mail address in its place loses nothing; nor does who asks to stay unnamed."""
    refused = replace(FORM, tries=3)
    assert read("phone", "email me ann@example.com", refused) == Unreadable(needed=True)
    assert read("phone", "ann@example.com", refused) in (Unreadable(), Unreadable(needed=True))
    assert read("name", "cant i stay anonymous", refused) == Unreadable(needed=True)


def test_words_of_tired_people_are_read() -> None:
    """A yes in doubt, a visit of somebody else, a possessive, a name behind a sigh, and a wish to do it later."""
    assert read("known_patient", "i think so") == Value({"appointment_known_patient": True})
    assert read("known_patient", "she was there in 2019") == Value({"appointment_known_patient": True})
    assert read("for", "my moms sick").slots["appointment_relation"] == "mother"
    assert read("name", "fine. rosa diaz") == Value({"appointment_name": "Rosa Diaz"})
    assert read("name", "what is his name for") == Why()
    assert read("language", "can i do this later") == Cancel()


@pytest.mark.parametrize(
    ("text", "name", "treatment"),
    [
        ("Ray Jones", "Ray Jones", "radiation"),
        ("Al Ray", "Al Ray", "radiation"),
        ("Kimo Lee", "Kimo Lee", "chemotherapy"),
        ("rad smith", "Rad Smith", "radiation"),
        ("Ray", "Ray", "radiation"),
        ("Dr. Surgeon", "Dr. Surgeon", "surgery"),
    ],
)
def test_a_name_that_sounds_like_a_treatment_is_a_name(text: str, name: str, treatment: str) -> None:
    """Who is called Ray can book: a treatment is the answer only where it is all that was typed."""
    assert read("name", text, intent="name_treatment", confidence=0.9, treatments=(treatment,)) == Value(
        {"appointment_name": name}
    )
    assert not isinstance(read("phone", text, treatments=(treatment,)), Value)


@pytest.mark.parametrize(
    ("text", "treatment"),
    [("the knife one", "surgery"), ("radiation therapy", "radiation"), ("kemo", "chemotherapy"), ("my chemo", "chemo")],
)
def test_a_treatment_is_no_name(text: str, treatment: str) -> None:
    """Nobody is asked for as "The Knife One"."""
    answer = read("name", text, intent="name_treatment", confidence=0.9, treatments=(treatment,))
    assert not (isinstance(answer, Value) and "appointment_name" in answer.slots)


@pytest.mark.parametrize(
    ("text", "intent", "name"),
    [
        ("Will Price", "out_of_scope_cost", "Will Price"),
        ("Will De Luca", "ask_goal", "Will De Luca"),
        ("My name is Will Change", "ask_privacy", "Will Change"),
        ("they call me Mo", "out_of_scope_everyday", "Mo"),
        ("Robert, Bob for short", "out_of_scope_nonsense", "Robert"),
        ("never mind. Tom", "deny", "Tom"),
        ("nvm - Tom Baker", "deny", "Tom Baker"),
        ("forget that, it's Tom", "deny", "Tom"),
        ("Carole Kiefer, her daughter", "greet", "Carole Kiefer"),
        ("Tom Baker (my husband)", "greet", "Tom Baker"),
        ("I'm called Dot", "ask_identity", "Dot"),
        ("she is called Dot", "ask_identity", "Dot"),
        ("it's Chen, first name Li", "out_of_scope_hospital", "Li Chen"),
        ("first name Li, last name Chen", "out_of_scope_hospital", "Li Chen"),
        ("last name is Chen and first name is Li", "out_of_scope_hospital", "Li Chen"),
    ],
)
def test_only_the_name_is_kept(text: str, intent: str, name: str) -> None:
    """What stands around a name, or sounds like a question, is no part of it."""
    assert read("name", text, intent=intent, confidence=0.9) == Value({"appointment_name": name})
    # Words beside the name may be heard as a treatment's ("short", "little").
    cue = ("kyphoplasty_vertebroplasty",)
    assert read("name", text, intent=intent, confidence=0.9, treatments=cue) == Value({"appointment_name": name})


@pytest.mark.parametrize(
    "text", ["just my wife", "only my daughter", "sorry my mom", "talk to my wife", "it is my daughter"]
)
def test_who_it_is_is_no_name(text: str) -> None:
    """A relative without a name is asked for by their name."""
    answer = read("name", text)
    assert not (isinstance(answer, Value) and "appointment_name" in answer.slots)


def test_never_mind_alone_gives_up() -> None:
    """Without a name behind it, it is a wish to stop."""
    assert read("name", "never mind") == Cancel()
    assert read("name", "never mind.") == Cancel()


def test_half_a_number_is_asked_for_once_more_after_a_refusal() -> None:
    """A number without its area code is kept only where all ten digits were asked for: a refusal is no try."""
    refused = replace(FORM, tries=3, typed_before=("212 and me", "ana lopez", "i dont want to give my number"))
    assert read("phone", "555-0142", replace(refused, typed_before=refused.typed_before[1:])) == Unreadable()
    again = replace(FORM, tries=4, typed_before=("i dont want to give my number", "555-0142"))
    assert read("phone", "555-0142", again).slots["appointment_phone"]["checked"] is False


def test_the_whole_number_takes_the_place_of_half_of_it() -> None:
    """Who gives all digits later is called under these; a number that can be dialed stays, unless it is put right."""
    half = {"e164": None, "shown": "555-0142", "checked": False}
    later = read("known_patient", "212-555-0142 ext 4", replace(FORM, filled={"appointment_phone": half}))
    assert later.slots["appointment_phone"]["e164"] == "+12125550142"
    whole = later.slots["appointment_phone"]
    assert read("known_patient", "212-555-0143", replace(FORM, filled={"appointment_phone": whole})) == Unreadable()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("side effects", "other"),
        ("treatment for my tumor", "other"),
        ("side effects of chemo", "chemotherapy"),
        ("any", "not_sure"),
    ],
)
def test_what_people_want_to_talk_about(text: str, topic: str) -> None:
    """What has no button of its own is something else, and "any" is not sure."""
    treatments = ("chemotherapy",) if "chemo" in text else ()
    answer = read("topic", text, intent="ask_side_effects", confidence=0.98, treatments=treatments)
    assert answer == Value({"appointment_topic": topic})


@pytest.mark.parametrize("field", ["urgent_check", "name", "phone", "known_patient", "times"])
@pytest.mark.parametrize("text", ["do i have to", "do i have to?", "is this needed", "why do you need my phone number"])
def test_who_asks_whether_it_is_needed_is_told_why(field: str, text: str) -> None:
    """Whether a question must be answered is asked of the form, not of a treatment."""
    assert read(field, text, intent="out_of_scope_procedure", confidence=0.44) == Why()


def test_a_treatment_named_at_the_safety_question_is_told_of() -> None:
    """The words "and radiation" go on with what was read before; they are no sign and no answer."""
    understood: dict[str, Any] = {"intent": "name_treatment", "confidence": 0.92, "treatments": ("radiation",)}
    assert read("urgent_check", "and radiation", **understood) == Aside()


@pytest.mark.parametrize("text", ["for my mom, yes", "wait, friday. yes", "my name is Ana Lopez and yes"])
def test_a_yes_to_the_safety_question_is_not_passed_over(text: str) -> None:
    """What is told beside it is kept only where nothing may be a yes: the question is asked again."""
    assert read("urgent_check", text) == Unreadable()


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("my number is 212-555-0142", "appointment_phone"),
        ("no thursday", "appointment_times"),
        ("her name is Ana Lopez", "appointment_name"),
    ],
)
def test_what_is_told_at_the_safety_question_is_kept(text: str, slot: str) -> None:
    """It is no answer to the question, which is asked again, and it is not lost."""
    found = read("urgent_check", text)
    assert isinstance(found, Value)
    assert set(found.slots) == {slot}


@pytest.mark.parametrize("text", ["yes please book it", "yes, book it", "ok yes make the appointment"])
def test_a_yes_to_booking_is_no_danger_sign(text: str) -> None:
    """Who says yes to the appointment is asked the safety question again: it is neither a yes nor a no to that."""
    assert read("urgent_check", text, intent="affirm", confidence=0.6) == Unreadable()


@pytest.mark.parametrize("text", ["yes", "yes please", "yes but its old", "yes my legs, book it", "yes fever book it"])
def test_a_yes_to_the_safety_question_stays_one(text: str) -> None:
    """Whatever is said beside it, a yes to a danger sign gets urgent help."""
    assert read("urgent_check", text, intent="affirm", confidence=0.6) == Urgent()


@pytest.mark.parametrize("field", ["language", "access", "voicemail"])
def test_times_typed_one_question_late_are_added(field: str) -> None:
    """More words on when to call are kept with those before; "instead" takes their place."""
    given = read("times", "not mornings").slots
    form = replace(FORM, filled=given)
    added = read(field, "tuesday or thursday after 3", form).slots["appointment_times"]
    assert added["text"] == "not mornings; tuesday or thursday after 3"
    assert read(field, "tuesday instead", form).slots["appointment_times"]["text"] == "tuesday instead"
    soon = read("times", "tomorrow").slots
    later = read(field, "asap", replace(FORM, filled=soon)).slots["appointment_times"]
    assert later["text"] == "tomorrow; as soon as possible"
    assert not isinstance(read(field, "asap", replace(FORM, filled={"appointment_times": later})), Value)
    left_out = replace(FORM, filled={"appointment_times": "skipped"})
    assert read(field, "tuesday", left_out).slots["appointment_times"]["text"] == "tuesday"


@pytest.mark.parametrize("text", ["when", "thats her number not mine", "why her", "the number is wrong", "what time"])
def test_what_helps_at_no_visit_is_not_kept(text: str) -> None:
    """A question word, or a word on another answer, is no help needed."""
    answer = read("access", text)
    assert not (isinstance(answer, Value) and "appointment_access" in answer.slots)


@pytest.mark.parametrize("text", ["phone does not work for me, i am deaf", "on the phone he does not hear well"])
def test_a_need_that_speaks_of_the_phone_is_kept(text: str) -> None:
    """What would help is told in whatever words."""
    assert read("access", text).slots == {"appointment_access": text}


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("she cant see well", "help with seeing"),
        ("I can't see very well", "help with seeing"),
        ("my mom does not see well", "help with seeing"),
        ("he can't hear", "help with hearing"),
        ("i cant hear well", "help with hearing"),
        ("she cannot hear so good.", "help with hearing"),
        ("yes, he doesnt hear well please", "help with hearing"),
    ],
)
def test_who_sees_or_hears_badly_needs_help(text: str, need: str) -> None:
    """It answers what would help at the visit."""
    assert need_at_visit(text) == need


@pytest.mark.parametrize(
    "text",
    [
        "suddenly she cant see well",
        "he can't hear since this morning",
        "she cant see",
        "i cant see anything",
        "i can't see well anymore",
        "now he can't hear",
        "i cant see well and my head hurts",
        "he can't hear or move",
        "she cant hear me",
        "i can't see well today",
        "i cant walk",
    ],
)
def test_what_may_be_new_is_no_need(text: str) -> None:
    """Anything that is sudden, new, whole or beside something else is left to the urgent-help gate."""
    assert need_at_visit(text) is None
