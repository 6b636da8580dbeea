"""The buttons of the appointment form: each answers its own question and no other."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

import pytest
from form_reading import FORM

from assistant.dialogue.appointment.answers import CHANGEABLE, FIELDS, Again, Cancel, Change, Typed, Unreadable, Value
from assistant.dialogue.appointment.choices import CHOICES, wish_of
from assistant.dialogue.appointment.fields import read_answer
from assistant.training.domain_file import own_domain
from knowledge.reader import TREATMENTS

_QUESTION = "utter_ask_"
_PRESSED = "/choose"


def _buttons() -> Iterator[tuple[str, str]]:
    """Return the slot and the choice of each button of the form's questions."""
    for response, variants in own_domain()["responses"].items():
        slot = response.removeprefix(_QUESTION).removesuffix("_this")
        for variant in variants if slot in FIELDS else ():
            for button in variant.get("buttons", ()):
                payload = str(button["payload"]).replace("{{", "{").replace("}}", "}")
                yield slot, str(json.loads(payload.removeprefix(_PRESSED))["choice"])


OFFERED = sorted(set(_buttons()))
ANSWERS = [(slot, choice) for slot, choice in OFFERED if wish_of(choice) is None]


def test_the_choices_are_those_of_the_buttons() -> None:
    """What can be pressed is understood, and nothing else; a treatment that has no button is a topic all the same."""
    offered: dict[str, set[str]] = defaultdict(set)
    for slot, choice in ANSWERS:
        offered[slot].add(choice)
    assert offered["appointment_topic"] < set(CHOICES["appointment_topic"])
    offered["appointment_topic"].update(TREATMENTS)
    assert {slot: set(choices) for slot, choices in CHOICES.items()} == {slot: offered[slot] for slot in FIELDS}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("choice", sorted({choice for _, choice in ANSWERS}))
def test_a_button_of_another_question_is_no_answer(field: str, choice: str) -> None:
    """A late press on an old button asks the standing question again: "Me" is no name, "Wheelchair" no language."""
    answer = read_answer(field, Typed("", choice=choice), FORM)
    if choice in CHOICES[field]:
        assert answer != Again()
    else:
        assert answer == Again()


@pytest.mark.parametrize(("field", "choice"), [one for one in ANSWERS if one != ("appointment_phone", "this_number")])
def test_a_button_of_the_question_answers_it(field: str, choice: str) -> None:
    """Each fills its slot; yes to the safety question is urgent, as it is in words."""
    answer = read_answer(field, Typed("", choice=choice), FORM)
    typed = read_answer(field, Typed(choice.replace("_", " "), treatments=(choice,) * (choice in TREATMENTS)), FORM)
    assert answer == typed
    assert not isinstance(answer, Value) or answer.slots[field] is not None


def test_this_number_without_a_number_is_not_read() -> None:
    """The number that somebody texts from is asked for where there is none, such as on the website."""
    assert read_answer("appointment_phone", Typed("", choice="this_number"), FORM) == Unreadable()


@pytest.mark.parametrize("field", FIELDS)
def test_a_wish_of_the_form_is_heard_at_any_question(field: str) -> None:
    """Whoever presses "Do not send" or a field to change is heard whatever is asked by then."""
    assert read_answer(field, Typed("", choice="cancel"), FORM) == Cancel()
    assert read_answer(field, Typed("", choice="change"), FORM) == Change()
    assert read_answer(field, Typed("", choice="change:appointment_urgent_check"), FORM) == Change()
    for name in CHANGEABLE:
        assert read_answer(field, Typed("", choice=f"change:{name}"), FORM) == Change((name,))
