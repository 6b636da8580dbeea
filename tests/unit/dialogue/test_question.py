"""From a message as Rasa parsed it to the questions it asks."""

from __future__ import annotations

from typing import Any

import pytest
from asked import message, question

from assistant.dialogue.question import Question
from assistant.dialogue.reading_questions import read_questions


@pytest.mark.parametrize(
    ("text", "treatments", "together"),
    [
        ("side effects of chemo and radiation", ("chemotherapy", "radiation"), True),
        ("side effects of Chemo & Radiation", ("chemotherapy", "radiation"), True),
        ("chemo/radiation side effects", ("chemotherapy", "radiation"), True),
        ("chemo, surgery", ("chemotherapy", "surgery"), True),
        ("chemo plus the surgery", ("chemotherapy", "surgery"), True),
        ("chemo vs radiation", ("chemotherapy", "radiation"), True),
        ("is chemo given before radiation", ("chemotherapy", "radiation"), False),
        ("chemo chemotherapy", ("chemotherapy",), False),
        ("interventional radiology like kyphoplasty", ("kyphoplasty_vertebroplasty",), False),
        ("interventional radiology", ("interventional_radiology",), False),
        ("kyphoplasty and vertebroplasty", ("kyphoplasty_vertebroplasty",), False),
        ("not chemo, radiation", ("radiation",), False),
        ("radiation, not the chemo", ("radiation",), False),
        ("chemo or not", ("chemotherapy",), False),
        ("why not chemo", ("chemotherapy",), False),
        ("hello", (), False),
    ],
)
def test_treatments(text: str, treatments: tuple[str, ...], together: bool) -> None:
    """Treatments in the order of the text, each once; together where only "and" stands between two."""
    (question,) = read_questions(message(text))
    assert (question.treatments, question.together) == (treatments, together)


@pytest.mark.parametrize(
    ("text", "intent", "treatments"),
    [
        ("dont tell me about surgery, how is chemo given", "ask_how_given", ("chemotherapy",)),
        ("i already know the chemo effects, those of radiation?", "ask_side_effects", ("radiation",)),
        ("we are not having surgery. does chemo hurt my hair", "ask_specific_side_effect", ("chemotherapy",)),
        ("surgery is over, what does radiation do", "ask_goal", ("radiation",)),
        ("she finished chemo, will radiation make her tired", "ask_specific_side_effect", ("radiation",)),
        ("had surgery two years ago, side effects of chemo", "ask_side_effects", ("chemotherapy",)),
        ("chemo last spring, now targeted, side effects?", "ask_side_effects", ("targeted_therapy",)),
        ("afraid of surgery, what is radiation", "ask_what", ("radiation",)),
        ("surgery is over what are the side effects of chemo", "ask_compare", ("chemotherapy",)),
        ("i had chemo and radiation, what are side effects of surgery", "ask_compare", ("surgery",)),
        ("i had chemo, is radiation worse", "ask_compare", ("chemotherapy", "radiation")),
        ("had chemo and radiation, side effects of both", "ask_side_effects", ("chemotherapy", "radiation")),
        ("i finished radiation, what are its side effects", "ask_side_effects", ("radiation",)),
        ("does chemo after surgery make me tired", "ask_specific_side_effect", ("chemotherapy", "surgery")),
    ],
)
def test_a_treatment_that_lies_behind_is_not_asked_about(text: str, intent: str, treatments: tuple[str, ...]) -> None:
    """Never another treatment's side effects: what is over, refused or feared is not what a question is about."""
    (asked,) = read_questions(message(text, intent))
    assert asked.treatments == treatments


def test_the_wording_is_that_of_the_words_spelt_right() -> None:
    """Texting words are no other wording: "n" joins two names as "and" does, "dat" refers as "that" does."""
    assert read_questions(message("chemo n rads"))[0].together
    assert read_questions(message("whats dat"))[0].refers
    assert read_questions(message("wat r da syd fx"))[0].about_side_effects


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("side effects of chemo", True),
        ("chemo side-effects", True),
        ("does chemo make you vomit", True),
        ("what is chemo", False),
    ],
)
def test_about_side_effects(text: str, about: bool) -> None:
    """A question is about side effects where it says so or names one."""
    assert read_questions(message(text))[0].about_side_effects is about


