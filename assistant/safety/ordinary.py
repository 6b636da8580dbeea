"""The ordinary questions of data/nlu.yml, calm examples of the second look: people ask them without danger."""

from __future__ import annotations

import hashlib
import re

import yaml

from assistant.safety.examples import Example
from assistant.settings import ROOT

NLU = ROOT / "data" / "nlu.yml"
MOST = 6000
"""How many questions are taken: the first ones in the order of a hash of their text."""
NOT_SURELY_CALM = frozenset(
    ["urgent_help", "only_asking", "choose", "out_of_scope_symptoms", "out_of_scope_personal", "out_of_scope_diagnosis"]
)
"""Intents whose sentences may tell of a present danger."""
_ANNOTATION = re.compile(r"\[([^\]]+)\](\([^)]*\)|\{[^}]*\})")


def ordinary_questions() -> list[Example]:
    """Return the questions as calm examples."""
    content = yaml.load(NLU.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    texts = {
        _ANNOTATION.sub(r"\1", line.removeprefix("- ").strip())
        for group in content["nlu"]
        if "intent" in group and group["intent"] not in NOT_SURELY_CALM
        for line in group["examples"].splitlines()
        if line.strip()
    }
    return [Example(text) for text in sorted(texts, key=_digest)[:MOST]]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
