"""Which words are past the day on which they must be read again."""

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


def _reviews(knowledge: Knowledge, others: Mapping[str, Review]) -> Iterator[tuple[Place, str, Review]]:
    """Yield every review with its place and whose it is: of the files, and of answers with one of their own."""
    files = {f"{name}.yml": topic.review for name, topic in knowledge.topics.items()}
    for file, review in (*files.items(), (FRAMES, knowledge.frames.review), *others.items()):
        yield (file, ("review",)), "this file", review
    for name, topic in knowledge.topics.items():
        for number, entry in enumerate(topic.entries):
            if entry.review is not None:
                yield (f"{name}.yml", ("entries", number, "review")), f"'{entry.id}'", entry.review
