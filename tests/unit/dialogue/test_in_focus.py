"""A treatment that was spoken of stays the one that is asked about where another is only a word, or is past."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.in_focus import of_what_is_meant
from assistant.dialogue.memory import Memory

CHEMO, PAIR, GUIDED = "chemotherapy", "kyphoplasty_vertebroplasty", "interventional_radiology"
HOW = "ask_how_given"


@pytest.mark.parametrize(
    ("spoken_of", "text", "understood"),
    [
        (PAIR, "so how do they do it, do they cut her open", HOW),
        (PAIR, "do they open her up for that", "out_of_scope_hospital"),
        (PAIR, "does he go under the knife for it", "ask_goal"),
        (PAIR, "do they have to operate", "nlu_fallback"),
        (PAIR, "will they cut into her back", "out_of_scope_procedure"),
        (PAIR, "do they operate on him with that", "ask_what"),
        (PAIR, "is the cut big", "out_of_scope_procedure"),
        (GUIDED, "how do they get in there, do they cut into the back", HOW),
        ("radiation", "do they have to cut her open to do it", "ask_combination"),
        (CHEMO, "is it done with a scalpel", HOW),
    ],
)
def test_words_of_cutting_ask_how_the_treatment_spoken_of_is_done(spoken_of: str, text: str, understood: str) -> None:
    """Nobody is told how surgery is done, in words that they would take for those of a smaller procedure."""
    asked = of_what_is_meant(question(text, understood), Memory(spoken_of, "what"))
    assert (asked.intent, asked.treatments) == (HOW, (spoken_of,))


@pytest.mark.parametrize(
    ("spoken_of", "text", "understood"),
    [
        (PAIR, "can they operate instead", "nlu_fallback"),
        (PAIR, "can they cut the tumor out too", "ask_goal"),
        (PAIR, "how is surgery done", HOW),
        (PAIR, "what about an operation, do they cut you open", HOW),
        (CHEMO, "do they operate too", "ask_combination"),
        (CHEMO, "do they operate", "nlu_fallback"),
        (CHEMO, "is surgery used with it", "ask_combination"),
    ],
)
def test_an_operation_that_is_asked_about_is_one(spoken_of: str, text: str, understood: str) -> None:
    """Where surgery has a name of its own, or is something else than what was spoken of, it is meant."""
    assert of_what_is_meant(question(text, understood), Memory(spoken_of, "what")).treatments == ("surgery",)


def test_where_no_treatment_was_spoken_of_cutting_is_surgery() -> None:
    """Words of cutting are names of surgery by themselves."""
    assert of_what_is_meant(question("do they cut her open", HOW), Memory()).treatments == ("surgery",)


ONE, HELP = "ask_specific_side_effect", "ask_side_effect_management"


@pytest.mark.parametrize(
    ("spoken_of", "text", "understood"),
    [
        ("radiation", "her hair too? she only just got it back after the chemo last year", ONE),
        ("radiation", "and nausea? she was sick as a dog on chemo", ONE),
        ("radiation", "he lost his hair during chemo last spring. will it happen again?", ONE),
        ("targeted_therapy", "mouth sores she had terrible with the chemo. what do you do for those", HELP),
        ("targeted_therapy", "she had chemo two years ago. will she be tired with this one too", ONE),
        ("radiation", "he had surgery last month, will he be tired?", "out_of_scope_personal"),
        (CHEMO, "skin problems too? he had burns from the radiation", ONE),
        (CHEMO, "will she feel sick? she was fine with the radiation", ONE),
        ("radiation", "she finished chemo. will her hair fall out again", ONE),
    ],
)
def test_what_lies_behind_a_person_takes_nothing_from_the_treatment_spoken_of(
    spoken_of: str, text: str, understood: str
) -> None:
    """A treatment told of as past, in a clause of its own, is not the one whose side effects are asked about."""
    assert of_what_is_meant(question(text, understood), Memory(spoken_of, "side_effects")).treatments == ()


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("she had chemo last year. does it cause hair loss", ONE),
        ("and does chemo cause hair loss", ONE),
        ("she had chemo. what are the side effects of chemo", "ask_side_effects"),
        ("her hair came out after chemo, is that normal with chemo", ONE),
        ("what about hair loss from chemo", ONE),
        ("she had chemo last year. what is it", "ask_what"),
    ],
)
def test_a_past_treatment_that_is_asked_about_is_meant(text: str, understood: str) -> None:
    """Its side effects are told where the question names it, or points at it."""
    assert of_what_is_meant(question(text, understood), Memory("radiation", "side_effects")).treatments == (CHEMO,)
