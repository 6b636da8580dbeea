"""The sentence embeddings are those of the publisher's own weights, from a file that was tested."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.language import embedding
from assistant.language.embedding import DIMENSIONS, ModelFileError, SentenceEncoder, shared_encoder

REFERENCE = json.loads((Path(__file__).parents[2] / "data" / "minilm-reference.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("sentence", REFERENCE["embeddings"], ids=lambda sentence: sentence["text"][:40])
def test_vectors_are_the_publishers(sentence: dict[str, Any]) -> None:
    """Each reference sentence has a cosine of at least 0.99 to the vector of the official float weights."""
    expected = np.array(sentence["vector"])
    got = shared_encoder().encode(sentence["text"])
    assert float(got @ expected / np.linalg.norm(expected)) >= 0.99


@pytest.mark.parametrize("text", ["", " ", "x", "chemo", "😀", "что", "word " * 5000, "\x00"])
def test_any_text_has_a_unit_vector(text: str) -> None:
    """Empty, foreign and very long texts have a vector of length one."""
    vector = shared_encoder().encode(text)
    assert vector.shape == (DIMENSIONS,)
    assert np.isfinite(vector).all()
    assert abs(float(np.linalg.norm(vector)) - 1) < 1e-4


def test_one_by_one_or_together_is_the_same() -> None:
    """Training (many at once) and use (one message) see exactly the same numbers."""
    sentences = [sentence["text"] for sentence in REFERENCE["embeddings"]][:6]
    together = shared_encoder().encode_all(sentences)
    assert np.array_equal(together, np.stack([shared_encoder().encode(sentence) for sentence in sentences]))
    assert shared_encoder().encode_all([]).shape == (0, DIMENSIONS)


def test_a_remembered_vector_can_not_be_changed() -> None:
    """Vectors are shared: writing into one is an error."""
    with pytest.raises(ValueError, match="read-only"):
        shared_encoder().encode("chemo")[0] = 1


def test_another_model_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model file with another checksum stops the start, and the message says what to do."""
    (tmp_path / "model.onnx").write_bytes(b"another model")
    monkeypatch.setattr(embedding, "files", lambda _: tmp_path)
    with pytest.raises(ModelFileError, match="make setup"):
        SentenceEncoder()
