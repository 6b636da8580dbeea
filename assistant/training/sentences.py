"""The sentences that understanding is trained with: data/nlu.yml and data/nlu_out_of_scope.yml, by intent."""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from assistant.settings import ROOT

OUT_OF_SCOPE = "out_of_scope_"
"""How the intents begin that the page does not answer; their sentences have a file of their own."""
_ANNOTATION = re.compile(r"\[([^\]]+)\](\([^)]*\)|\{[^}]*\})")
"""Rasa's mark of an entity, "[chemo](treatment)": here the words alone count."""


@lru_cache(maxsize=1)
def training_sentences() -> dict[str, tuple[str, ...]]:
    """Return the sentences of each intent, in the order of the files; `assistant.training.check` has looked at them."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data").glob("nlu*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]:
            lines = (line.removeprefix("- ").strip() for line in block.get("examples", "").splitlines())
            found.setdefault(block.get("intent", ""), []).extend(_ANNOTATION.sub(r"\1", line) for line in lines if line)
    return {intent: tuple(sentences) for intent, sentences in found.items() if intent}
