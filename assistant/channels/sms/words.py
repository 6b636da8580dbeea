"""The fixed texts of this channel: knowledge/texting.yml, read and checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.settings import Settings
from knowledge.reader import FOLDER, KnowledgeError, read_file
from knowledge.records import Record, Review, Text

FILE = "texting.yml"


class Texting(Record):
    """The file texting.yml; each text with its places filled in after `filled`."""

    review: Review
    first_contact: Text
    help: Text
    stop: Text
    start: Text
    not_sent: Text
    not_sent_unless: Text
    media_only: Text
    media_too: Text
    too_long: Text
    no_choice: Text
    no_such_choice: Text
    one_choice: Text
    busy: Text
    more: Text
    answer_waits: Text
    out_of_time: Text
    fallback: Text

    def texts(self) -> dict[str, str]:
        """Return every text by its name."""
        return {name: value for name, value in self if isinstance(value, str)}

    def filled(self, settings: Settings) -> Texting:
        """Return the texts with the hospital's name and numbers in them.

        Raises:
            KnowledgeError: a text has a place for something else.
        """
        names = {
            "hospital_name": settings.hospital_name,
            "care_team_phone": settings.care_team_phone,
            "appointment_phone": settings.appointment_phone,
        }
        filled = {}
        for name, text in self.texts().items():
            try:
                filled[name] = text.format(**names)
            except (LookupError, ValueError) as error:
                known = ", ".join(f"{{{place}}}" for place in names)
                raise KnowledgeError(f"knowledge/{FILE}: {name}: only {known} can be filled in") from error
        return self.model_copy(update=filled)


@lru_cache(maxsize=1)
def load_texting(folder: Path = FOLDER) -> Texting:
    """Return the texts, read once.

    Raises:
        KnowledgeError: the file is missing, is not YAML, or lacks a text.
    """
    return read_file(folder / FILE, Texting)