def test_what_a_question_names() -> None:
    """Effects, services, focuses and things not covered are told apart."""
    (question,) = read_questions(message("nausea, nutrition therapy, blood thinners, immunotherapy"))
    assert question == Question(
        "ask_what",
        effects=("nausea",),
        services=("nutrition_therapy",),
        focuses=("blood_thinners",),
        not_covered=("other_treatment",),
        about_side_effects=True,
    )


def test_the_two_questions_of_a_message() -> None:
    """Where the classifier found several questions, the first two are read; one alone is the message itself."""
    part = {"text": "what is chemo", "intent": "ask_goal", "confidence": 1.0, "entities": []}
    assert [q.intent for q in read_questions({**message("x"), "questions": [part] * 3})] == ["ask_goal", "ask_goal"]
    assert [q.intent for q in read_questions({**message("x"), "questions": [part]})] == ["ask_what"]


@pytest.mark.parametrize(
    ("text", "parts", "treatments"),
    [
        ("i start chemo soon. how is it given, and is it rough", ("how is it given", "is it rough"), ("chemotherapy",)),
        ("after chemo i get radiation. how is it given, is it rough", ("how is it given", "is it rough"), ()),
        ("chemo did nothing. what is radiation and is it long", ("what is radiation", "is it long"), ("radiation",)),
    ],
    ids=["one was told of", "two were told of", "the questions name one"],
)
def test_questions_after_a_story_are_about_what_was_told(
    text: str, parts: tuple[str, ...], treatments: tuple[str, ...]
) -> None:
    """Two questions that name no treatment are about the only one that the message names; of several none is chosen."""
    read = [{"text": part, "intent": "ask_goal", "entities": message(part)["entities"]} for part in parts]
    assert read_questions({**message(text), "questions": read})[0].treatments == treatments


@pytest.mark.parametrize(
    ("before", "places", "named_before", "not_covered"),
    [
        ("how much is surgery", (1, 0), ("surgery",), ()),
        ("how much is surgery", (0, 1), (), ()),
        ("how much is tamoxifen", (1, 0), (), ("drug",)),
        ("how much is tamoxifen", (0, 1), (), ()),
    ],
)
def test_a_question_is_about_what_was_named_before_it(
    before: str, places: tuple[int, int], named_before: tuple[str, ...], not_covered: tuple[str, ...]
) -> None:
    """What is answered first though it was asked last is about what was named until then; what came first is not."""
    asked = ("what are the side effects", before)
    intents = ("ask_side_effects", "out_of_scope_cost")
    found = [
        {"text": text, "intent": intent, "entities": message(text)["entities"], "asked": place}
        for text, intent, place in zip(asked, intents, places, strict=True)
    ]
    first, _ = read_questions({"questions": found})
    assert (first.named_before, first.not_covered) == (named_before, not_covered)


@pytest.mark.parametrize("bad", [{}, {"intent": None}, {"intent": {"name": None}, "entities": None, "text": None}])
def test_a_message_without_understanding(bad: dict[str, Any]) -> None:
    """A message that nothing was understood of is one question that nothing answers."""
    assert read_questions(bad) == (Question("nlu_fallback"),)


def test_what_the_first_question_names_holds_for_the_second_that_refers_to_it() -> None:
    """A thing that is not covered stays the subject: "could it be liver cancer, and how is that treated"."""
    named = [{"entity": "not_covered", "value": "other_cancer"}]
    first = {"text": "could it be liver cancer", "intent": "out_of_scope_other_cancer", "entities": named}
    second = {"text": "how is that treated", "intent": "ask_overview", "entities": []}
    assert read_questions({"questions": [first, second]})[1].not_covered == ("other_cancer",)
    other = {**second, "text": "how is spinal cancer treated"}
    assert read_questions({"questions": [first, other]})[1].not_covered == ()


