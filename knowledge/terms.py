"""Hard names and plain words: terms.yml, read and checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from knowledge.reader import FOLDER, read_file
from knowledge.records import Record, Text

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
