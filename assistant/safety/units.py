"""The pieces of a message that are compared with the written examples, each with the calm reading that holds for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language import asking
from assistant.language.foreign import is_mostly_foreign
from assistant.language.reading import shared_reader
from assistant.privacy.redaction import PLACES, redacted
from assistant.safety import context, questions
from assistant.safety.clauses import CLAUSE_ENDS, JOINING, SENTENCE_ENDS, clauses, sentences
from assistant.safety.rules import load_rules
from assistant.safety.words import SafetySpeller, Word, spell_out, tokens_of

_SHORTEST = 4
"""A sentence of fewer letters ("ok", "hi", "yes") is not compared."""
_PLACES = re.compile(rf"\[({'|'.join(place[1:-1] for place in PLACES)})\]")
_DIGIT = r"(?:zero|one|two|three|four|five|six|seven|eight|nine|oh|double)"
_SPOKEN_NUMBER = re.compile(rf"\b{_DIGIT}(?:[ ,-]+{_DIGIT}){{4,}}\b")
"""Five digits or more in words: a phone number, and no number of pills."""
_PARTS = re.compile(r"(?<=[.?!])\s+")
_OTHER_NAMES = frozenset(["chemo", "operation", "radiotherapy", "vertebroplasty"])
"""Names that the shared reading replaces by the usual ones. They hide nothing; others might ("the knife")."""
LONGEST_PASSAGE = 80
"""Words of a passage. The encoder reads 128 word pieces; what is longer is cut at the end of a sentence."""


@dataclass(frozen=True)
class Unit:
    """A sentence or a clause, in the form that `Reading.plain` has."""

    text: str
    calm: str | None
    """Why nothing in it counts as a present danger ("past", "question", ...), or None."""


@lru_cache(maxsize=256)
def units(folded: str) -> tuple[Unit, ...]:
    """Return the sentences and clauses of a message, each once.

    They are cut from the shared reading, so that the vector of a message of one clause is the one that understanding
    uses too, and from the safety reading where that repairs a word in another way.
    """
    plain = _as_read(folded).split()
    found: dict[str, Unit] = {}
    for tokens in (plain, plain if any(_foreign_parts(folded)) else tokens_of(folded, speller())):
        if tokens is not plain and _same(tokens, plain):
            continue
        for sentence in sentences(tokens, str):
            for unit in _units_of(sentence):
                found.setdefault(unit.text, unit)
    return tuple(found.values())


@lru_cache(maxsize=256)
def passages(folded: str) -> tuple[str, ...]:
    """Return a message whole, as the second look reads it; a long one in parts of whole sentences.

    What is mostly no English is read as it was typed: to repair its words would make others of them. A question mark is
    often left out, so it is not read either: most messages are then, word for word, what understanding reads.
    """
    words = asking.without_marks(_as_read(folded)).split()
    if len(words) <= LONGEST_PASSAGE:
        return (" ".join(words),)
    parts: list[list[str]] = [[]]
    for word in words:
        full = len(parts[-1]) >= LONGEST_PASSAGE
        if full or (len(parts[-1]) >= LONGEST_PASSAGE // 2 and parts[-1][-1] in SENTENCE_ENDS):
            parts.append([])
        parts[-1].append(word)
    return tuple(" ".join(part) for part in parts)


@lru_cache(maxsize=256)
def without_courtesies(folded: str) -> str:
    """Return a message, as the second look reads it, without greetings, thanks and who asks for whom.

    All that is told stays, and whom it is told of: to say "my father" as "I" lets emergencies pass.
    """
    return asking.without_marks(asking.without_courtesies(_as_read(folded)))


def is_only_courtesies(folded: str) -> bool:
    """Say whether a message is nothing but a greeting and who asks for whom; a goodbye may be more than that."""
    read = _as_read(folded)
    return "bye" not in read and asking.asks_nothing(read)


@lru_cache(maxsize=256)
def whole_sentences(folded: str) -> tuple[str, ...]:
    """Return the sentences of a message as the second look reads them, also those that a calm reading holds for."""
    return tuple(dict.fromkeys(" ".join(sentence) for sentence in sentences(_as_read(folded).split(), str)))


def without_a_sentence(folded: str) -> tuple[str, ...]:
    """Return a message without its first sentence, and without its last one; nothing where it has but one."""
    said = whole_sentences(folded)
    return (" . ".join(said[1:]), " . ".join(said[:-1])) if len(said) > 1 else ()


@lru_cache(maxsize=256)
def _as_read(folded: str) -> str:
    """Return a message with the spelling of its English sentences repaired, and the others as they were typed.

    Phone numbers, addresses and codes are named, not read: their letters sound like anything.
    """
    folded = _SPOKEN_NUMBER.sub("phone", _PLACES.sub(r"\1", redacted(folded)))
    foreign = _foreign_parts(folded)
    if all(foreign):
        return folded
    if not any(foreign):
        return _repaired(folded)
    parts = _PARTS.split(folded)
    return " ".join(part if no else _repaired(part) for part, no in zip(parts, foreign, strict=True))


def _repaired(folded: str) -> str:
    return shared_reader().read(folded).plain or folded


def _foreign_parts(folded: str) -> list[bool]:
    """Say of each sentence whether it is mostly no English; of a message that is so as a whole, once for all."""
    return [True] if is_mostly_foreign(folded) else [is_mostly_foreign(part) for part in _PARTS.split(folded)]


def _units_of(sentence: Sequence[str]) -> list[Unit]:
    """Return a sentence and its clauses. Where a clause is calm, the others stand for the sentence."""
    whole = spell_out(sentence)
    reading = calm_clause(whole)
    parts = [part for part in clauses(sentence, str) if len(part) > 1]
    if len(parts) < 2:
        return [Unit(" ".join(sentence), reading)] if len(" ".join(sentence)) >= _SHORTEST else []
    cut = [Unit(" ".join(part), _calm_part(spell_out(part), whole, reading)) for part in parts]
    reading = reading or next((unit.calm for unit in cut if unit.calm), None)
    return [Unit(" ".join(sentence), reading), *cut]


def _calm_part(words: Sequence[Word], whole: Sequence[Word], reading: str | None) -> str | None:
    """Return the calm reading of a clause: its own, or that of the sentence where it runs on over the clause."""
    own = calm_clause(words)
    if own is None and reading in {"question", "hypothetical", "page"} and questions.inherits(words):
        return reading
    return "past" if own is None and context.past_runs_on(whole, words) else own


def calm_clause(words: Sequence[Word]) -> str | None:
    """Return the calm reading of a whole clause, or None. Denials are left to the examples, which know both sides."""
    if len(words) < 2:
        return None
    if load_rules().idiom_places(words):
        return "idiom"
    return _frame(words, [len(words) - 1])


def calm_reading(sentence: Sequence[Word], places: Sequence[int]) -> str | None:
    """Return the first calm reading that holds for the words at `places` of a sentence, or None."""
    return "denied" if context.negated(sentence, places) else _frame(sentence, places)


def _frame(sentence: Sequence[Word], places: Sequence[int]) -> str | None:
    """Return the calm reading that what stands around `places` gives, or None.

    An if or a question reaches to the next comma, and on over clauses that state nothing of their own; a question ends
    where a clause tells of somebody: "is it safe and also he can not breathe".
    """
    start, end = _around(sentence, places[0], joining=True)[0], _around(sentence, places[-1], joining=True)[1]
    clause = sentence[start:end]
    over = context.past(clause) or context.past_runs_on(sentence, clause) or context.settled(sentence[start:])
    if over and not context.comes_back(sentence):
        return "past"
    start, end = _around(sentence, places[-1])
    while start and questions.inherits(sentence[start:end]):
        start, _ = _around(sentence, start - 2)
    asked = max(start, _around(sentence, places[-1], joining=True)[0])
    if not questions.tells_of_somebody(sentence[start:asked], sentence[asked:end]):
        asked = start
    readings = {
        "hypothetical": (start, questions.hypothetical),
        "question": (asked, questions.general_question),
        "page": (asked, questions.page_words),
        "story": (start, context.other_subject),
    }
    held = (name for name, (begin, holds) in readings.items() if holds(sentence[begin:end], places[-1] - begin))
    return next(held, None)


def _around(sentence: Sequence[Word], place: int, joining: bool = False) -> tuple[int, int]:
    """Return where the part between commas (or also between joining words) begins and ends that holds `place`."""
    place = max(place, 0)
    ends = CLAUSE_ENDS | JOINING if joining else CLAUSE_ENDS
    start = next((n + 1 for n in range(place - 1, -1, -1) if sentence[n].text in ends), 0)
    end = next((n for n in range(place, len(sentence)) if sentence[n].text in ends), len(sentence))
    return start, max(end, place + 1)


def _same(tokens: Sequence[str], plain: Sequence[str]) -> bool:
    """Say whether two readings hold the same words."""
    return {word.text for word in spell_out(tokens)} - _OTHER_NAMES <= {word.text for word in spell_out(plain)}


@lru_cache(maxsize=1)
def speller() -> SafetySpeller:
    """Return the speller that knows the words of the rules."""
    rules = load_rules()
    return SafetySpeller(rules.words, rules.file.spellings)
