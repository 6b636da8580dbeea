"""Nothing stands twice that can count only once: words that name a thing, and answers to one question."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from knowledge.reader import FOLDER, KnowledgeError, read_knowledge
from knowledge.repeated import TWO_MEANINGS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge files."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def add_word(path: Path, word: str, under: str, after: str = "") -> int:
    """Put a word at the beginning of the first list `under`, below the line `after`, and return its line."""
    text = path.read_text(encoding="utf-8")
    start = text.index(after)
    found = re.compile(rf"^ *{under}:\s*\[", re.MULTILINE).search(text, start)
    assert found
    path.write_text(f"{text[: found.end()]}{word}, {text[found.end() :]}", encoding="utf-8")
    return text.count("\n", 0, found.end()) + 1


@pytest.mark.parametrize(
    ("word", "file", "under", "after", "other"),
    [
        ("radiation", "chemotherapy.yml", "words", "", "radiation.yml"),
        ("Radiation", "chemotherapy.yml", "words", "", "radiation.yml"),
        ("chemo", "side_effects.yml", "words", "id: nausea", "chemotherapy.yml"),
        ("surgery", "not_covered.yml", "words", "", "surgery.yml"),
        ("dietitian", "surgery.yml", "words", "", "supportive_care.yml"),
        ("steroids", "surgery.yml", "words", "", "chemotherapy.yml"),
        ("chemo", "side_effects.yml", "cues", "id: nausea", "chemotherapy.yml"),
    ],
)
def test_a_word_names_one_thing(folder: Path, *, word: str, file: str, under: str, after: str, other: str) -> None:
    """A word that two lists claim is refused, and both places are named with their lines."""
    line = add_word(folder / file, word, under, after)
    with pytest.raises(KnowledgeError) as refused:
        read_knowledge(folder)
    said = str(refused.value)
    assert f"'{word.lower()}'" in said
    assert "a word can name one thing only" in said
    assert f"knowledge/{file}:{line}" in said
    assert re.search(rf"knowledge/{other}:[1-9]\d*", said)


def test_a_word_stands_once_in_its_list(folder: Path) -> None:
    """An editor finds each word once."""
    add_word(folder / "surgery.yml", "surgery", "words")
    with pytest.raises(KnowledgeError, match=r"^knowledge/surgery\.yml:\d+: words\.\d+: 'surgery' stands twice"):
        read_knowledge(folder)


def test_only_the_flu_has_two_meanings() -> None:
    """The one word that may stand twice is a disease, which counts, and a cue of infection; others are refused."""
    assert frozenset(["flu"]) == TWO_MEANINGS


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("surgery.yml", "aspect: recovery", "aspect: goal", "'surgery.recovery' and 'surgery.goal' answer the same"),
        ("chemotherapy.yml", "effects: [hair_loss]", "effects: [infection]", "answer the same question"),
        (
            "surgery.yml",
            "aspect: side_effect_management\n    title",
            "aspect: side_effects\n    title",
            "answer the same",
        ),
    ],
)
def test_no_answer_hides_another(folder: Path, file: str, old: str, new: str, says: str) -> None:
    """Of two answers to one question of a topic only the first would ever be read: the second is refused."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=says) as refused:
        read_knowledge(folder)
    assert re.match(rf"knowledge/{file}:\d+: .*\(knowledge/{file}:\d+\)$", str(refused.value))
