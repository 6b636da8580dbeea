"""What a message says, word by word: corrected words, and the things of the knowledge that it names."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.util import filter_spans

from assistant.language.asking import joined, what_is_asked, without_marks
from assistant.language.courtesy import shared_courtesy
from assistant.language.english import texting_words
from assistant.language.folding import fold
from assistant.language.in_context import spelt_in_context
from assistant.language.lemmas import lemma_lookups
from assistant.language.spelling import Speller
from knowledge.reader import load_knowledge
from knowledge.vocabulary import Kind, Phrase, load_phrases

_PASSED_OVER = frozenset(
    [
        *("my", "your", "his", "her", "its", "their", "our", "the", "a", "an", "all", "any", "some", "of", "to"),
        *("is", "are", "was", "were", "be", "been", "being", "am", "will", "would", "'s", "'m", "'re", "'ve"),
        *("get", "getting", "got", "start", "starting", "started", "-"),
    ]
)
"""Words that may stand inside a phrase without changing what it names: "hair is starting to fall out"."""
_ONLY_AS_TYPED = frozenset(
    ["number", "drained", "wiped", "washed", "winded", "backed", "colds", "sores", "shakes", "blues", "curls", "locks"]
)
"""Words of which the base form names something else: drained is tired, and to drain is what is done with fluid."""


@dataclass(frozen=True)
class Mention:
    """A thing of the knowledge that a message names, and where: characters `start` to `end` of the folded text."""

    kind: Kind
    id: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """One message as read."""

    folded: str
    words: tuple[str, ...]
    """The words, corrected."""
    spelt: str
    """The folded message with each word corrected in its place: "dont u" reads "don't you"."""
    places: tuple[tuple[int, int], ...]
    """Where the words begin and end in `folded`, and where in `spelt`."""
    plain: str
    """The corrected message, with each mention in the usual word for it ("kemo" reads "chemo")."""
    asked: str
    """What `plain` asks, as the person concerned would: no courtesies, no mark at the end, "her hair" is "my hair"."""
    masked: str
    """The same with each treatment and effect named alike, for questions that differ only in these."""
    mentions: tuple[Mention, ...]

    def place_spelt(self, place: int) -> int:
        """Return where in `spelt` stands what begins or ends at `place` in `folded`."""
        at = bisect_left(self.places, (place,))
        return self.places[at][1] if at < len(self.places) else len(self.spelt)

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """Return the ids of one kind in the order of the text, each once."""
        return tuple(dict.fromkeys(mention.id for mention in self.mentions if mention.kind is kind))


class MessageReader:
    """Reads messages against the phrases of a knowledge."""

    def __init__(self, phrases: tuple[Phrase, ...], names: dict[str, str]) -> None:
        """Prepare the matcher; `names` gives the usual word for each id of `phrases` that has one."""
        self._nlp = _blank_english()
        self._phrases = {str(number): phrase for number, phrase in enumerate(phrases)}
        self._names = names
        self._words_of_treatments = {phrase.text: phrase.id for phrase in phrases if phrase.kind is Kind.TREATMENT}
        self._speller = Speller(frozenset(word for phrase in phrases for word in phrase.text.split()))
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="ORTH")
        docs = self._nlp.pipe(phrase.text for phrase in self._phrases.values())
        for number, doc in zip(self._phrases, docs, strict=True):
            forms = {tuple(word for word, _ in self._content(doc, lemmas)) for lemmas in (False, True)}
            self._matcher.add(number, [Doc(self._nlp.vocab, words=list(form)) for form in forms if form])
        self._remember = lru_cache(maxsize=2048)(self._read)

    def read(self, text: str) -> Reading:
        """Return the reading of `text` (any text, also an empty one)."""
        return self._remember(fold(text))

    def _read(self, folded: str) -> Reading:
        doc = self._nlp(folded)
        corrected = spelt_in_context([self._corrected(token.text) for token in doc])
        spans = self._find(doc, corrected)
        mentions, plain, masked = [], [], []
        position = 0
        for start, end, phrase in [*spans, (len(doc), len(doc), None)]:
            plain += corrected[position:start]
            masked += corrected[position:start]
            position = max(position, end)
            if phrase is None:
                continue
            first, last = doc[start], doc[end - 1]
            mentions.append(Mention(phrase.kind, phrase.id, first.idx, last.idx + len(last)))
            if phrase.kind is Kind.EFFECT:
                mentions += [
                    Mention(Kind.TREATMENT, name, first.idx, last.idx + len(last)) for name in self._within(phrase.text)
                ]
            own = " ".join(corrected[start:end])
            plain.append(self._names.get(phrase.id, own) if phrase.kind is Kind.TREATMENT else own)
            masked.append({Kind.TREATMENT: "this treatment", Kind.EFFECT: "this symptom"}.get(phrase.kind, own))
        words = tuple(" ".join(corrected).split())
        spelt, places = _spelt(doc, corrected)
        asked, masked_question = (without_marks(what_is_asked(_join(said))) for said in (plain, masked))
        return Reading(folded, words, spelt, places, _join(plain), asked, masked_question, tuple(mentions))

    def _corrected(self, word: str) -> str:
        """Return a word spelt right; of several words ("cant": "ca n't") with spaces between, as if they were typed."""
        right = self._speller.correct(word)
        return right if right == word else " ".join(token.text for token in self._nlp.make_doc(right))

    def _find(self, doc: Doc, corrected: list[str]) -> list[tuple[int, int, Phrase]]:
        """Return the phrases in `doc` as token ranges, the longest first where two overlap."""
        respelt = self._nlp(" ".join(corrected))
        origin = [place for place, words in enumerate(corrected) for _ in self._nlp.make_doc(words)]
        found = []
        for lemmas in (False, True):
            content = self._content(respelt, lemmas)
            reduced = Doc(self._nlp.vocab, words=[word for word, _ in content])
            spans = self._matcher(reduced, as_spans=True)
            for span in spans:
                start, end = origin[content[span.start][1]], origin[content[span.end - 1][1]] + 1
                found.append(doc.char_span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), label=span.label_))
        kept = filter_spans([span for span in found if span is not None])
        return [(span.start, span.end, self._phrases[span.label_]) for span in kept]

    def _within(self, text: str) -> tuple[str, ...]:
        """Return the treatments that an effect's own words name: "chemo brain"."""
        return tuple(self._words_of_treatments[word] for word in text.split() if word in self._words_of_treatments)

    @staticmethod
    def _content(doc: Doc, lemmas: bool) -> list[tuple[str, int]]:
        """Return the words of `doc` that count for a phrase, each with its token's place."""
        kept = [t for t in doc if t.text not in _PASSED_OVER and not _owns(t)] or list(doc)
        return [(t.lemma_.lower() if lemmas and t.text not in _ONLY_AS_TYPED else t.text, t.i) for t in kept]


