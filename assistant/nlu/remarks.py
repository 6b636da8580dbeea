"""What people say around a message that asks and tells nothing, for `assistant.nlu.remark_remover` to learn from."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from assistant.safety.around import load_around
from assistant.safety.examples import Sentence
from assistant.safety.files import Record, read_record

REMARKS = Path(__file__).with_name("remarks.yml")


class Remarks(Record):
    """The file remarks.yml. Nobody signs it: what is left out of a message is still read by the urgent-help gate."""

    remarks: Annotated[tuple[Sentence, ...], Field(min_length=1)]


@lru_cache(maxsize=1)
def load_remarks() -> tuple[str, ...]:
    """Return the sentences of remarks.yml and those that the gate knows, read once.

    Raises:
        SafetyFileError: a file is not YAML or breaks a rule.
    """
    around = load_around()
    return (*around.before, *around.behind, *read_record(REMARKS, Remarks).remarks)
