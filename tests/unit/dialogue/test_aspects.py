"""Which aspect of a treatment a question is about, by its words."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.aspects import by_its_words, of_small_cuts
from assistant.dialogue.memory import Memory
from assistant.dialogue.referring import refer
from knowledge.reader import load_knowledge

KNOWLEDGE = load_knowledge()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I have bone cancer in my spine, what are side effects of chemo", "ask_side_effects"),
        ("breast cancer spread to my spine, having radiation next week, whats the side effects", "ask_side_effects"),
        ("prostate cancer in spine. how is chemo given", "ask_how_given"),
        ("lung cancer spread to my spine. does radiation make you lose your hair", "ask_specific_side_effect"),
        (
            "my mom has cancer in her spine and they want to do radiation. what about her hair",
            "ask_specific_side_effect",
        ),
        ("my kidney cancer is in my spine now, how long is recovery after surgery", "ask_recovery"),
        ("prostate cancer went to the spine, is radiation used", "ask_goal"),
        ("breast cancer in my spine and my back hurts, is radiation used", "ask_goal"),
        ("breast cancer in my spine and i am so tired, is radiation used", "ask_goal"),
        ("I have prostate cancer in my spine and it hurts, can i get radiation", "ask_goal"),
        ("lung cancer in my spine, i am tired all day, will they give me chemo", "ask_goal"),
    ],
)
def test_a_diagnosis_before_a_question_does_not_change_it(text: str, asked: str) -> None:
    """Who says first what they have gets what they ask, and what a treatment is for where they ask nothing narrower."""
    assert refer(question(text, "out_of_scope_other_cancer"), Memory(), KNOWLEDGE).intent == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what is chemo for", "ask_goal"),
        ("wat is radiashun for", "ask_goal"),
        ("what are chemo and targeted therapy for", "ask_goal"),
        ("what's it for, chemo and radiation", "ask_goal"),
        ("what is chemo", "ask_what"),
        ("what is a good book for chemo", "ask_what"),
        ("is chemo pills", "ask_how_given"),
        ("so is chemo a drip", "ask_how_given"),
        ("is chemo good with my pills at home", "ask_what"),
        ("is chemo or targeted therapy a pill", "ask_how_given"),
    ],
)
def test_what_for_and_in_which_form(text: str, asked: str) -> None:
    """What a treatment is for, and whether it is a pill, is answered, and not what the treatment is."""
    assert refer(question(text, "ask_what"), Memory(), KNOWLEDGE).intent == asked


@pytest.mark.parametrize(
    ("text", "understood", "asked"),
    [
        ("who gives the chemo", "ask_how_given", "ask_what"),
        ("who does radiation", "ask_how_given", "ask_how_given"),
        ("can surgery get rid of the pain at least", "out_of_scope_prognosis", "ask_goal"),
        ("does kyphoplasty ease pain", "out_of_scope_prognosis", "ask_goal"),
        ("can chemo get rid of the pain", "out_of_scope_prognosis", "out_of_scope_prognosis"),
        ("how long does pain relief from kyphoplasty last", "out_of_scope_prognosis", "out_of_scope_prognosis"),
        ("how well does surgery relieve pain", "out_of_scope_prognosis", "out_of_scope_prognosis"),
        ("does surgery cure it", "out_of_scope_prognosis", "out_of_scope_prognosis"),
        ("what do kyphoplasty and vertebroplasty have in common", "ask_compare", "ask_what"),
        ("how do kyphoplasty and vertebroplasty differ", "ask_compare", "ask_compare"),
        ("the tumor has come back, is there still something", "out_of_scope_prognosis", "ask_goal"),
        ("the tumor came back, will he die", "out_of_scope_prognosis", "out_of_scope_prognosis"),
    ],
)
def test_the_words_name_an_aspect_that_the_page_has(text: str, understood: str, asked: str) -> None:
    """What the page says is answered, whatever it was taken for; odds, and what it does not say, stay redirected."""
    assert refer(question(text, understood), Memory(), KNOWLEDGE).intent == asked


@pytest.mark.parametrize(
    ("text", "understood", "treatments"),
    [
        ("what is radiation meant to do after an operation", "ask_goal", ("radiation",)),
        ("cells left over after surgery, what kills those", "ask_goal", ()),
        ("what is recovery like after surgery", "ask_recovery", ("surgery",)),
        ("what happens after surgery and radiation", "ask_goal", ("surgery", "radiation")),
    ],
)
def test_what_another_treatment_comes_after_is_not_asked_about(
    text: str, understood: str, treatments: tuple[str, ...]
) -> None:
    """A treatment that is named as the time of another one is not the one to tell of; where it is alone, it is."""
    assert question(text, understood).treatments == treatments


CANCER = Memory(last_question={"intent": "out_of_scope_other_cancer"})
KYPHO, SURGERY = "kyphoplasty_vertebroplasty", "surgery"


@pytest.mark.parametrize(
    ("text", "understood", "memory", "asked"),
    [
        ("and would the pain be gone afterwards", "out_of_scope_prognosis", Memory(KYPHO), "ask_goal"),
        ("does it take the pain away", "out_of_scope_prognosis", Memory(SURGERY), "ask_goal"),
        ("how long until the pain is gone", "out_of_scope_prognosis", Memory(KYPHO), "out_of_scope_prognosis"),
        (
            "would the pain be gone afterwards",
            "out_of_scope_prognosis",
            Memory("chemotherapy"),
            "out_of_scope_prognosis",
        ),
        ("what part is radiated when the tumor started in the spine", "ask_what", Memory(), "ask_how_given"),
        ("how the rays are done, it hurts", "ask_goal", Memory(), "ask_how_given"),
        ("these rays, it hurts? how are they done", "ask_side_effect_management", Memory(), "ask_how_given"),
        (
            "how is nausea from chemo taken care of",
            "ask_side_effect_management",
            Memory(),
            "ask_side_effect_management",
        ),
        ("the cement. dr said it is collapsed", "share_situation", Memory(), "ask_goal"),
        ("ok the glue thing. they told dad today", "share_situation", Memory(), "ask_goal"),
        ("my vertebra collapsed last week", "share_situation", Memory(), "share_situation"),
        ("it is in his spine though", "share_situation", CANCER, "ask_overview"),
        ("it is in his spine though", "share_situation", Memory(), "share_situation"),
        ("is there a treatment that is the best one", "ask_overview", Memory(), "which_is_most"),
        ("what are the most common treatments", "ask_overview", Memory(), "ask_overview"),
    ],
)
def test_words_that_ask_more_than_the_intent(text: str, understood: str, memory: Memory, asked: str) -> None:
    """Relief, how and where a treatment is done, and the best of all are read by their words; a telling stays one."""
    assert refer(question(text, understood), memory, KNOWLEDGE).intent == asked


@pytest.mark.parametrize(
    ("text", "understood", "spread"),
    [
        ("which treatment is used when the cancer has spread to the spine", "ask_goal", True),
        ("which of these would be for me, as it has spread from the breast", "out_of_scope_other_cancer", True),
        ("what options are there if it has metastasized", "ask_overview", True),
        ("what is the treatment for breast cancer", "out_of_scope_other_cancer", False),
        ("can surgery help when it has spread", "ask_goal", False),
        ("which symptoms show that it has spread", "out_of_scope_symptoms", False),
        ("how fast does it spread", "out_of_scope_duration", False),
    ],
)
def test_which_treatment_there_is_when_it_has_spread(text: str, understood: str, spread: bool) -> None:
    """The page names three treatments for cancer that has spread to the spine."""
    found = refer(question(text, understood), Memory("targeted_therapy"), KNOWLEDGE)
    assert ("metastatic" in found.focuses) == spread


def test_a_way_of_giving_hints_at_no_other_treatment_than_the_one_spoken_of() -> None:
    """Behind targeted therapy "also in the vein" asks nothing of chemo."""
    asked = question("also in the vein?", "ask_how_given")
    assert refer(asked, Memory("targeted_therapy"), KNOWLEDGE).treatment_cues == ()
    assert refer(asked, Memory(), KNOWLEDGE).treatment_cues == ("chemotherapy",)


@pytest.mark.parametrize(
    ("text", "understood", "asked"),
    [
        ("my mother have tumor in spine. doctor say maybe operation. what they do", "nlu_fallback", "ask_what"),
        ("they talked about radiation. what do they do", "share_situation", "ask_what"),
        ("so what else does he do then, the interventional one", "name_treatment", "ask_what"),
        ("surgery, what will the doctors do then", "nlu_fallback", "ask_what"),
        ("maybe surgery", "nlu_fallback", "nlu_fallback"),
        ("what do they do if surgery fails", "nlu_fallback", "nlu_fallback"),
        ("the interventional one", "name_treatment", "name_treatment"),
    ],
)
def test_what_is_done_is_asked_of_the_one_treatment_named(text: str, understood: str, asked: str) -> None:
    """Who says which treatment was spoken of, and asks what they do, is told what that is."""
    assert by_its_words(question(text, understood)).intent == asked


@pytest.mark.parametrize(
    ("text", "spoken_of", "treatment"),
    [
        ("small cut good. what mean minimally invasive, it is same small cut?", "surgery", "surgery"),
        ("what does minimally invasive mean", None, "surgery"),
        ("what's minimally invasive", "kyphoplasty_vertebroplasty", "kyphoplasty_vertebroplasty"),
        ("what is minimally invasive surgery", None, "surgery"),
        ("is it minimally invasive", "kyphoplasty_vertebroplasty", None),
    ],
)
def test_what_minimally_invasive_means_is_said_where_it_is_told_how_a_treatment_is_done(
    text: str, spoken_of: str | None, treatment: str | None
) -> None:
    """That answer has the sentence that explains it."""
    found = of_small_cuts(question(text, "ask_what"), spoken_of)
    assert (found and found.treatments) == ((treatment,) if treatment else None)