@lru_cache(maxsize=1)
def shared_reader() -> MessageReader:
    """Return the reader for the project's own knowledge, loaded once."""
    names = {name: topic.words[0] for name, topic in load_knowledge().topics.items() if topic.words}
    return MessageReader(load_phrases(), names)


def _blank_english() -> Language:
    """Return spaCy's English tokenizer with the lookup lemmatizer of spacy-lookups-data; no trained model.

    What people type on a phone is left to the speller: spaCy would cut "cant" into "ca" and "nt".
    """
    nlp = spacy.blank("en")
    for word in texting_words():
        if len(nlp.make_doc(word)) > 1:
            nlp.tokenizer.add_special_case(word, [{ORTH: word}])
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.initialize(lookups=lemma_lookups())
    return nlp


def _spelt(doc: Doc, corrected: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a message with its words corrected in their places, and where each begins and ends before and after."""
    spelt, places = "", []
    for token, word in zip(doc, corrected, strict=True):
        right = joined(word)
        places += [(token.idx, len(spelt)), (token.idx + len(token), len(spelt) + len(right))]
        spelt += right + token.whitespace_
    return spelt, tuple(places)


def _owns(token: Token) -> bool:
    """Say whether `token` is a relative whose something it is: "my mom's first chemo" names the first chemo."""
    return (
        token.text in shared_courtesy().single_relatives and token.i + 1 < len(token.doc) and token.nbor().text == "'s"
    )


def _join(words: list[str]) -> str:
    """Join words with one space."""
    return " ".join(word for word in words if word.strip())
