"""Checks the wording of the knowledge: can a tired, frightened reader follow it, and does it keep to its facts.

Pure functions: they read the knowledge and `terms.yml`, and say what is wrong. `python -m knowledge check` prints it.
The reading grade is Flesch-Kincaid, worked out here, because the textstat library fetches a pronouncing dictionary from
the internet at its first use, which a hospital's machine may not do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from knowledge.answers import Answer, from_entry, from_gap
from knowledge.lookup import (
    find_combination,
    find_comparison,
    find_management,
    find_side_effect,
    find_supportive_care,
    find_treatments_causing,
)
from knowledge.reader import FOLDER, TREATMENTS, Knowledge, read_file
from knowledge.records import Channel, Record, Statement, Text

HIGHEST_GRADE = 6.0
LONGEST_SMS = 306
"""Two segments of GSM-7: 153 characters each, since seven bytes of a segment say how the two belong together."""
MOST_SENTENCES, MOST_BULLETS, MOST_SENTENCES_BESIDE_BULLETS = 3, 7, 2
MOST_WORDS = 25
CHANNELS: tuple[Channel, ...] = ("website", "sms")

_GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_7_OF_TWO = frozenset("\f^{}\\[~]|€")
_KEYWORDS = "stop|help|yes|end|cancel|quit|info|start"
_KEYWORD_TO_TEXT = re.compile(
    rf"\b(?i:text|reply|send|type|answer with|write)\W+(?i:{_KEYWORDS})\b|\b(?:{_KEYWORDS.upper()})\b"
)
_BELITTLING = re.compile(r"\b(just|simply|obviously)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_OWN_NAME_OF = {
    "SU": "surgery",
    "CH": "chemotherapy",
    "RA": "radiation",
    "IR": "interventional_radiology",
    "KV": "kyphoplasty_vertebroplasty",
    "TT": "targeted_therapy",
    "SC": "supportive_care",
}
"""The topic that a fact is about, by the letters of its id: its name may be said where the fact is."""


@dataclass(frozen=True)
class Problem:
    """Something in the wording that must be mended."""

    entry: str
    channel: str
    what: str

    def __str__(self) -> str:
        """Return one line for the editor."""
        return f"{self.entry} ({self.channel}): {self.what}"


Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, to_lower=True)]


class Name(Record):
    """A name that can't be avoided."""

    name: Word
    counts_as: Word
    """The short word that stands for it when the reading grade is worked out."""
    plain: tuple[Text, ...] = ()
    """The words that explain it; a text that says the name says one of these too."""
    explained_in: tuple[Text, ...] = ()
    """The entries that explain it; none means every entry that says the name."""


class Terms(Record):
    """The file terms.yml: hard names and plain words."""

    names: tuple[Name, ...]
    plain_words: frozenset[Word]
    """Words that explain and state nothing: any statement may use them."""
    words_of_not_knowing: frozenset[Word]
    """Words that say what is not known; only gaps and frames use them beside the plain words."""
    restated: dict[Word, tuple[Word, ...]]
    """A word of the facts, and the plainer words that may stand for it."""
    syllables: dict[Word, Annotated[int, Field(ge=1)]]
    """Words whose syllables `syllables` would count wrong."""

    def __hash__(self) -> int:
        """Return one hash per reading, so that what is worked out from the terms can be remembered."""
        return id(self)


@lru_cache(maxsize=1)
def load_terms() -> Terms:
    """Return the terms of this folder, read once.

    Raises:
        KnowledgeError: the file is missing, is not YAML, or breaks a rule.
    """
    return read_terms(FOLDER)


def read_terms(folder: Path) -> Terms:
    """Read terms.yml of `folder`.

    Raises:
        KnowledgeError: the file is missing, is not YAML, or breaks a rule.
    """
    return read_file(folder / "terms.yml", Terms)


@dataclass(frozen=True)
class Shown:
    """A text as one patient reads it on one channel, with what it may speak of."""

    id: str
    channel: Channel
    title: str
    statements: tuple[Statement, ...]
    names: tuple[str, ...] = ()
    """The names that the text may say beside its facts: those of its topic, and those filled into a frame."""
    kind: Literal["entry", "more", "gap", "brief", "put together"] = "put together"

    @property
    def text(self) -> str:
        """The whole message."""
        running = " ".join(statement.text for statement in self.statements)
        return f"{self.title}: {running}" if self.title else running


