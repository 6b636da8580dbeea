"""The command of the content editor: `python -m knowledge check`."""

from __future__ import annotations

import sys

from knowledge.checks import check_wording, coverage, summary
from knowledge.reader import KnowledgeError, load_knowledge
from knowledge.terms import load_terms


def main(arguments: list[str]) -> int:
    """Check the knowledge files and print what is wrong; return 1 when something is."""
    if arguments != ["check"]:
        print("usage: python -m knowledge check", file=sys.stderr)
        return 2
    try:
        knowledge = load_knowledge()
        problems = [str(problem) for problem in check_wording(knowledge, load_terms())]
    except KnowledgeError as error:
        print(error)
        return 1
    for channel, facts in coverage(knowledge).items():
        problems += [f"facts.yml ({channel}): no answer states {fact}" for fact in facts]
    if problems:
        print("\n".join(problems))
        print(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}")
        return 1
    print(summary(knowledge))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
