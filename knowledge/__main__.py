"""The commands of the content editor: `python -m knowledge check`, and `responses` to read and sign those."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from knowledge.checks import check_wording, coverage, summary
from knowledge.files import ROOT, called, path_of
from knowledge.other_files import check_other_files, read_other_files
from knowledge.reader import FACTS, FOLDER, KnowledgeError, line_in, read_knowledge
from knowledge.responses import read_domain_file
from knowledge.reviews import overdue, unsigned
from knowledge.signed_responses import read_signatures, reading_copy
from knowledge.terms import read_terms
from knowledge.whereabouts import Place


def main(arguments: list[str], folder: Path = FOLDER, today: date | None = None, root: Path = ROOT) -> int:
    """Do what the editor asked for; return 1 when something is wrong.

    Args:
        arguments: `check`: look at all words of `folder`, and of the files elsewhere, and print what is wrong.
            `responses`: print the responses of domain.yml as patients read them, with their state and their stamps.
        folder: The folder of the knowledge.
        today: The day on which reviews may be due.
        root: The project's folder.
    """
    if arguments == ["responses"]:
        return _print_responses(folder, root)
    if arguments != ["check"]:
        print("usage: python -m knowledge check\n       python -m knowledge responses", file=sys.stderr)
        return 2
    checked = check(folder, today or date.today(), root)
    for line in (*checked.problems, *(f"warning: {warning}" for warning in checked.warnings)):
        print(line)
    count = len(checked.problems)
    print(f"{count} problem{'s' if count > 1 else ''}" if count else checked.figures)
    return 1 if count else 0


def _print_responses(folder: Path, root: Path) -> int:
    """Print the responses for a clinician, and what an editor writes once they are signed."""
    try:
        print("\n".join(reading_copy(read_signatures(folder), read_domain_file(root))))
    except KnowledgeError as error:
        print(error)
        return 1
    return 0


@dataclass
class Checked:
    """What is wrong in a folder, each as one line, and what is no error yet; where all is well, the figures."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    figures: str = ""


def check(folder: Path, today: date, root: Path = ROOT) -> Checked:
    """Read all files of `folder`, and those of `root` that hold words for patients, and check the words."""
    reviews, problems = read_other_files(folder, root)
    try:
        knowledge, terms = read_knowledge(folder), read_terms(folder)
    except KnowledgeError as error:
        return Checked([str(error), *problems])
    faults, warnings = check_other_files(folder, root, terms)
    problems += faults
    said: set[tuple[str, Place | str]] = set()
    for problem in check_wording(knowledge, terms):
        # A frame is put together with many names: what is wrong with it is said once.
        once = (problem.what, problem.places[0] if problem.places else problem.entry)
        if once not in said:
            said.add(once)
            problems.append(f"{_lines(folder, problem.places)}{problem}")
    for channel, facts in coverage(knowledge).items():
        for fact in facts:
            problems.append(f"{_lines(folder, [(FACTS, ('facts', fact))])}no answer states {fact} ({channel})")
    due = overdue(knowledge, reviews, today)
    warnings += [f"{_lines(folder, [place], root)}{what}" for place, what in due]
    drafts = unsigned(knowledge, reviews)
    signatures = f"not signed by a clinician yet: {', '.join(drafts)}" if drafts else "all files are signed"
    return Checked(problems, warnings, f"{summary(knowledge, terms)}\n{signatures}")


def _lines(folder: Path, places: Iterable[Place], root: Path = ROOT) -> str:
    """Return "knowledge/surgery.yml:31: ", with every file that holds a part of a text."""
    lines = [f"{called(file)}:{line_in(path_of(file, folder, root), where)}" for file, where in places]
    return f"{', '.join(lines)}: " if lines else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
