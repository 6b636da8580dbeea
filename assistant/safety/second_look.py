"""The second look: how like a message is to the written urgent examples, against the calm ones.

The sentence encoder gives each word a vector that knows the words around it; small networks (`network`) learned from
the examples what an emergency sounds like, and which kind it is. Their scores are averaged, and the examples nearest
to a text (`nearest`) have a say where the networks do not find it calm. All of it stands beside this file; where an
example changed, `make train` learns anew (half an hour; `python -m assistant.safety.build` does it alone). What was not
learned from today's examples is not used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from assistant.language.embedding import MODEL_SHA256, shared_encoder
from assistant.safety.around import AROUND
from assistant.safety.examples import examples_checksum, messages_of
from assistant.safety.nearest import NearestExamples
from assistant.safety.network import scores, stack
from assistant.safety.tiers import Tier

if TYPE_CHECKING:
    import numpy.typing as npt

    from assistant.safety.network import Array, Parameters

LEARNED = Path(__file__).with_name("second_look.safetensors")
"""Part of the repository, so that what was measured and signed is what is served, on every machine."""
SEEDS = (0, 1, 2)
"""Two networks for each: their mean is steadier than one alone.

One learns without what is typed in the middle of talks: it misses fewer wishes to die that are told in few words, the
other stops fewer people who ask on about a treatment."""
_WHAT_TO_DO = "Run 'make train'."
NEAREST_COUNT = 0.3
"""How much the nearest examples count beside the networks, whose score counts 1."""
ASKED_FROM = -5.0
"""The nearest examples are asked of a text that the networks find more urgent than this, and never make it calmer than
this: what is below is calm throughout (`thresholds.CALM_THROUGHOUT`), and asking takes some milliseconds."""
_NEAREST = "nearest"
_RECIPE = 6
"""Counted up with every change of how texts are read or learned from, so that older networks are passed over."""


class SecondLookError(RuntimeError):
    """There are no networks of today's examples; the message says what to do."""


@dataclass(frozen=True)
class Likeness:
    """How a text compares with the examples."""

    score: float
    """Above 0 it is more like the urgent ones, below 0 more like the calm ones (a logit)."""
    kind: str
    tier: Tier
    """The kind and tier of emergency that it is most like, whether or not it is one."""


class SecondLook:
    """Compares texts with the examples. Safe for many threads."""

    def __init__(
        self,
        networks: Sequence[Parameters],
        classes: Sequence[tuple[str, Tier]],
        nearest: NearestExamples,
    ) -> None:
        """Take the learned networks, the kinds of emergency in the order of their scores, and the examples."""
        self._networks = tuple(networks)
        self._classes = tuple(classes)
        self._nearest = nearest
        self._tiers = {tier: [place for place, of in enumerate(self._classes) if of[1] is tier] for tier in Tier}

    @classmethod
    def load(cls, path: Path = LEARNED) -> SecondLook:
        """Load what was learned from today's examples.

        Raises:
            SecondLookError: it is missing or damaged, or the examples changed since.
        """
        try:
            with safe_open(path, framework="numpy") as stored:
                about = stored.metadata() or {}
                tensors = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118
        except (OSError, SafetensorError) as error:
            raise SecondLookError(f"The urgent-help gate has not learned its examples. {_WHAT_TO_DO}") from error
        if about.get("stamp") != stamp():
            raise SecondLookError(f"The urgent-help gate has learned from other examples than today's. {_WHAT_TO_DO}")
        parts: dict[str, dict[str, Any]] = {}
        for name, values in tensors.items():
            part, _, parameter = name.partition(".")
            parts.setdefault(part, {})[parameter] = values
        kept = parts.pop(_NEAREST)
        nearest = NearestExamples(
            axes=kept["axes"].astype(np.float32),
            columns=np.ascontiguousarray(kept["vectors"].T),
            urgent=int(kept["urgent"]),
            scale=float(kept["scale"]),
            texts=kept["texts"].tobytes(),
        )
        networks: list[Parameters] = [
            {name: values.astype(np.float32) for name, values in parts[number].items()} for number in sorted(parts)
        ]
        return cls(networks, [(str(kind), Tier(tier)) for kind, tier in json.loads(about["classes"])], nearest)

    def save(self, path: Path = LEARNED) -> None:
        """Store what was learned as that of today's examples; half precision is enough for the networks."""
        tensors: dict[str, npt.NDArray[Any]] = {
            f"{number}.{name}": values.astype(np.float16)
            for number, network in enumerate(self._networks)
            for name, values in network.items()
        }
        tensors |= {
            f"{_NEAREST}.axes": self._nearest.axes.astype(np.float16),
            f"{_NEAREST}.vectors": np.ascontiguousarray(self._nearest.columns.T),
            f"{_NEAREST}.urgent": np.array(self._nearest.urgent),
            f"{_NEAREST}.scale": np.array(self._nearest.scale),
            f"{_NEAREST}.texts": np.frombuffer(self._nearest.texts, dtype=np.uint8),
        }
        classes = json.dumps([[kind, tier.value] for kind, tier in self._classes])
        save_file(tensors, path, {"stamp": stamp(), "classes": classes})

    def look(self, texts: Sequence[str]) -> list[Likeness]:
        """Compare texts (as `assistant.safety.units` cuts them) with the examples, side by side."""
        if not texts:
            return []
        found = self.compare(shared_encoder().words_of(texts))
        doubtful = [place for place, likeness in enumerate(found) if likeness.score > ASKED_FROM]
        vectors = shared_encoder().encode_message([texts[place] for place in doubtful])
        for place, leaning in zip(doubtful, self._nearest.leanings(vectors), strict=True):
            score = found[place].score + NEAREST_COUNT * leaning
            found[place] = replace(found[place], score=max(score, ASKED_FROM))  # what is in doubt stays so
        return found

    def compare(self, texts: Sequence[Array]) -> list[Likeness]:
        """Return what the networks alone say of texts, each given by the vectors of its words."""
        given = stack(texts)
        found = np.mean([scores(network, *given) for network in self._networks], axis=0)
        return [self._likeness(row) for row in found]

    def nearest_example(self, text: str, urgent: bool) -> str:
        """Return the urgent, or calm, example that is nearest to a text."""
        return self._nearest.nearest(shared_encoder().encode(text), urgent)

    def _likeness(self, found: Array) -> Likeness:
        of_classes = np.exp(found[1:] - found[1:].max())
        of_tiers = {tier: float(of_classes[places].sum()) for tier, places in self._tiers.items()}
        tier = max(of_tiers, key=of_tiers.__getitem__)
        place = max(self._tiers[tier], key=lambda each: float(of_classes[each]))
        return Likeness(float(found[0]), self._classes[place][0], tier)


def stamp() -> str:
    """Return a checksum of what the networks depend on: the examples, what is said around them, and the encoder.

    Not of the ordinary questions: a new way of asking in data/ asks for no new network.
    """
    depends = f"{_RECIPE} {SEEDS} {MODEL_SHA256} {examples_checksum()} "
    return hashlib.sha256(depends.encode() + messages_of(AROUND)).hexdigest()


@lru_cache(maxsize=1)
def shared_second_look() -> SecondLook:
    """Return the second look over the examples of this folder, loaded once.

    Raises:
        SecondLookError: see `SecondLook.load`.
    """
    return SecondLook.load()
