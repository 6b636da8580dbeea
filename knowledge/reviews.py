"""Which words no clinician has signed yet, and which are past the day on which they must be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from knowledge.reader import EFFECTS, FRAMES, Knowledge
from knowledge.records import Review
from knowledge.whereabouts import Place


class Reviewed(NamedTuple):
    """A review, where it stands, and of what it is ("this file")."""

    place: Place
    whose: str
    review: Review


def overdue(knowledge: Knowledge, others: Iterable[Reviewed], today: date) -> Iterator[tuple[Place, str]]:
    """Yield the place of each review whose `review_by` is past, and what to do; `others` are those of other files."""
    for place, whose, review in _reviews(knowledge, others):
        if review.review_by < today:
            yield place, f"{whose} must be read again: its review_by was {review.review_by}"


def unsigned(knowledge: Knowledge, others: Iterable[Reviewed]) -> list[str]:
    """Return the files in which something is a draft: no clinician has approved it; `others` as for `overdue`."""
    return sorted({file for (file, _), _, review in _reviews(knowledge, others) if review.state == "draft"})


def _reviews(knowledge: Knowledge, others: Iterable[Reviewed]) -> Iterator[Reviewed]:
    """Yield every review with its place and whose it is: of the files, and of answers with one of their own."""
    files = {f"{name}.yml": topic.review for name, topic in knowledge.topics.items()}
    for file, review in (*files.items(), (FRAMES, knowledge.frames.review), (EFFECTS, knowledge.effects_review)):
        yield Reviewed((file, ("review",)), "this file", review)
    yield from others
    for name, topic in knowledge.topics.items():
        for number, entry in enumerate(topic.entries):
            if entry.review is not None:
                yield Reviewed((f"{name}.yml", ("entries", number, "review")), f"'{entry.id}'", entry.review)
