"""Where an answer is from: its place on the source page, and whether a clinician has signed the words."""

from __future__ import annotations

from typing import Any

from assistant.dialogue.replies import Record
from knowledge.reader import Knowledge
from knowledge.records import Review


def source_of(record: Record, knowledge: Knowledge) -> dict[str, Any] | None:
    """Return page, sections and review state of what a turn states, or None where it states nothing of the page.

    The review is `approved` only where every entry of the turn is; else it is `draft`.
    """
    places = [knowledge.facts[fact].place.section for fact in record.facts if fact in knowledge.facts]
    if not places:
        return None
    found = [_review_of(identifier.partition("@")[0], knowledge) for identifier in record.answer_ids]
    reviews = [review for review in found if review is not None and review.state == "approved" and review.reviewed]
    approved = bool(found) and len(reviews) == len(found)
    days = [review.reviewed for review in reviews if review.reviewed]
    page = knowledge.source
    return {
        "title": page.title,
        "publisher": page.publisher,
        "updated": page.updated.isoformat(),
        "sections": list(dict.fromkeys(places)),
        "review": "approved" if approved else "draft",
        "reviewed": min(days).isoformat() if approved else None,
        "version": knowledge.version,
    }


def _review_of(identifier: str, knowledge: Knowledge) -> Review | None:
    """Return the review of an entry, a gap or a frame; None for an id that is not known."""
    topic = knowledge.topics.get(identifier.partition(".")[0])
    if topic is None:
        return knowledge.frames.review if identifier.partition(".")[2] in knowledge.frames.frames else None
    entry = next((entry for entry in topic.entries if entry.id == identifier), None)
    return entry.review if entry is not None and entry.review is not None else topic.review
