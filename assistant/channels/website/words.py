"""The words around the conversation: knowledge/website.yml, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from assistant.settings import Settings
from knowledge.reader import FOLDER, read_file
from knowledge.records import Identifier, Record, Review, Text

FILE = "website.yml"


class Language(Record):
    """The words in one language, and the way it is written."""

    direction: Literal["ltr", "rtl"]
    texts: dict[Identifier, Text]


class WebsiteFile(Record):
    """The file website.yml. The first language is the one that is taken where another is not there."""

    review: Review
    languages: dict[Identifier, Language]
    problems: dict[Identifier, Text]


@dataclass(frozen=True)
class Words:
    """The words in one language, with the hospital's name and numbers in them."""

    language: str
    direction: str
    texts: dict[str, str]


@lru_cache(maxsize=1)
def load_website_file(folder: Path = FOLDER) -> WebsiteFile:
    """Return the file, read once.

    Raises:
        KnowledgeError: it is missing, is not YAML, or has another form.
    """
    return read_file(folder / FILE, WebsiteFile)


def words_in(language: str, settings: Settings) -> Words:
    """Return the words in `language` ("es", "es-MX"), or in the first language where there are none."""
    languages = load_website_file().languages
    name = language.partition("-")[0].lower()
    chosen = name if name in languages else next(iter(languages))
    names = {
        "{hospital_name}": settings.hospital_name,
        "{care_team_phone}": settings.care_team_phone,
        "{appointment_phone}": settings.appointment_phone,
    }
    texts = {key: _filled(text, names) for key, text in languages[chosen].texts.items()}
    return Words(chosen, languages[chosen].direction, texts)


def _filled(text: str, names: dict[str, str]) -> str:
    """Fill in the hospital's names; other places ({number}) are filled where the text is shown."""
    for place, name in names.items():
        text = text.replace(place, name)
    return text
