"""The words of the appointment form: knowledge/appointment_form.yml, read and checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from assistant.language.folding import fold
from knowledge.places import check_names, check_places, fills
from knowledge.reader import FOLDER, read_file
from knowledge.records import Record, Review, Text

FILE = "appointment_form.yml"
_FIELDS = tuple(
    f"appointment_{name}"
    for name in (
        *("for", "relation", "name", "phone", "known_patient"),
        *("topic", "times", "language", "access", "voicemail"),
    )
)
"""The fields that are read back and can be changed."""
_VALUES = {"yes": (), "no": (), "unread": (), "relation": ("relation",)}
"""The values that are always asked for, and what is filled in; others may stand beside them."""
_MEANINGS = (
    "yes", "no", "skip", "nothing", "cancel", "leave", "stay", "back", "start_over", "go_on", "around",
    "around_wish", "change", "keep", "send", "assent", "around_assent", "change_all", "all_of_it",
    "unclear", "before_answer", "perhaps", "danger", "harmless",
    "doubt", "refused", "withheld", "why", "remark", "allowed", "self", "someone_else", "asap", "any", "this_number",
    "topic_not_sure", "topic_other", "heard", "asked_of_request",
)  # fmt: skip
"""The meanings that the readers ask for by name; others may stand beside them."""
_END = re.compile(r"[\s.!,;:)]+$")
_PARTS = re.compile(r"[,.;:!?]+")
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


class NameWords(Record):
    """Words around a name, words that no name holds, and those that stay none when they are typed again.

    `given` are first names that are also words for a treatment.
    """

    before: tuple[Text, ...]
    after: tuple[Text, ...]
    ends: tuple[Text, ...]
    none: tuple[Text, ...]
    given: tuple[Text, ...]
    never: tuple[Text, ...]


class FormWords(Record):
    """The file appointment_form.yml."""

    review: Review
    fields: dict[str, FieldName]
    values: dict[str, str]
    call_by: Annotated[Text, fills("when")]
    calendar_title: Text
    not_taken: Annotated[Text, fills("appointment_phone")]
    words: dict[str, tuple[str, ...]]
    relations: dict[str, tuple[str, ...]]
    languages: dict[str, tuple[str, ...]]
    name_openings: tuple[str, ...]
    names: NameWords

    @model_validator(mode="after")
    def _only_what_is_read(self) -> Self:
        check_names("fields", self.fields, _FIELDS)
        check_names("values", self.values, _VALUES, others=True)
        check_names("words", self.words, _MEANINGS, others=True)
        for name, value in self.values.items():
            check_places(("values", name), value, _VALUES.get(name, ()))
        return self

    def says(self, meaning: str, text: str) -> bool:
        """Say whether `text` is one of the phrases of `meaning` and nothing more."""
        return bare(text) in _phrases(self.words[meaning])

    def says_only(self, meanings: Iterable[str], text: str, around: Iterable[str] = ("around",)) -> bool:
        """Say whether `text` holds phrases of `meanings`, and beside them nothing but phrases of `around`."""
        wanted = self._phrases_of(meanings)
        known = wanted | self._phrases_of(around)
        parts = [found for part in _PARTS.split(text) if (found := bare(part))]
        cut = [_cut(part, known) for part in parts]
        return all(cut) and any(phrase in wanted for phrases in cut for phrase in phrases)

    def without_opening(self, meaning: str, text: str) -> str:
        """Return `text`, bare, without the phrases of `meaning` that it begins with; one that stands alone is kept."""
        phrases = _phrases(self.words[meaning])
        rest = bare(text)
        while (first := _longest_at_start(rest, phrases)) is not None and first != rest:
            rest = bare(rest.removeprefix(first).lstrip(" .!,;:"))
        return rest

    def _phrases_of(self, meanings: Iterable[str]) -> frozenset[str]:
        return frozenset(phrase for meaning in meanings for phrase in _phrases(self.words[meaning]))

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


def _cut(text: str, phrases: frozenset[str]) -> list[str]:
    """Return `text` cut into `phrases`, the longest first; empty where something else stands in it."""
    found: list[str] = []
    while text:
        phrase = _longest_at_start(text, phrases)
        if phrase is None:
            return []
        found.append(phrase)
        text = text[len(phrase) :].strip()
    return found


def _longest_at_start(text: str, phrases: frozenset[str]) -> str | None:
    """Return the longest of `phrases` with which `text` begins, or None."""
    words = text.split()
    starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((start for start in starts if start in phrases), None)


@lru_cache(maxsize=256)
def _phrases(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(bare(phrase) for phrase in phrases)


def words_of(groups: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the words of all groups, bare."""
    return frozenset().union(*map(_phrases, groups.values()))


