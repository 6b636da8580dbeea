"""What patients would read though no clinician has signed it: a hospital that goes live wants to know."""

from __future__ import annotations

from assistant.safety.rules import load_rules
from knowledge.files import called
from knowledge.other_files import read_other_files
from knowledge.reader import FOLDER, KnowledgeError, load_knowledge
from knowledge.reviews import unsigned

RULES = "assistant/safety/rules.yml"


def unsigned_files() -> list[str]:
    """Return the files with words for patients, and the rules of urgent help, in which something is a draft.

    A draft among the responses of domain.yml is named by the file of their signatures, knowledge/responses.yml.

    Raises:
        KnowledgeError: a file can't be used, so that nobody knows what of it is signed.
        SafetyFileError: the rules can't be used.
    """
    reviews, problems = read_other_files(FOLDER)
    if problems:
        raise KnowledgeError(problems[0])
    rules = [RULES] if load_rules().file.review.state == "draft" else []
    return [*map(called, unsigned(load_knowledge(), reviews)), *rules]