def check_wording(knowledge: Knowledge, terms: Terms | None = None) -> list[Problem]:
    """Return all that is wrong with what patients read; `terms` are the project's own unless given."""
    terms = terms or load_terms()
    problems: dict[Problem, None] = {}
    for shown in all_texts(knowledge):
        for what in faults_of(shown, knowledge, terms):
            problems[Problem(shown.id, shown.channel, what)] = None
    frames = knowledge.frames
    for kind, labels in (("titles", frames.titles), ("buttons", frames.buttons), ("subjects", frames.subjects)):
        for identifier, label in labels.items():
            for what in (*_faults_of_words(label), *_faults_for_sms(label.replace("{", "").replace("}", ""))):
                problems[Problem(f"frames.{kind}.{identifier}", "both", what)] = None
    return list(problems)


def faults_of(shown: Shown, knowledge: Knowledge, terms: Terms) -> list[str]:
    """Return all that is wrong with one text."""
    return [*_faults_of_form(shown, terms), *_faults_of_content(shown, knowledge, terms)]


def grades(knowledge: Knowledge, terms: Terms | None = None) -> list[float]:
    """Return the reading grade of every entry and gap on each channel."""
    terms = terms or load_terms()
    return [grade(shown, terms) for shown in _own_texts(knowledge) if shown.kind in ("entry", "gap")]


def coverage(knowledge: Knowledge) -> dict[Channel, list[str]]:
    """Return, for each channel, the facts that no answer on it states (the rest of an SMS counts)."""
    found: dict[Channel, set[str]] = {"website": set(), "sms": set()}
    for entry in knowledge.entries:
        found["website"].update(fact for statement in entry.website for fact in statement.facts)
        found["sms"].update(fact for statement in (*entry.sms, *entry.sms_more) for fact in statement.facts)
    return {channel: [fact for fact in knowledge.facts if fact not in stated] for channel, stated in found.items()}


def summary(knowledge: Knowledge) -> str:
    """Return the line that says all is well: how many answers, their grades, the coverage of the facts."""
    figures, missing, all_facts = grades(knowledge), coverage(knowledge), len(knowledge.facts)
    answers = len(knowledge.entries) + sum(len(topic.gaps) for topic in knowledge.topics.values())
    covered = ", ".join(f"{all_facts - len(missing[channel])} of {all_facts} on {channel}" for channel in CHANNELS)
    grade_line = f"{answers} answers, grade: median {median(figures):.1f}, highest {max(figures):.1f}"
    return f"{grade_line}\nfacts stated: {covered}"


# What patients read


def all_texts(knowledge: Knowledge) -> Iterator[Shown]:
    """Yield every text: those of the files, and those that the lookups put together with names."""
    yield from _own_texts(knowledge)
    for name, topic in knowledge.topics.items():
        if topic.in_brief is not None:
            briefs = {"what": topic.in_brief.what, "side_effects": topic.in_brief.side_effects}
            for aspect, statement in briefs.items():
                for channel in CHANNELS if statement else ():
                    said = (statement,) if statement else ()
                    yield Shown(f"{name}.in_brief.{aspect}", channel, "", said, (topic.name,), "brief")
    yield from _put_together(knowledge)


def _own_texts(knowledge: Knowledge) -> Iterator[Shown]:
    """Yield the texts of all entries and gaps."""
    for name, topic in knowledge.topics.items():
        names = (topic.name, knowledge.source.publisher) if name == "source" else (topic.name,)
        for entry in topic.entries:
            answer = from_entry(entry, name)
            yield Shown(entry.id, "website", entry.title, answer.website, names, "entry")
            yield Shown(entry.id, "sms", entry.title, answer.sms, names, "entry")
            if answer.sms_more:
                yield Shown(entry.id, "sms", "", answer.sms_more, names, "more")
        for gap in topic.gaps:
            answer = from_gap(gap, name)
            yield Shown(gap.id, "website", gap.title, answer.website, names, "gap")
            yield Shown(gap.id, "sms", gap.title, answer.sms, names, "gap")


