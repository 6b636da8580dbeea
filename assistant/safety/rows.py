"""What the second look learns from: the written examples, the parts of calm ones, pairs of messages, and company."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import cycle

from assistant.language.folding import fold
from assistant.safety.around import load_around
from assistant.safety.examples import Example
from assistant.safety.tiers import Tier
from assistant.safety.units import passages, units

Label = tuple[str, Tier] | None
"""The kind and tier of an emergency, None for calm."""

PAIRS = 4000
"""How many emergencies stand beside something calm, and how many calm messages beside another."""
IN_COMPANY = 5000
"""How many emergencies, and how many calm messages, stand behind a greeting or before a thank-you."""
LONGEST_OF_PAIR = 30
"""Words of a message that stands beside another."""
_JOINTS = (". ", "? ", ", ", " ", " - ", " and ", " btw ", " . ")


def rows(examples: Sequence[Example]) -> Iterator[tuple[str, Label]]:
    """Return the texts to learn from, each once: the examples whole, the clauses of calm ones, pairs, and company.

    `examples` are the written ones and the questions of understanding.

    A clause of a calm message is calm; a clause of an urgent one may be either.
    """
    seen: set[str] = set()
    around = load_around()
    everything = [*examples, *map(Example, (*around.before, *around.behind))]
    alone = len(everything)
    for number, item in enumerate([*everything, *_pairs(everything), *_in_company(everything)]):
        folded = fold(item.text)
        label = (item.kind, item.tier) if item.kind and item.tier else None
        cut = label is None and number < alone
        parts = [unit.text for unit in units(folded) if unit.calm is None] if cut else []
        for text in (*passages(folded), *parts):
            if text not in seen:
                seen.add(text)
                yield text, label


def remembered(examples: Sequence[Example]) -> dict[str, bool]:
    """Return what the nearest examples are looked for among, and whether each is urgent: the examples as they are."""
    texts: dict[str, bool] = {}
    for item in examples:
        for text in passages(fold(item.text)):
            texts.setdefault(text, item.kind is not None)
    return texts


def _pairs(examples: Sequence[Example]) -> Iterator[Example]:
    """Put emergencies before and behind calm messages, and calm messages beside each other.

    Whatever somebody says around a danger, the message is urgent; two calm ones are no danger together.
    """
    short = sorted((item for item in examples if len(item.text.split()) <= LONGEST_OF_PAIR), key=_digest)
    calm = [item for item in short if item.kind is None]
    urgent = [item for item in short if item.kind][:PAIRS]
    beside, others = calm[:PAIRS], calm[PAIRS : 2 * PAIRS]
    for number, (item, other) in enumerate([*zip(urgent, beside, strict=False), *zip(others, beside, strict=False)]):
        first, second = (item, other) if number % 2 else (other, item)
        joint = _JOINTS[number // 2 % len(_JOINTS)]
        yield Example(f"{first.text.rstrip(' .?!')}{joint}{second.text}", item.kind, item.tier)


def _in_company(examples: Sequence[Example]) -> Iterator[Example]:
    """Put what people say around a message before and behind emergencies and calm messages: it changes neither.

    Each message comes once, every second one behind some words, the others before some.
    """
    around = load_around()
    before, behind = cycle(around.before), cycle(around.behind)
    short = sorted((item for item in examples if len(item.text.split()) <= LONGEST_OF_PAIR), key=_digest)
    for calm in (True, False):
        alike = [item for item in short if (item.kind is None) is calm]
        for number, item in enumerate(alike[max(0, len(alike) - IN_COMPANY) :]):
            text = f"{next(before)} {item.text}" if number % 2 else f"{item.text} {next(behind)}"
            yield Example(text, item.kind, item.tier)


def _digest(item: Example) -> bytes:
    return hashlib.sha256(item.text.encode()).digest()
