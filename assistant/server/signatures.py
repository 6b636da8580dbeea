"""What patients would read though no clinician has signed it: a hospital that goes live wants to know."""

from __future__ import annotations

from assistant.safety.rules import load_rules
from knowledge.other_files import read_other_files
from knowledge.reader import FOLDER, load_knowledge
from knowledge.reviews import unsigned

RULES = "assistant/safety/rules.yml"


def unsigned_files() -> list[str]:
    """Return the files of knowledge/, and the rules of urgent help, that are drafts.

    Raises:
        KnowledgeError: a file of knowledge/ can't be used.
        SafetyFileError: the rules can't be used.
    """
    reviews, _ = read_other_files(FOLDER)
    rules = [RULES] if load_rules().file.review.state == "draft" else []
    return [*(f"knowledge/{name}" for name in unsigned(load_knowledge(), reviews)), *rules]
