"""Whether a statement says what its facts say, and nothing else: word by word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from knowledge.reader import Knowledge
from knowledge.reading_grade import WORD
from knowledge.records import Statement
from knowledge.terms import Terms

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
    return [word for word in WORD.findall(statement.text) if stem(word) not in allowed]


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(text))


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