def _as_shown(answer: Answer, names: tuple[str, ...]) -> Iterator[Shown]:
    """Yield an answer that was put together, on each channel."""
    for channel in CHANNELS:
        statements = answer.sms if channel == "sms" else answer.website
        yield Shown(f"put together: {answer.title}", channel, answer.title, statements, names)


def _put_together(knowledge: Knowledge) -> Iterator[Shown]:
    """Yield what the lookups build from several entries, gaps and frames, for every pair of names."""
    all_names = tuple(knowledge.topics[name].name for name in TREATMENTS)
    seen: set[Answer] = set()
    for effect in (None, *knowledge.effects):
        names = (*all_names, *((knowledge.effects[effect].name,) if effect else ()))
        built = [find_side_effect(knowledge, treatment, effect) for treatment in TREATMENTS]
        built += [find_management(knowledge, treatment, effect) for treatment in (None, *TREATMENTS)]
        built += [find_treatments_causing(knowledge, effect)] if effect else []
        for answer in built:
            if len(answer.ids) > 1 and answer not in seen:
                seen.add(answer)
                yield from _as_shown(answer, names)
    for first in TREATMENTS:
        answers = [find_combination(knowledge, (first,)), find_supportive_care(knowledge, first)]
        others = [other for other in TREATMENTS if other != first]
        answers += [find_comparison(knowledge, (first, other), side) for other in others for side in (True, False)]
        for answer in answers:
            if len(answer.ids) > 1:
                yield from _as_shown(answer, all_names)


# Form: can it be read, can it be sent


def _faults_of_form(shown: Shown, terms: Terms) -> Iterator[str]:
    """Say what makes a text hard to read or to send."""
    yield from _faults_of_words(shown.text)
    found = grade(shown, terms)
    if found > HIGHEST_GRADE:
        yield f"the reading grade is {found:.1f}; at most {HIGHEST_GRADE:.1f}. Use shorter sentences and words"
    for sentence in _sentences_of(shown):
        count = len(_WORD.findall(sentence))
        if count > MOST_WORDS:
            yield f"a sentence has {count} words; at most {MOST_WORDS}: '{sentence}'"
    if shown.channel == "sms":
        yield from _faults_for_sms(shown.text)
    else:
        yield from _faults_for_website(shown.statements)


def _faults_of_words(text: str) -> Iterator[str]:
    """Say which words or signs are not for patients."""
    if found := _BELITTLING.search(text):
        yield f"it says '{found.group()}', which belittles what the patient goes through"
    if found := _KEYWORD_TO_TEXT.search(text):
        yield f"it says '{found.group()}', a word that phone carriers act on; use another"
    if not text.isascii() and any(unicodedata.category(s) in ("So", "Sk", "Co") or s in "\u200d\ufe0f" for s in text):
        yield "it has an emoji or a picture sign"


def _faults_for_sms(text: str) -> Iterator[str]:
    """Say what a text message can't carry."""
    foreign = sorted(set(text) - _GSM_7 - _GSM_7_OF_TWO)
    if foreign:
        yield f"not sendable as a plain text message: {' '.join(foreign)}"
    length = gsm_length(text)
    if length > LONGEST_SMS:
        yield f"{length} characters with the title; at most {LONGEST_SMS}"


def gsm_length(text: str) -> int:
    """Return how many GSM-7 characters a text takes; a few signs take two."""
    return sum(2 if sign in _GSM_7_OF_TWO else 1 for sign in text)


def _faults_for_website(statements: Iterable[Statement]) -> Iterator[str]:
    """Say where an answer is longer than a tired reader takes in."""
    statements = tuple(statements)
    bullets = sum(statement.bullet is not None for statement in statements)
    said = [statement.say for statement in statements if statement.say is not None]
    sentences = sum(len(sentences_in(text)) for text in said)
    if bullets > MOST_BULLETS:
        yield f"{bullets} lines in its list; at most {MOST_BULLETS}"
    most = MOST_SENTENCES_BESIDE_BULLETS if bullets else MOST_SENTENCES
    if sentences > most:
        yield f"{sentences} sentences{' beside its list' if bullets else ''}; at most {most}"


def grade(shown: Shown, terms: Terms) -> float:
    """Return the Flesch-Kincaid grade of a text: its title, its sentences, and each line of a list as a sentence."""
    sentences = [_with_short_names(sentence, terms) for sentence in _sentences_of(shown)]
    return flesch_kincaid(sentences, terms)


