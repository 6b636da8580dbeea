"""The words around the conversation: knowledge/website.yml, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from assistant.settings import Settings
from knowledge.places import check_names, check_places
from knowledge.reader import FOLDER, read_file
from knowledge.records import Identifier, Record, Review, Text

FILE = "website.yml"
_NAMES = ("hospital_name", "care_team_phone", "appointment_phone")
"""What the settings fill in, in any text."""
_PLACES = {
    "letters_left": ("count",),
    "too_long": ("count",),
    "call_number": ("number",),
    "text_number": ("number",),
    "call_care_team": ("number",),
    "source_page": ("title", "publisher", "date"),
    "source_approved": ("date",),
    "print_date": ("date",),
}
"""What is filled in where a text is shown."""
_TEXTS = (
    "launcher", "frame_title", "unreachable", "loading", "call_instead", "name", "notice", "close", "options",
    "restart", "print", "restart_ask", "restart_yes", "restart_no", "forget", "forget_ask", "forget_yes",
    "forget_no", "forgotten", "restarted", "no_script", "conversation", "you", "assistant", "choices",
    "answering", "queued", "slow", "composer", "composer_hint", "send", "letters_left", "too_long", "waiting",
    "not_sent", "try_again", "offline", "begin_failed", "ended", "start_new", "urgent_title", "urgent_hide",
    "call_number", "text_number", "call_care_team", "source_ask", "source_page", "source_sections", "source_draft",
    "source_approved", "feedback_ask", "feedback_yes", "feedback_no", "feedback_why",
    "feedback_not_my_question", "feedback_hard_to_read", "feedback_seems_wrong", "feedback_upsetting",
    "feedback_other", "feedback_thanks", "ask_appointment_for", "ask_appointment_relation",
    "ask_appointment_name", "ask_appointment_phone", "ask_appointment_topic", "ask_appointment_times",
    "ask_appointment_language", "ask_appointment_access", "ask_answer", "hint_appointment_name",
    "hint_appointment_phone", "hint_appointment_times", "ask_hint", "print_title", "print_date", "print_notice",
)  # fmt: skip
"""The texts that each language has: tests/server/test_website_pages.py compares them with those that are asked for."""
_PROBLEMS = (
    "bad_json", "session_missing", "session_expired", "session_invalid", "too_slow", "button_not_offered",
    "too_large", "too_long", "too_many", "too_fast", "failed",
)  # fmt: skip
"""The codes of `assistant.channels.problems` that have words."""


class Language(Record):
    """The words in one language, and the way it is written."""

    direction: Literal["ltr", "rtl"]
    texts: dict[Identifier, Text]

    @model_validator(mode="after")
    def _only_what_is_filled_in(self) -> Self:
        check_names("texts", self.texts, _TEXTS)
        for name, text in self.texts.items():
            check_places(("texts", name), text, (*_NAMES, *_PLACES.get(name, ())))
        return self


class WebsiteFile(Record):
    """The file website.yml. The first language is the one that is taken where another is not there."""

    review: Review
    languages: dict[Identifier, Language]
    problems: dict[Identifier, Text]

    @model_validator(mode="after")
    def _only_what_is_filled_in(self) -> Self:
        check_names("problems", self.problems, _PROBLEMS)
        for code, problem in self.problems.items():
            check_places(("problems", code), problem, ("most",))
        return self


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
