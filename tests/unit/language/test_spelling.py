"""Misspelt words are repaired, and right words are left alone."""

from __future__ import annotations

import pytest

from assistant.language.reading import shared_reader
from assistant.language.spelling import Speller
from knowledge.vocabulary import Kind, load_phrases


@pytest.fixture(scope="module")
def speller() -> Speller:
    """The speller with the words of the real knowledge."""
    return Speller(frozenset(word for phrase in load_phrases() for word in phrase.text.split()))


MISSPELT = [
    ("tretment", "treatment"),
    ("treatmnt", "treatment"),
    ("treatmeants", "treatments"),
    ("therepy", "therapy"),
    ("chemotherpy", "chemotherapy"),
    ("radiaton", "radiation"),
    ("surgey", "surgery"),
    ("vertebroplsty", "vertebroplasty"),
    ("fatgue", "fatigue"),
    ("apointment", "appointment"),
    ("appoinment", "appointment"),
    ("docter", "doctor"),
    ("recovry", "recovery"),
    ("recoverey", "recovery"),
    ("steriods", "steroids"),
    ("numbnes", "numbness"),
    ("tumer", "tumor"),
    ("tumur", "tumor"),
    ("medcine", "medicine"),
    ("biospy", "biopsy"),
    ("questons", "questions"),
    ("supportve", "supportive"),
    ("becuase", "because"),
    ("throught", "through"),
    ("imediately", "immediately"),
    ("definately", "definitely"),
    ("expct", "expect"),
    ("hapens", "happens"),
    ("questoin", "question"),
    ("wanna", "want to"),
    ("gonna", "going to"),
    ("dont", "don't"),
    ("plz", "please"),
    ("cuz", "because"),
    ("thrpy", "therapy"),
    ("hsptl", "hospital"),
    ("spn", "spine"),
    ("hvng", "having"),
    ("nutrtn", "nutrition"),
    ("medctn", "medication"),
    ("fingrs", "fingers"),
]
NAMED = [
    ("kemo", Kind.TREATMENT, "chemotherapy"),
    ("chemotharapy", Kind.TREATMENT, "chemotherapy"),
    ("kemotherapy", Kind.TREATMENT, "chemotherapy"),
    ("radation", Kind.TREATMENT, "radiation"),
    ("raditation", Kind.TREATMENT, "radiation"),
    ("surgury", Kind.TREATMENT, "surgery"),
    ("sergery", Kind.TREATMENT, "surgery"),
    ("targetted therapy", Kind.TREATMENT, "targeted_therapy"),
    ("kyphoplasy", Kind.TREATMENT, "kyphoplasty_vertebroplasty"),
    ("kifoplasty", Kind.TREATMENT, "kyphoplasty_vertebroplasty"),
    ("nausia", Kind.EFFECT, "nausea"),
    ("nauseus", Kind.EFFECT, "nausea"),
    ("diarreah", Kind.EFFECT, "diarrhea"),
    ("diahrea", Kind.EFFECT, "diarrhea"),
    ("vomitting", Kind.EFFECT, "vomiting"),
    ("fatige", Kind.EFFECT, "fatigue"),
    ("infecton", Kind.EFFECT, "infection"),
    ("brusing", Kind.EFFECT, "bruising"),
    ("bleding", Kind.EFFECT, "bleeding"),
    ("constapation", Kind.EFFECT, "constipation"),
    ("nutrishun", Kind.SERVICE, "nutrition_therapy"),
    ("rehabilitaion", Kind.SERVICE, "oncology_rehabilitation"),
]
RIGHT = [
    "chemo",
    "chemotherapy",
    "radiation",
    "surgery",
    "kyphoplasty",
    "nausea",
    "diarrhea",
    "fatigue",
    "spine",
    "spinal",
    "tumor",
    "tumour",
    "cancer",
    "grandma",
    "metastatic",
    "biopsy",
    "steroids",
    "immunotherapy",
    "proton",
    "morphine",
    "husband",
    "wheelchair",
    "hospital",
    "monday",
    "english",
    "spanish",
    "insurance",
    "physiotherapy",
    "vertebrae",
    "tylenol",
    "cyberknife",
    "keytruda",
    "oncologist",
    "catheter",
    "mother",
    "scared",
    "afternoon",
    "it's",
    "csf",
    "dvt",
    "mri",
    "nhs",
    "myth",
]


@pytest.mark.parametrize(("typed", "right"), MISSPELT)
def test_a_misspelt_word_is_repaired(typed: str, right: str, speller: Speller) -> None:
    """Everyday mistakes and texting words are read as what was meant."""
    assert speller.correct(typed) == right


@pytest.mark.parametrize(("typed", "kind", "identifier"), NAMED)
def test_a_misspelt_name_names_the_thing(typed: str, kind: Kind, identifier: str) -> None:
    """However a treatment or side effect is misspelt, it is the thing that is named."""
    assert shared_reader().read(f"tell me about {typed} please").ids(kind) == (identifier,)


@pytest.mark.parametrize("word", RIGHT)
def test_a_right_word_is_left_alone(word: str, speller: Speller) -> None:
    """A word that exists, or that the knowledge knows, never changes."""
    assert speller.correct(word) == word


@pytest.mark.parametrize("word", ["", "x", "qqq", "123", "t9x", "10mg", "что", "😀", "---", "zzzzzzzzzzzz", "é" * 9])
def test_what_is_no_word_is_left_alone(word: str, speller: Speller) -> None:
    """Numbers, other scripts, signs and letters far from any word stay as they are."""
    assert speller.correct(word) == word


def test_the_words_of_the_knowledge_are_never_changed(speller: Speller) -> None:
    """Each word that an editor writes beside an entry is right as it is (texting words stand for others by purpose)."""
    words = {word for phrase in load_phrases() for word in phrase.text.split()}
    changed = {word for word in words if speller.correct(word) != word and word not in speller._texting}
    assert not changed
