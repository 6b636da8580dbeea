"""The command of the content editor: `python -m knowledge check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from knowledge.checks import check_wording, coverage, summary
from knowledge.other_files import URGENT_HELP, check_urgent_help, read_other_files
from knowledge.reader import FACTS, FOLDER, KnowledgeError, line_in, read_knowledge
from knowledge.reviews import overdue, unsigned
from knowledge.terms import read_terms
from knowledge.whereabouts import Place


def main(arguments: list[str], folder: Path = FOLDER, today: date | None = None) -> int:
    """Check the knowledge files of `folder` and print what is wrong; return 1 when something is."""
    if arguments != ["check"]:
        print("usage: python -m knowledge check", file=sys.stderr)
        return 2
    checked = check(folder, today or date.today())
    for line in (*checked.problems, *(f"warning: {warning}" for warning in checked.warnings)):
        print(line)
    count = len(checked.problems)
    print(f"{count} problem{'s' if count > 1 else ''}" if count else checked.figures)
    return 1 if count else 0


@dataclass
class Checked:
    """What is wrong in a folder, each as one line, and what is no error yet; where all is well, the figures."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    figures: str = ""


def check(folder: Path, today: date) -> Checked:
    """Read all files of `folder` and check their words."""
    reviews, problems = read_other_files(folder)
    try:
        knowledge, terms = read_knowledge(folder), read_terms(folder)
    except KnowledgeError as error:
        return Checked([str(error), *problems])
    if URGENT_HELP in reviews:
        problems += check_urgent_help(folder, terms)
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
    warnings = [f"{_lines(folder, [place])}{what}" for place, what in overdue(knowledge, reviews, today)]
    drafts = unsigned(knowledge, reviews)
    signatures = f"not signed by a clinician yet: {', '.join(drafts)}" if drafts else "all files are signed"
    return Checked(problems, warnings, f"{summary(knowledge, terms)}\n{signatures}")


def _lines(folder: Path, places: Iterable[Place]) -> str:
    """Return "knowledge/surgery.yml:31: ", with every file that holds a part of a text."""
    lines = [f"knowledge/{file}:{line_in(folder / file, where)}" for file, where in places]
    return f"{', '.join(lines)}: " if lines else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
