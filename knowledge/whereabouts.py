"""In which file, and at which place of it, an answer or a frame stands: by its id."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.places import Where
from knowledge.reader import FRAMES, Knowledge
from knowledge.records import Entry, Gap
from knowledge.texts import Shown

Place = tuple[str, Where]
"""A file of the folder, and the way to a part of it."""


def places_of(shown: Shown, knowledge: Knowledge) -> tuple[Place, ...]:
    """Return where the parts of a text stand: one place, or several where it is put together."""
    key = "sms_more" if shown.kind == "more" else shown.channel
    return tuple(place for part in shown.parts or (shown.id,) for place in _places_of(part, key, knowledge))


def _places_of(identifier: str, key: str, knowledge: Knowledge) -> Iterable[Place]:
    """Return the place of one entry, gap, sentence in brief or frame."""
    name, _, rest = identifier.partition(".")
    if name == "frames":
        return [(FRAMES, ("frames", rest, key))]
    if name not in knowledge.topics:
        return []
    if rest.partition(".")[0] == "in_brief":
        return [(f"{name}.yml", tuple(rest.split(".")))]
    topic = knowledge.topics[name]
    answers: list[tuple[Where, Entry | Gap]] = [(("entries", n, key), entry) for n, entry in enumerate(topic.entries)]
    answers += [(("gaps", n, key), gap) for n, gap in enumerate(topic.gaps)]
    return [(f"{name}.yml", where) for where, answer in answers if answer.id == identifier]
