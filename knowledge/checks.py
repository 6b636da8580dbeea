"""Checks the wording of the knowledge: can a tired, frightened reader follow it, and does it keep to its facts.

Pure functions: they read the knowledge and `terms.yml`, and say what is wrong. `python -m knowledge check` prints it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

import smsutil

from knowledge.places import wrong_place
from knowledge.reader import FRAMES, Knowledge
from knowledge.reading_grade import WORD, flesch_kincaid, grade, sentences_in, sentences_of
from knowledge.records import Channel, Statement
from knowledge.sms_length import LONGEST_SMS, gsm_length
from knowledge.support import unsupported_words
from knowledge.terms import Terms, load_terms
from knowledge.texts import CHANNELS, Shown, all_texts, own_texts
from knowledge.whereabouts import Place, places_of

HIGHEST_GRADE = 6.0
HIGHEST_GRADE_IN_DANGER = 4.0
MOST_SENTENCES, MOST_BULLETS, MOST_SENTENCES_BESIDE_BULLETS = 3, 7, 2
MOSTWORDS = 25

_KEYWORDS = "stop|help|yes|end|cancel|quit|info|start"
_KEYWORD_TO_TEXT = re.compile(
    rf"\b(?i:text|reply|send|type|answer with|write)\W+(?i:{_KEYWORDS})\b|\b(?:{_KEYWORDS.upper()})\b"
)
_NUMBER = re.compile(r"\{phone\}|[-0-9]{4,}")
_BELITTLING = re.compile(r"\b(just|simply|obviously)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Problem:
    """Something in the wording that must be mended."""

    entry: str
    channel: str
    what: str
    places: tuple[Place, ...] = ()
    """The files that hold the words, and where in them."""

    def __str__(self) -> str:
        """Return one line for the editor."""
        return f"{self.entry} ({self.channel}): {self.what}"


def check_wording(knowledge: Knowledge, terms: Terms | None = None) -> list[Problem]:
    """Return all that is wrong with what patients read; `terms` are the project's own unless given."""
    terms = terms or load_terms()
    problems: dict[Problem, None] = {}
    for shown in all_texts(knowledge):
        for what in faults_of(shown, knowledge, terms):
            problems[Problem(shown.id, shown.channel, what, places_of(shown, knowledge))] = None
    frames = knowledge.frames
    for kind, labels in (("titles", frames.titles), ("buttons", frames.buttons), ("subjects", frames.subjects)):
        for identifier, label in labels.items():
            for what in (*faults_of_words(label), *faults_for_sms(label.replace("{", "").replace("}", ""))):
                place: Place = (FRAMES, (kind, identifier))
                problems[Problem(f"frames.{kind}.{identifier}", "both", what, (place,))] = None
    return list(problems)


def faults_of(shown: Shown, knowledge: Knowledge, terms: Terms) -> list[str]:
    """Return all that is wrong with one text."""
    return [*_faults_of_form(shown, terms), *_faults_of_content(shown, knowledge, terms)]


def grades(knowledge: Knowledge, terms: Terms | None = None) -> list[float]:
    """Return the reading grade of every entry and gap on each channel."""
    terms = terms or load_terms()
    return [grade(shown, terms) for shown in own_texts(knowledge) if shown.kind in ("entry", "gap")]


def coverage(knowledge: Knowledge) -> dict[Channel, list[str]]:
    """Return, for each channel, the facts that no answer on it states (the rest of an SMS counts)."""
    found: dict[Channel, set[str]] = {"website": set(), "sms": set()}
    for entry in knowledge.entries:
        found["website"].update(fact for statement in entry.website for fact in statement.facts)
        found["sms"].update(fact for statement in (*entry.sms, *entry.sms_more) for fact in statement.facts)
    return {channel: [fact for fact in knowledge.facts if fact not in stated] for channel, stated in found.items()}


def summary(knowledge: Knowledge, terms: Terms | None = None) -> str:
    """Return the line that says all is well: how many answers, their grades, the coverage of the facts."""
    figures, missing, all_facts = grades(knowledge, terms), coverage(knowledge), len(knowledge.facts)
    answers = len(knowledge.entries) + sum(len(topic.gaps) for topic in knowledge.topics.values())
    covered = ", ".join(f"{all_facts - len(missing[channel])} of {all_facts} on {channel}" for channel in CHANNELS)
    grade_line = f"{answers} answers, grade: median {median(figures):.1f}, highest {max(figures):.1f}"
    return f"{grade_line}\nfacts stated: {covered}"


def faults_of_urgent_help(text: str, highest_grade: float, terms: Terms) -> list[str]:
    """Return what makes a text of urgent help hard to follow; {phone} counts as a telephone number."""
    found = [*faults_of_words(text), *faults_for_sms(text.replace("{phone}", "1-212-555-0111"))]
    if "?" in text:
        found.append("it asks a question; say what to do")
    read = flesch_kincaid(sentences_in(_NUMBER.sub("us", text)), terms)  # a number is read digit by digit, as no word
    return [*found, *faults_of_grade(read, highest_grade)]


# Form: can it be read, can it be sent


def _faults_of_form(shown: Shown, terms: Terms) -> Iterator[str]:
    """Say what makes a text hard to read or to send."""
    yield from faults_of_words(shown.text)
    if problem := wrong_place(shown.text, ()):
        yield problem
    yield from faults_of_grade(grade(shown, terms), HIGHEST_GRADE)
    yield from faults_of_sentences(sentences_of(shown))
    if shown.channel == "sms":
        yield from faults_for_sms(shown.text)
    else:
        yield from _faults_for_website(shown.statements)


def faults_of_sentences(sentences: Iterable[str]) -> Iterator[str]:
    """Say which sentences are too long."""
    for sentence in sentences:
        count = len(WORD.findall(sentence))
        if count > MOSTWORDS:
            yield f"a sentence has {count} words; at most {MOSTWORDS}: '{sentence}'"


def faults_of_grade(found: float, highest: float) -> Iterator[str]:
    """Say where a text asks for more years of school than `highest`."""
    if found > highest:
        yield f"the reading grade is {found:.1f}; at most {highest:.1f}. Use shorter sentences and words"


def faults_of_words(text: str) -> Iterator[str]:
    """Say which words or signs are not for patients."""
    if found := _BELITTLING.search(text):
        yield f"it says '{found.group()}', which belittles what the patient goes through"
    if found := _KEYWORD_TO_TEXT.search(text):
        yield f"it says '{found.group()}', a word that phone carriers act on; use another"
    if not text.isascii() and any(unicodedata.category(s) in ("So", "Sk", "Co") or s in "\u200d\ufe0f" for s in text):
        yield "it has an emoji or a picture sign"


def faults_for_sms(text: str) -> Iterator[str]:
    """Say what a text message can't carry."""
    foreign = sorted(sign for sign in set(text) if not smsutil.is_valid_gsm(sign))
    if foreign:
        yield f"not sendable as a plain text message: {' '.join(foreign)}"
        text = "".join(sign for sign in text if sign not in foreign)
    length = gsm_length(text)
    if length > LONGEST_SMS:
        yield f"{length} characters with the title; at most {LONGEST_SMS}"


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