def flesch_kincaid(sentences: Sequence[str], terms: Terms) -> float:
    """Return the Flesch-Kincaid grade of sentences."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0.0
    count = sum(syllables(word, terms) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * count / len(words) - 15.59


@lru_cache(maxsize=8192)
def syllables(word: str, terms: Terms) -> int:
    """Return how many syllables a word has: groups of vowels, less a silent ending; terms.yml lists the exceptions."""
    word = word.lower()
    if word in terms.syllables:
        return terms.syllables[word]
    if word.isdigit():
        return max(1, len(word))
    count = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouytd]ed$|[^aeiou]e$|[^aeiouycsxzgh]es$", word) and not re.search(r"[^aeiouy]le$", word):
        count -= 1
    return max(1, count)


def _sentences_of(shown: Shown) -> list[str]:
    """Return the sentences of a text; its title and each line of a list are sentences too."""
    texts = [shown.title] if shown.title else []
    texts += [statement.text for statement in shown.statements]
    return [sentence for text in texts for sentence in sentences_in(text)]


def sentences_in(text: str) -> list[str]:
    """Return the sentences of running text."""
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]


@lru_cache(maxsize=4096)
def _with_short_names(sentence: str, terms: Terms) -> str:
    """Return a sentence with each name that can't be avoided replaced by its short word."""
    for name in sorted(terms.names, key=lambda name: -len(name.name)):
        sentence = re.sub(rf"\b{re.escape(name.name)}\b", name.counts_as, sentence, flags=re.IGNORECASE)
    return sentence


# Content: does it say what its facts say, and nothing else


def _faults_of_content(shown: Shown, knowledge: Knowledge, terms: Terms) -> Iterator[str]:
    """Say what a text states beyond its facts, and which names it leaves unexplained."""
    for statement in shown.statements:
        may_say_unknown = shown.kind in ("gap", "put together")
        if found := unsupported_words(statement, knowledge, terms, shown.names, may_say_unknown):
            yield (
                f"says {', '.join(repr(word) for word in found)}, which stands neither in its facts "
                f"({', '.join(statement.facts) or 'none'}) nor among the plain words of terms.yml"
            )
    if shown.kind == "entry":
        text = " ".join(statement.text for statement in shown.statements).lower()
        for name in terms.names:
            wanted = name.plain and (not name.explained_in or shown.id in name.explained_in)
            said = wanted and re.search(rf"\b{re.escape(name.name)}\b", text)
            if said and not any(plain.lower() in text for plain in name.plain):
                yield f"says '{name.name}' without explaining it ({' / '.join(name.plain)})"


def unsupported_words(
    statement: Statement,
    knowledge: Knowledge,
    terms: Terms,
    names: Iterable[str] = (),
    may_say_unknown: bool = False,
) -> list[str]:
    """Return the words and numbers of a statement that neither its facts, `names` nor the plain words of `terms` have.

    Where `may_say_unknown`, the statement may also use the words that say what is not known.
    """
    known_facts = [fact for fact in statement.facts if fact in knowledge.facts]
    wording = [knowledge.facts[fact].states for fact in known_facts]
    about = {_OWN_NAME_OF.get(fact.rstrip("0123456789"), "") for fact in known_facts} & set(knowledge.topics)
    spoken = " ".join([*wording, *names, *(knowledge.topics[topic].name for topic in sorted(about))]).lower()
    allowed = _stems(spoken) | _stems(" ".join(sorted(terms.plain_words)))
    if may_say_unknown:
        allowed |= _stems(" ".join(sorted(terms.words_of_not_knowing)))
    for word, plainer in terms.restated.items():
        if stem(word) in _stems(spoken):
            allowed |= _stems(" ".join(plainer))
    for name in terms.names:
        if _stems(name.name) <= _stems(spoken):
            allowed |= _stems(" ".join((name.name, *name.plain)))
    return [word for word in _WORD.findall(statement.text) if stem(word) not in allowed]


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a word without its ending, so that "bruise", "bruises" and "bruising" are one."""
    word = word.lower().removesuffix("'s")
    if word.isdigit():
        return word
    for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "eed")):
            word = word.removesuffix(ending) + instead
            break
    word = word.removesuffix("e")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