def which(groups: dict[str, tuple[str, ...]], text: str) -> str | None:
    """Return the name of the group one of whose words stands in `text`; the longest word counts."""
    spaced = f" {re.sub(r'[^a-z ]', ' ', bare(text))} "
    found = {word: name for name, words in groups.items() for word in _phrases(words) if f" {word} " in spaced}
    return found[max(found, key=len)] if found else None


_LITTLE = re.compile(r"\b(?:bit|little|some|basic|broken|not much)(?: of)?$")


_PREFERRED_BEHIND = re.compile(
    r"^ (?:(?:is|would|will|be|much|a|lot|even|the|works|language) )*(?:better|best|preferred|preferable|rather"
    r"|easier|please)\b"
    r"|^ if (?:possible|you (?:have|can)|there)\b"
)
_PREFERRED_BEFORE = re.compile(
    r"\b(?:prefer(?:ably|red)?|rather|better|best|ideally)(?: (?:in|have|speak|is|it|be|with))* $"
)


def spoken(languages: dict[str, tuple[str, ...]], text: str) -> str | None:
    """Return the language to speak: the one that `text` names first and not as one of which they have a little."""
    said = f" {re.sub(r'[^a-z ]', ' ', bare(text))} "
    found = [
        (said.index(f" {word} "), -len(word), name)
        for name, words in languages.items()
        for word in _phrases(words)
        if f" {word} " in said
    ]
    fluent = [one for one in found if not _LITTLE.search(said[: one[0]])]
    wished = [one for one in fluent if _is_preferred(said, one[0], -one[1])]
    return min(wished or fluent or found)[2] if found else None


def _is_preferred(said: str, start: int, length: int) -> bool:
    """Say whether the language at a place is called the better one: "english is ok, but polish is better"."""
    behind = said[start + 1 + length :]
    return bool(_PREFERRED_BEHIND.match(behind) or _PREFERRED_BEFORE.search(said[: start + 1]))


def names_two(groups: dict[str, tuple[str, ...]], text: str) -> bool:
    """Say whether `text` names two groups side by side, such as two people: "my son and daughter", "my mom or my dad".

    Of "my wife's sister" only one is meant.
    """
    pairs = _side_by_side(tuple(groups.values())).finditer(bare(text))
    return any(which(groups, pair["one"]) != which(groups, pair["other"]) for pair in pairs)


@lru_cache(maxsize=16)
def _side_by_side(groups: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    word = "|".join(re.escape(phrase) for words in groups for phrase in sorted(_phrases(words)))
    between = r"(?:s? (?:and|or|plus|&)(?: the| a)?)?(?: (?:for|also|my|our|his|her|their))* "
    return re.compile(rf"\b(?P<one>{word}){between}(?P<other>{word})s?\b")


@lru_cache(maxsize=1)
def form_words(folder: Path = FOLDER) -> FormWords:
    """Return the words of the form, read once.

    Raises:
        KnowledgeError: the file is missing, is not YAML, or breaks a rule.
    """
    return read_file(folder / FILE, FormWords)
