"""What is said to a question whose answer was read just before: the part of it that is asked about. Pure functions.

Who asks on after an answer wants a detail. Where the answer names it, that sentence is said once more; where it does
not, the page has no more on it, and that is said; only a question that names nothing of its own reads all of it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from assistant.language.reading import Reading
from knowledge.answers import Answer
from knowledge.records import Channel, Statement
from knowledge.vocabulary import Kind

_WORD = re.compile(r"[a-z]{3,}")
_MOST_STATEMENTS = 2
_SHORTEST = 5
"""Letters by which words are alike: "tumors" and "tumor", "spinal" and "spine" are not told apart by their ends."""
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        about again all also and any anything are because but can cancer could did does doing done else even ever
        every for from get gets getting give given gives goes going had has have having her here him his how into
        its just know like make makes many may mean means might more most much must need not now only other
        others our out over people person please really same say see she should some someone something such sure
        take taken tell than that the their them then there these they thing things this those too use used very
        want was way were what when where which while who whom whose why will with would yes yet you your
        treatment treatments spine spinal tumor tumors question meant idea doctor doctors team care help side
        effect effects one ones two both okay well still case kind kinds first second last after before during
        between through work works happen happens part parts whole ask asked asking
        look looks decide decides choose chooses pick picks depend depends
        """,
    )
)
"""Words that name no detail."""


class Detail(Enum):
    """What a question has of its own, beside the answer that was read."""

    NOTHING = "nothing"
    NOT_SAID = "not_said"


def part_asked_about(reading: Reading, answer: Answer, channel: Channel) -> Answer | Detail:
    """Return the part of an answer in which the words of a question stand, or that it has none, or none of its own."""
    title = _stems(answer.title)
    named = (_stems(reading.plain) | _stems(reading.spelt)) - title
    statements = _statements(answer, channel)
    times = Counter(stem for statement in statements for stem in _stems(statement.text))
    named -= {
        stem for stem, count in times.items() if count > _MOST_STATEMENTS
    }  # it is what all of the answer is about
    shared = [len(named & _stems(statement.text)) for statement in statements]
    if most := max(shared, default=0):
        told = tuple(one for one, count in zip(statements, shared, strict=True) if count == most)[:_MOST_STATEMENTS]
        return replace(answer, website=told, sms=told, sms_more=())
    of_treatments = {stem for mention in reading.mentions for stem in _of_a_treatment(mention.kind, reading)}
    return Detail.NOT_SAID if named - of_treatments else Detail.NOTHING


def is_part_of(said: str, answer: Answer, channel: Channel) -> bool:
    """Say whether all that was said stands in an answer: it is the answer, or a part of it."""
    whole = answer.text(channel) + "\n" + " ".join(statement.text for statement in _statements(answer, channel))
    return all(line in whole for line in said.splitlines())


def _statements(answer: Answer, channel: Channel) -> Sequence[Statement]:
    return (*answer.sms, *answer.sms_more) if channel == "sms" else answer.website


def _of_a_treatment(kind: Kind, reading: Reading) -> set[str]:
    """Return the words of a reading, where it names a treatment: "is it surgery" names no detail."""
    return _stems(" ".join(reading.words)) if kind is Kind.TREATMENT and len(reading.words) <= _SHORTEST else set()


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text that may name a detail."""
    return {word[:_SHORTEST] for word in _WORD.findall(text.lower()) if word not in _COMMON}
