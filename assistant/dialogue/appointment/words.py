"""The words of the appointment form: knowledge/appointment_form.yml, read and checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from assistant.language.folding import fold
from knowledge.reader import FOLDER, read_file
from knowledge.records import Record, Review, Text

FILE = "appointment_form.yml"
_END = re.compile(r"[\s.!,;:)]+$")
_POLITE = frozenset(
    [
        "please",
        "thanks",
        "thank",
        "pls",
        "plz",
        "um",
        "uh",
        "oh",
        "well",
        "just",
        "so",
        "the",
        "a",
        "and",
        "then",
        "hi",
        "hello",
    ]
)


class FieldName(Record):
    """What a field is called: in the read-back, and by people who want to change it."""

    label: Text
    words: tuple[Text, ...] = Field(min_length=1)


class FormWords(Record):
    """The file appointment_form.yml."""

    review: Review
    fields: dict[str, FieldName]
    values: dict[str, str]
    call_by: Text
    calendar_title: Text
    words: dict[str, tuple[str, ...]]
    relations: dict[str, tuple[str, ...]]
    languages: dict[str, tuple[str, ...]]
    name_openings: tuple[str, ...]

    def says(self, meaning: str, text: str) -> bool:
        """Say whether `text` is one of the phrases of `meaning` and nothing more."""
        return bare(text) in _phrases(self.words[meaning])

    def mentions(self, meaning: str, text: str) -> bool:
        """Say whether one of the phrases of `meaning` stands anywhere in `text`."""
        spaced = f" {bare(text)} "
        return any(f" {phrase} " in spaced for phrase in _phrases(self.words[meaning]))

    def first_said(self, meanings: Iterable[str], text: str) -> str | None:
        """Return which of `meanings` the text begins with, or None: the longest phrase counts."""
        spaced = f"{bare(text)} "
        found = {
            phrase: meaning
            for meaning in meanings
            for phrase in _phrases(self.words[meaning])
            if spaced.startswith(f"{phrase} ")
        }
        return found[max(found, key=len)] if found else None

    def named_field(self, text: str) -> str | None:
        """Return the field that `text` names: the longest of its words counts."""
        spaced = f" {bare(text)} "
        found = {
            word: name for name, field in self.fields.items() for word in _phrases(field.words) if f" {word} " in spaced
        }
        return found[max(found, key=len)] if found else None


def bare(text: str) -> str:
    """Return `text` folded, without accents, end marks, commas and polite words at its ends."""
    plain = unicodedata.normalize("NFD", fold(text))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = _END.sub("", plain.replace(",", " ")).split()
    while len(words) > 1 and words[-1].strip(".!") in _POLITE:
        words.pop()
    while len(words) > 1 and words[0] in _POLITE:
        words.pop(0)
    return _END.sub("", " ".join(words))


@lru_cache(maxsize=256)
def _phrases(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(bare(phrase) for phrase in phrases)


def which(groups: dict[str, tuple[str, ...]], text: str) -> str | None:
    """Return the name of the group one of whose words stands in `text`; the longest word counts."""
    spaced = f" {re.sub(r'[^a-z ]', ' ', bare(text))} "
    found = {word: name for name, words in groups.items() for word in _phrases(words) if f" {word} " in spaced}
    return found[max(found, key=len)] if found else None


@lru_cache(maxsize=1)
def form_words(folder: Path = FOLDER) -> FormWords:
    """Return the words of the form, read once.

    Raises:
        KnowledgeError: the file is missing, is not YAML, or breaks a rule.
    """
    return read_file(folder / FILE, FormWords)
