"""What people say around a message: who writes, greetings, thanks. It is neither urgent nor calms anything."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from assistant.safety.examples import Sentence
from assistant.safety.files import Record, Review, read_record

AROUND = Path(__file__).with_name("around.yml")


class Around(Record):
    """The file around.yml."""

    review: Review
    before: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    behind: Annotated[tuple[Sentence, ...], Field(min_length=1)]


@lru_cache(maxsize=1)
def load_around() -> Around:
    """Return what people say around a message, read once.

    Raises:
        SafetyFileError: the file is not YAML or breaks a rule.
    """
    return read_record(AROUND, Around)
