"""The base forms of English words, of spacy-lookups-data: loaded once for the reader and the urgent-help gate."""

from __future__ import annotations

from functools import lru_cache

from spacy.lookups import Lookups, load_lookups

TABLE = "lemma_lookup"


@lru_cache(maxsize=1)
def lemma_lookups() -> Lookups:
    """Return spaCy's lookup table of base forms, as its lemmatizer takes it."""
    return load_lookups("en", [TABLE])


@lru_cache(maxsize=16384)
def looked_up(word: str) -> str:
    """Return the base form of one word in lower case ("legs": "leg"), or the word itself."""
    # The table finds words by their hashes: a plain dict made of it finds none.
    return str(lemma_lookups().get_table(TABLE).get(word, word)).lower()
