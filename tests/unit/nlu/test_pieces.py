"""The light weights of pieces are those of scikit-learn, which learned the pieces."""

from __future__ import annotations

import json

import numpy as np
import pytest

from assistant.nlu.ngram_featurizer import NgramFeaturizer, _pieces, vectorizers
from assistant.nlu.pieces import KnownPieces, character_pieces, word_pieces
from assistant.settings import ROOT

LINES = (ROOT / "tests" / "questions" / "tune.jsonl").read_text(encoding="utf-8").splitlines()
TEXTS = [str(json.loads(line)["text"]) for line in LINES[:300]]
ODD = ["", "a", "I", "x y", "  two  spaces ", "\xe9 \xfc \U0001f600 ok", "A" * 40, "pain pain PAIN pain", "zzzz qqqq"]


@pytest.mark.parametrize("which", [0, 1], ids=["characters", "words"])
def test_the_weights_are_those_of_scikit_learn(which: int) -> None:
    """For questions and odd texts, the same pieces are found and weigh the same."""
    config = NgramFeaturizer.get_default_config()
    learned = vectorizers(config)[which].fit(TEXTS[:200])
    cut = (character_pieces(2, config["characters"]), word_pieces(config["words"]))[which]
    known = KnownPieces([(piece, float(learned.idf_[place])) for place, (piece, _) in enumerate(_pieces(learned))], cut)
    assert len(known) == len(learned.vocabulary_)
    for text, row in zip([*TEXTS[200:], *ODD], learned.transform([*TEXTS[200:], *ODD]), strict=True):
        found = known.weigh(text)
        assert set(found) == set(row.indices.tolist()), text
        assert np.allclose([found[column] for column in row.indices], row.data, atol=1e-6), text
