"""What a message asks: courtesies are set aside, and another person is read as the writer."""

from __future__ import annotations

import time

import pytest

from assistant.language.asking import asks_nothing
from assistant.language.reading import shared_reader


def asked(text: str) -> str:
    """Return what the classifier sees of a message."""
    return shared_reader().read(text).asked


@pytest.mark.parametrize(
    "text",
    [
        "Excuse me, could you please tell me, what is surgery",
        "hi, sorry to bother you, I was wondering what is surgery",
        "Good morning! I would like to know what is surgery",
        "what is surgery, thanks in advance",
        "what is surgery please",
        "um so basically what is surgery lol",
        "My mother wants to know: what is surgery",
        "asking for my dad - what is surgery",
        "i have no weakness and no numbness, i only want to know what is surgery",
    ],
)
def test_courtesies_are_set_aside(text: str) -> None:
    """Greetings, indirect questions, thanks, fillers and for whom one asks leave what is asked."""
    assert asked(text).strip(" ,") == "what is surgery"


@pytest.mark.parametrize(
    "text",
    [
        "thank you",
        "ok thank you so much",
        "hello",
        "can you tell me",
        "please",
        "can you help me with nausea",
        "tell me about surgery",
        "yes please",
        "i am his wife",
        "this is for my husband",
    ],
)
def test_what_is_only_courtesy_or_part_of_the_question_stays(text: str) -> None:
    """Nothing meaningful is lost: smalltalk stays smalltalk, a fragment a fragment, help with nausea a question."""
    assert set(asked(text).split()) >= {"thank", "you"} & set(text.split())
    assert asked(text)
    assert "nausea" not in text or "nausea" in asked(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I was wondering if I should see a doctor about my numb leg", "if i should see a doctor about my numb leg"),
        ("hello thank you", "thank you"),
        ("no thank you", "no"),
    ],
)
def test_what_is_kept(text: str, kept: str) -> None:
    """Only what asks nothing goes."""
    assert asked(text) == kept


@pytest.mark.parametrize(
    ("text", "as_the_writer"),
    [
        ("does my mom lose her hair", "do i lose my hair"),
        ("will it make her sick", "will it make me sick"),
        ("is he going to lose his hair", "am i going to lose my hair"),
        ("she's scared", "i 'm scared"),
        ("will dad lose his hair", "will i lose my hair"),
        ("does the patient get sick", "do i get sick"),
        ("is mum's chemo long", "is my chemotherapy long"),
        ("can i hug my wife", "can i hug my wife"),
        ("can i hug mum", "can i hug mum"),
        ("what do they do about it", "what do they do about it"),
    ],
)
def test_another_person_is_read_as_the_writer(text: str, as_the_writer: str) -> None:
    """A carer asks what a patient asks; who is spoken of beside the writer stays who they are."""
    assert asked(text) == as_the_writer


def test_the_gate_reads_what_was_typed() -> None:
    """`plain`, of which the urgent-help gate makes its second look, keeps all words."""
    plain = shared_reader().read("Excuse me, can my mom still walk please").plain
    assert plain == "excuse me , can my mom still walk please"


@pytest.mark.parametrize(
    ("text", "spelt_out"),
    [
        ("wut is surgery 4", "what is surgery for"),
        ("is surgery risky 4 me", "is surgery risky for me"),
        ("what happens at stage 4", "what happens at stage 4"),
        ("do i need 2 scans", "do i need 2 scans"),
        ("what are the 4 treatments", "what are the 4 treatments"),
        ("wuts surgery 4, is it long", "what 's surgery for , is it long"),
        ("can surgery b done", "can surgery be done"),
        ("hepatitis b", "hepatitis b"),
        ("i dont no", "i do n't know"),
        ("no", "no"),
        ("chemotherapy an surgery", "chemotherapy and surgery"),
        ("i had an mri", "i had an mri"),
        ("surgery & chemotherapy", "surgery and chemotherapy"),
        ("w/o surgery wat happens", "without surgery what happens"),
        ("wat dose it do", "what does it do"),
        ("what dos surgery do", "what does surgery do"),
        ("wat dose of chemotherapy", "what dose of chemotherapy"),
        ("how big is d cut", "how big is the cut"),
        ("vitamin d for bones", "vitamin d for bones"),
        ("s surgery long", "is surgery long"),
        ("ow long is it", "how long is it"),
        ("how much o my back", "how much of my back"),
        ("is my spine tmr back", "is my spine tumor back"),
        ("can i come tmr morning", "can i come tomorrow morning"),
    ],
)
def test_what_is_typed_for_another_word(text: str, spelt_out: str) -> None:
    """A figure, a letter or a sign that stands for a word is read as this word; one that stands for itself stays."""
    assert asked(text) == spelt_out


@pytest.mark.parametrize(
    ("typed", "with_apostrophe"),
    [
        ("i cant eat", "i can't eat"),
        ("im on chemo", "i'm on chemo"),
        ("hes tired", "he's tired"),
        ("whats it", "what's it"),
    ],
)
def test_a_missing_apostrophe_changes_nothing(typed: str, with_apostrophe: str) -> None:
    """Who types on a phone leaves apostrophes out: the same words are read."""
    assert shared_reader().read(typed).plain == shared_reader().read(with_apostrophe).plain


@pytest.mark.parametrize(
    ("text", "story_stays"),
    [
        ("they said radiation and i am so tired, i wanted to ask what the side effects are", False),
        ("the nurse said the antibody drug cuts off the blood supply. can you explain how that works", True),
        ("is the recovery from surgery long? i need to know how much i will be out of action", True),
    ],
)
def test_a_story_stays_where_the_question_refers_to_it(text: str, story_stays: bool) -> None:
    """What was told before "I wanted to ask" goes only where the question can be understood without it."""
    assert (len(asked(text).split()) > 8) is story_stays


@pytest.mark.parametrize("unit", ["? . ! ", "please , ", "thanks ", "i just want to know ", "my mother wants to know "])
def test_no_message_takes_long_to_read(unit: str) -> None:
    """Whatever is typed over and over costs no more than some times what as many plain words cost."""
    reader = shared_reader()
    seconds = []
    for text in ("word " * 200, (unit * 200)[:1000]):
        began = time.process_time()
        reader._read(text.strip())
        seconds.append(time.process_time() - began)
    assert seconds[1] < 60 * max(seconds[0], 0.005)


@pytest.mark.parametrize(("text", "nothing"), [("could you please tell me", True), ("what is surgery", False)])
def test_a_courtesy_is_no_question_of_its_own(text: str, nothing: bool) -> None:
    """It is not answered beside the question that follows it."""
    assert asks_nothing(text) is nothing
