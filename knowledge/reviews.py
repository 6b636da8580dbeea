"""Which words no clinician has signed yet, and which are past the day on which they must be read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from knowledge.reader import FRAMES, Knowledge
from knowledge.records import Review
from knowledge.whereabouts import Place


def overdue(knowledge: Knowledge, others: Mapping[str, Review], today: date) -> Iterator[tuple[Place, str]]:
    """Yield the place of each review whose `review_by` is past, and what to do; `others` are reviews by their file."""
    for place, whose, review in _reviews(knowledge, others):
        if review.review_by < today:
            yield place, f"{whose} must be read again: its review_by was {review.review_by}"


def unsigned(knowledge: Knowledge, others: Mapping[str, Review]) -> list[str]:
    """Return the files in which something is a draft: no clinician has approved it; `others` as for `overdue`."""
    return sorted({file for (file, _), _, review in _reviews(knowledge, others) if review.state == "draft"})


def _reviews(knowledge: Knowledge, others: Mapping[str, Review]) -> Iterator[tuple[Place, str, Review]]:
    """Yield every review with its place and whose it is: of the files, and of answers with one of their own."""
    files = {f"{name}.yml": topic.review for name, topic in knowledge.topics.items()}
    for file, review in (*files.items(), (FRAMES, knowledge.frames.review), *others.items()):
        yield (file, ("review",)), "this file", review
    for name, topic in knowledge.topics.items():
        for number, entry in enumerate(topic.entries):
            if entry.review is not None:
                yield (f"{name}.yml", ("entries", number, "review")), f"'{entry.id}'", entry.review
