"""Puts messages that ask alike into groups: those of one intent whose sentence embeddings are near."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from sklearn.cluster import AgglomerativeClustering

from assistant.language.embedding import shared_encoder
from assistant.language.reading import shared_reader
from assistant.privacy.redaction import PLACES, redacted
from assistant.unanswered.collecting import Kind, Unanswered
from assistant.unanswered.report import FEWEST, Group, Report
from assistant.unanswered.showing import Shower, hidden_share
from knowledge.answers import from_entry
from knowledge.reader import load_knowledge

if TYPE_CHECKING:
    import numpy.typing as npt

    Vector = npt.NDArray[np.float32]

NEAR = 0.6
"""Groups of one intent are joined while their messages are on average nearer than this (cosine distance, 0 to 2)."""
MOST = 6000
"""Different messages that are compared; of more, the newest. Of one intent, 6,000 take 300 MB."""
_MOSTLY_HIDDEN = 0.5


def report_of(unanswered: Iterable[Unanswered]) -> Report:
    """Group the messages. What fewer than `FEWEST` sessions asked is counted and not shown."""
    found = list(unanswered)
    asked: dict[tuple[str, str], list[Unanswered]] = {}
    for one in sorted(found, key=lambda one: -one.at):
        key = (one.intent, _plain(one.text))
        if key in asked or len(asked) < MOST:
            asked.setdefault(key, []).append(one)
    texts = list(dict.fromkeys(text for _, text in asked))
    vectors = dict(zip(texts, shared_encoder().encode_all(texts), strict=True))
    groups, small = [], 0
    for intent in sorted({intent for intent, _ in asked}):
        for alike in _alike({text: vectors[text] for name, text in asked if name == intent}):
            messages = {text: asked[intent, text] for text in alike}
            if _sessions(itertools.chain(*messages.values())) < FEWEST:
                small += sum(map(len, messages.values()))
            else:
                groups.append(_group(intent, messages, vectors))
    groups.sort(key=lambda group: (-group.sessions, -group.messages, group.example))
    compared = sum(map(len, asked.values()))
    return Report(tuple(groups), len(found), _sessions(found), small, len(found) - compared)


def _sessions(asked: Iterable[Unanswered]) -> int:
    return len({one.conversation for one in asked})


def _plain(text: str) -> str:
    """Return a message as it is compared: without numbers and addresses, corrected, in the usual words."""
    plain = redacted(text)
    for place in PLACES:
        plain = plain.replace(place, " ")
    return shared_reader().read(plain).plain


def _alike(vectors: Mapping[str, Vector]) -> list[list[str]]:
    """Return the texts that belong together."""
    texts = list(vectors)
    if len(texts) < 2:
        return [texts]
    joined = AgglomerativeClustering(n_clusters=None, metric="cosine", linkage="average", distance_threshold=NEAR)
    groups: dict[int, list[str]] = {}
    for text, label in zip(texts, joined.fit_predict(np.stack(list(vectors.values()))), strict=True):
        groups.setdefault(int(label), []).append(text)
    return list(groups.values())


def _group(intent: str, messages: Mapping[str, Sequence[Unanswered]], vectors: Mapping[str, Vector]) -> Group:
    asked = list(itertools.chain(*messages.values()))
    centre = np.mean([vectors[text] for text in messages], axis=0)
    centre /= np.linalg.norm(centre)
    shower = Shower(asked)
    choices = [
        (shower.shown(one.text), float(vectors[text] @ centre)) for text, ones in messages.items() for one in ones
    ]
    # The most typical message; one of which much is hidden only where there is no other.
    example, _ = max(choices, key=lambda choice: (hidden_share(choice[0]) < _MOSTLY_HIDDEN, choice[1], choice[0]))
    kinds = Counter(one.kind for one in asked)
    nearest, nearness = _nearest_answer(centre)
    return Group(
        messages=len(asked),
        sessions=_sessions(asked),
        example=example,
        kinds=tuple((kind.value, kinds[kind]) for kind in Kind if kind in kinds),
        intent=intent,
        nearest=nearest,
        nearness=nearness,
    )


def _nearest_answer(centre: Vector) -> tuple[str, float]:
    """Return the id of the answer whose words are nearest, and how near."""
    nearness = {name: float(vector @ centre) for name, vector in _answers().items()}
    nearest = max(nearness, key=nearness.__getitem__)
    return nearest, nearness[nearest]


@lru_cache(maxsize=1)
def _answers() -> dict[str, Vector]:
    entries = [(name, entry) for name, topic in load_knowledge().topics.items() for entry in topic.entries]
    texts = [f"{entry.title}: {from_entry(entry, name).text('website')}" for name, entry in entries]
    return dict(zip((entry.id for _, entry in entries), shared_encoder().encode_all(texts), strict=True))
