"""What a message names, found by the words of the knowledge."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.folding import MAX_CHARACTERS
from assistant.language.reading import MessageReader, shared_reader
from knowledge.vocabulary import Kind, Phrase, load_phrases

T, E, S, F, N = Kind.TREATMENT, Kind.EFFECT, Kind.SERVICE, Kind.FOCUS, Kind.NOT_COVERED


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("what is chemo", [(T, "chemotherapy", "chemo")]),
        ("CHEMO!", [(T, "chemotherapy", "chemo")]),
        ("chemo's side effects", [(T, "chemotherapy", "chemo")]),
        ("che\u200bmo", [(T, "chemotherapy", "chemo")]),
        ("surgeries", [(T, "surgery", "surgeries")]),
        ("radiation treatments", [(T, "radiation", "radiation treatments")]),
        ("balloon kyphoplasty", [(T, "kyphoplasty_vertebroplasty", "balloon kyphoplasty")]),
        ("monoclonal antibody", [(T, "targeted_therapy", "monoclonal antibody")]),
        ("supportive care", [(T, "supportive_care", "supportive care")]),
        ("chemo\nradiation", [(T, "chemotherapy", "chemo"), (T, "radiation", "radiation")]),
        ("chemo-radiation", [(T, "chemotherapy", "chemo"), (T, "radiation", "radiation")]),
        ("will my hair fall out", [(E, "hair_loss", "hair fall out")]),
        ("my hair is starting to fall out", [(E, "hair_loss", "hair is starting to fall out")]),
        ("hair will be falling out", [(E, "hair_loss", "hair will be falling out")]),
        ("hair-loss", [(E, "hair_loss", "hair-loss")]),
        ("high-blood-pressure", [(E, "high_blood_pressure", "high-blood-pressure")]),
        ("throwing up all day", [(E, "vomiting", "throwing up")]),
        ("sick to my stomach", [(E, "nausea", "sick to my stomach")]),
        ("i can't poop", [(E, "constipation", "can't poop")]),
        ("low blood counts", [(E, "low_blood_counts", "low blood counts")]),
        ("nausea and vomiting", [(E, "nausea", "nausea"), (E, "vomiting", "vomiting")]),
        ("pain management", [(S, "pain_management", "pain management")]),
        ("mind body medicine", [(S, "mind_body_medicine", "mind body medicine")]),
        ("mind-body medicine", [(S, "mind_body_medicine", "mind-body medicine")]),
        ("blood thinners", [(F, "blood_thinners", "blood thinners")]),
        ("before chemo starts", [(F, "before", "before chemo starts")]),
        ("immunotherapy", [(N, "other_treatment", "immunotherapy")]),
        ("proton beam therapy", [(N, "other_treatment", "proton beam therapy")]),
        ("tylenol with chemo", [(N, "drug", "tylenol"), (T, "chemotherapy", "chemo")]),
        ("breast cancer", [(N, "other_cancer", "breast cancer")]),
        ("ear infection", [(N, "other_disease", "ear infection")]),
        ("good morning", []),
        ("", []),
        ("😀", []),
    ],
)
def test_mentions(text: str, named: list[tuple[Kind, str, str]]) -> None:
    """Names, synonyms, other forms of a word, and phrases with little words between; the longest where two overlap."""
    reading = shared_reader().read(text)
    assert [(m.kind, m.id, reading.folded[m.start : m.end]) for m in reading.mentions] == named


@pytest.mark.parametrize(
    ("text", "plain", "masked"),
    [
        ("what is kemo", "what is chemotherapy", "what is this treatment"),
        ("dose kemo give nausea", "dose chemotherapy give nausea", "dose this treatment give this symptom"),
        ("wanna know", "want to know", "want to know"),
        ("", "", ""),
    ],
)
def test_plain_and_masked(text: str, plain: str, masked: str) -> None:
    """The plain text has the usual names and right spelling; the masked one has each name alike."""
    reading = shared_reader().read(text)
    assert (reading.plain, reading.masked) == (plain, masked)


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("is dat frm kemo?", "is that from kemo?"),
        ("dont u kno, wat chemo duz", "don't you know, what chemo does"),
        ("chemo/rads n surgry", "chemo/radiation and surgery"),
        ("", ""),
    ],
)
def test_words_are_spelt_in_their_places(typed: str, spelt: str) -> None:
    """What looks at the wording of a message finds its words spelt right, with marks and spaces as typed."""
    assert shared_reader().read(typed).spelt == spelt


def test_what_is_named_is_found_in_the_words_spelt_right() -> None:
    """A name that begins at a place of the typed message begins at its own place in the corrected one."""
    reading = shared_reader().read("wud u giv me kemo")
    (chemo,) = reading.mentions
    assert reading.spelt[reading.place_spelt(chemo.start) : reading.place_spelt(chemo.end)] == "kemo"


def test_ids_are_each_once_in_the_order_of_the_text() -> None:
    """A treatment named twice counts once, where it was named first."""
    reading = shared_reader().read("radiation or chemo, and radiation again")
    assert reading.ids(T) == ("radiation", "chemotherapy")


def test_the_longest_phrase_wins() -> None:
    """Of overlapping phrases the longest is meant: "blood clots" is not blood."""
    phrases = (Phrase("blood", E, "short"), Phrase("blood clots", E, "long"), Phrase("clots in legs", E, "longest"))
    reader = MessageReader(phrases, {})
    assert reader.read("blood clots").ids(E) == ("long",)
    assert reader.read("blood clots in my legs").ids(E) == ("short", "longest")


def test_every_phrase_of_the_knowledge_is_found() -> None:
    """A phrase typed as it stands in the knowledge names its thing, or a longer one that holds it."""
    reader = shared_reader()
    lost = [phrase for phrase in load_phrases() if phrase.id not in reader.read(phrase.text).ids(phrase.kind)]
    assert len(lost) <= len(load_phrases()) // 100, lost


def test_a_long_message_is_read_up_to_the_limit() -> None:
    """Of 100 kB of words no more is read, and so no more is paid for, than the longest message that is taken."""
    reading = shared_reader().read("will chemo make my hair fall out " * 3000)
    assert reading.ids(T) == ("chemotherapy",)
    assert len(reading.folded) <= MAX_CHARACTERS


_known = st.sampled_from([phrase.text for phrase in load_phrases()])
_odd = st.sampled_from(
    [
        "what",
        "is",
        "the",
        "-",
        "'s",
        "n't",
        "can't",
        "cannot",
        "gonna",
        ":)",
        "...",
        "?",
        "!",
        "/",
        "(",
        ")",
        "a.m.",
        "u.s.",
        "e.g.",
        "10mg",
        "$5",
        "#",
        "@",
        "x@y.z",
        "c'mon",
    ]
)
_word = st.one_of(_known, _odd, st.text(max_size=10), st.text("abcdeorst'-.", max_size=8))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(_word, max_size=10).map(" ".join) | st.lists(_word, max_size=5).map("".join))
def test_anything_can_be_read(text: str) -> None:
    """No text makes the reader fail, and each mention is a piece of the folded text, in order and apart."""
    reading = shared_reader().read(text)
    end = 0
    for mention in reading.mentions:
        assert end <= mention.start < mention.end <= len(reading.folded)
        assert reading.folded[mention.start : mention.end].strip()
        end = mention.end