@pytest.mark.parametrize(
    ("text", "treatments"),
    [
        ("targeted", ("targeted_therapy",)),
        ("what about targeted?", ("targeted_therapy",)),
        ("side effects of chemo and targeted", ("chemotherapy", "targeted_therapy")),
        ("does targeted cause nausea", ("targeted_therapy",)),
        ("what does it target", ()),
        ("is it targeted", ()),
        ("is it mild and targeted", ()),
        ("does chemo target healthy cells", ("chemotherapy",)),
        ("is radiation highly targeted", ("radiation",)),
        ("how is targeted radiation given", ("radiation",)),
        ("what is meant by a highly targeted delivery system", ()),
        ("no i meant targeted", ("targeted_therapy",)),
        ("no, targeted", ("targeted_therapy",)),
    ],
)
def test_half_a_name(text: str, treatments: tuple[str, ...]) -> None:
    """The word "targeted" names targeted therapy where it stands alone, and not where it describes something else."""
    assert read_questions(message(text))[0].treatments == treatments


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("mouth sores", True),
        ("and mouth sores?", True),
        ("chemo and surgery", True),
        ("both chemo and surgery", True),
        ("ok and what about her hair", True),
        ("chemo hair loss", True),
        ("chemo with surgery", False),
        ("my dog has hair loss", False),
        ("not chemo, radiation", False),
        ("hello", False),
        ("", False),
    ],
)
def test_nothing_but_names(text: str, bare: bool) -> None:
    """A message is bare where it holds names and nothing that asks."""
    assert read_questions(message(text))[0].bare is bare


@pytest.mark.parametrize(
    ("text", "of_that"),
    [
        ("does chemo cause that", True),
        ("is that from chemo", True),
        ("does it happen with radiation too", True),
        ("do you get that with radiation", True),
        ("is it a side effect of chemo", True),
        ("does chemo cause problems that last", False),
        ("does chemo cause anything else like that", False),
        ("what does chemo cause", False),
        ("will that chemo hurt my hair", False),
    ],
)
def test_the_side_effect_spoken_of_is_asked_of_a_treatment(text: str, of_that: bool) -> None:
    """A pronoun that is asked of a treatment is told from one that only joins a sentence."""
    assert read_questions(message(text))[0].of_that is of_that


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("which treatment doesnt cause it", True),
        ("which one does not make your hair fall out", True),
        ("which has no hair loss", True),
        ("what are my options other than chemo", True),
        ("which treatment causes hair loss", False),
        ("i dont know which treatment causes hair loss", False),
        ("no, which treatment causes hair loss", False),
    ],
)
def test_what_is_named_is_taken_away(text: str, without: bool) -> None:
    """Asked for what is left without the thing named, nobody is told of the thing named."""
    assert read_questions(message(text))[0].without is without


@pytest.mark.parametrize(
    ("text", "intent", "together"),
    [
        ("side effects of chemo next to side effects of targeted therapy", "ask_side_effects", True),
        ("is fatigue from chemo only or does radiation do it as well", "ask_specific_side_effect", True),
        ("what support goes with chemo and which with radiation", "ask_supportive_care", True),
        ("had chemo, now radiation, does it cause nausea", "ask_specific_side_effect", False),
        ("does chemo cause nausea", "ask_specific_side_effect", False),
    ],
)
def test_two_treatments_are_both_asked_about_wherever_they_stand(text: str, intent: str, together: bool) -> None:
    """The second one is not dropped because other words stand between; one that lies behind the person is."""
    assert question(text, intent).together is together


def test_two_kinds_of_help_are_two_questions() -> None:
    """Who asks what steroids and blood thinners are for reads of both."""
    asked = read_questions(message("what are the steroids and the blood thinners for", "ask_side_effect_management"))
    assert [one.focuses for one in asked] == [("steroids",), ("blood_thinners",)]
