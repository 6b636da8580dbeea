"""The files of this folder that one part of the assistant reads: urgent help, the text line, the website, the form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.checks import HIGHEST_GRADE, HIGHEST_GRADE_IN_DANGER, faults_of_urgent_help
from knowledge.places import wrong_place
from knowledge.reader import KnowledgeError, refusal
from knowledge.records import Review
from knowledge.terms import Terms

if TYPE_CHECKING:
    from assistant.safety.replies import UrgentHelp

_TEXTING_PLACES = ("hospital_name", "care_team_phone", "appointment_phone")

# The parts of the assistant read their files when they are imported: a bad file must not stop the check of the others.
# ruff: noqa: PLC0415


def read_urgent_help(folder: Path) -> Review:
    """Read urgent_help.yml and return its review.

    Raises:
        KnowledgeError: it can't be used.
    """
    return _urgent_help(folder).review


def read_texting(folder: Path) -> Review:
    """Read texting.yml and return its review.

    Raises:
        KnowledgeError: it can't be used.
    """
    from assistant.channels.sms.words import FILE, load_texting

    texting = load_texting(folder)
    for name, text in texting.texts().items():
        if problem := wrong_place(text, _TEXTING_PLACES):
            raise refusal(folder / FILE, (name,), problem)
    return texting.review


def read_website(folder: Path) -> Review:
    """Read website.yml and return its review.

    Raises:
        KnowledgeError: it can't be used.
    """
    from assistant.channels.website.words import load_website_file

    return load_website_file(folder).review


def read_form(folder: Path) -> Review:
    """Read appointment_form.yml and return its review.

    Raises:
        KnowledgeError: it can't be used.
    """
    from assistant.dialogue.appointment.words import form_words

    return form_words(folder).review


URGENT_HELP = "urgent_help.yml"
READERS = {
    URGENT_HELP: read_urgent_help,
    "texting.yml": read_texting,
    "website.yml": read_website,
    "appointment_form.yml": read_form,
}


def read_other_files(folder: Path) -> tuple[dict[str, Review], list[str]]:
    """Return the reviews of the files that can be used, and what is wrong with the others."""
    reviews: dict[str, Review] = {}
    problems: list[str] = []
    for name, read in READERS.items():
        try:
            reviews[name] = read(folder)
        except KnowledgeError as error:
            problems.append(str(error))
    return reviews, list(dict.fromkeys(problems))


def check_urgent_help(folder: Path, terms: Terms) -> Iterator[str]:
    """Say which texts of urgent help are not as plain as they must be."""
    from assistant.safety.replies import FILE

    for where, text, tier in _urgent_help(folder).texts():
        highest = HIGHEST_GRADE_IN_DANGER if tier else HIGHEST_GRADE
        for what in faults_of_urgent_help(text, highest, terms):
            yield str(refusal(folder / FILE, where, what))


def _urgent_help(folder: Path) -> UrgentHelp:
    from assistant.safety.replies import load_urgent_help

    return load_urgent_help(folder)
