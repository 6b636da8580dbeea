"""The files that one part of the assistant reads: urgent help, the text line, the website, the form, the responses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.call_times import check_call_times, read_call_times
from knowledge.checks import HIGHEST_GRADE, HIGHEST_GRADE_IN_DANGER, faults_of_urgent_help
from knowledge.files import CALL_TIMES, ROOT
from knowledge.places import wrong_place
from knowledge.reader import KnowledgeError, refusal
from knowledge.records import Review
from knowledge.response_checks import check_responses
from knowledge.responses import read_domain_file, said_by_rules
from knowledge.reviews import Reviewed
from knowledge.signed_responses import faults_of_names, lapsed, read_signatures, reviews_of
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


def read_other_files(folder: Path, root: Path = ROOT) -> tuple[list[Reviewed], list[str]]:
    """Return the reviews of the files that can be used, and what is wrong with the others.

    Args:
        folder: The folder of the knowledge.
        root: The project's folder, for what stands outside of that one.
    """
    reviews: list[Reviewed] = []
    problems: list[str] = []

    readers: list[Callable[[], Iterable[Reviewed]]] = [
        *(partial(_whole_file, name, partial(read, folder)) for name, read in READERS.items()),
        partial(_whole_file, CALL_TIMES, lambda: read_call_times(root).review),
        lambda: reviews_of(read_signatures(folder), read_domain_file(root)),
    ]
    for read_one in readers:
        try:
            reviews += read_one()
        except KnowledgeError as error:
            problems.append(str(error))
    return reviews, list(dict.fromkeys(problems))


def _whole_file(name: str, read: Callable[[], Review]) -> list[Reviewed]:
    """Return the review of a file that has one for all of it."""
    return [Reviewed((name, ("review",)), "this file", read())]


def check_other_files(folder: Path, root: Path, terms: Terms) -> tuple[list[str], list[str]]:
    """Return which of their texts are not as plain as they must be, and what is only warned of.

    Files that can't be used are passed over: `read_other_files` names them.
    """
    problems: list[str] = []
    warnings: list[str] = []
    with suppress(KnowledgeError):
        problems += check_urgent_help(folder, terms)
    with suppress(KnowledgeError):
        problems += check_call_times(root, terms)
    with suppress(KnowledgeError):
        domain = read_domain_file(root)
        problems += [fault.line(root) for fault in check_responses(domain, said_by_rules(root), terms)]
        signatures = read_signatures(folder)
        problems += faults_of_names(signatures, domain, folder, root)
        warnings += lapsed(signatures, domain, folder)
    return problems, warnings


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
