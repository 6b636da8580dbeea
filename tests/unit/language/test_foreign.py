"""Which texts are taken for another language: they get the 911 line in Spanish too, and are read as they were typed."""

from __future__ import annotations

import json

import pytest

from assistant.language.folding import fold
from assistant.language.foreign import is_mostly_foreign
from assistant.settings import ROOT


def _share(file: str) -> float:
    lines = (ROOT / "tests" / file).read_text(encoding="utf-8").splitlines()
    return sum(is_mostly_foreign(fold(json.loads(line)["text"])) for line in lines) / len(lines)


@pytest.mark.parametrize(
    ("file", "most"),
    [("questions/tune.jsonl", 0.01), ("safety/calm_tune.jsonl", 0.01), ("safety/urgent_tune.jsonl", 0.045)],
)
def test_english_is_hardly_ever_taken_for_another_language(file: str, most: float) -> None:
    """Texting words, names of treatments and typing mistakes make no other language."""
    assert _share(file) <= most


@pytest.mark.parametrize("file", ["safety/calm_spanish.jsonl", "safety/urgent_spanish.jsonl"])
def test_spanish_is_seen(file: str) -> None:
    """Of messages in Spanish, nearly all are taken for another language."""
    assert _share(file) >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "fasting b4 kyphoplasty hw many hours",
        "wut abt da syd efects",
        "im scaerd",
        "ok bye",
        "lol ok. hair?",
        "omg ok surgery tbh",
        "i wuld lyk 2 shedule an apointment",
        "sde efects of chmo",
        "skin iritation 4rm radeation tretment on back",
    ],
)
def test_texting_is_english(text: str) -> None:
    """What is typed on a phone is read as English, and so repaired before it is judged."""
    assert not is_mostly_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "kemo therpy side afects",
        "i have a chordoma in the sacrum",
        "is metastatic curable",
        "ok reschedule it then",
        "mary-jo o'connell nguyen",
    ],
)
def test_mistakes_rare_words_and_names_are_english(text: str) -> None:
    """Nobody who writes English is told that only English is read."""
    assert not is_mostly_foreign(text)


@pytest.mark.parametrize("text", ["no puedo mover las piernas", "wie lange dauert die bestrahlung", "jai mal au dos"])
def test_other_languages_are_seen(text: str) -> None:
    """A plain sentence in another language is one."""
    assert is_mostly_foreign(text)
