"""The sentence embeddings are those of the publisher's own weights, from a file that was tested."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.language import embedding, encoder_file
from assistant.language.embedding import DIMENSIONS, WORD_DIMENSIONS, ModelFileError, SentenceEncoder, shared_encoder

ROUNDING = 2e-6
HALF_PRECISION = 2e-2
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
    """Training (many at once) and use (one message) see the same numbers, to the rounding of single precision."""
    sentences = [sentence["text"] for sentence in REFERENCE["embeddings"]][:6]
    together = shared_encoder().encode_all(sentences)
    alone = np.stack([SentenceEncoder().encode(sentence) for sentence in sentences])
    assert np.abs(together - alone).max() < ROUNDING
    assert shared_encoder().encode_all([]).shape == (0, DIMENSIONS)


def test_the_sentences_of_a_message_do_not_see_each_other() -> None:
    """A sentence has the same vector whatever stands beside it, also where more words come than run at once."""
    encoder = SentenceEncoder()
    alone = encoder.encode("side effects of chemo")
    sentences = ["no " * 200, "side effects of chemo", "", "radiation " * 60]
    beside = SentenceEncoder()
    assert np.abs(alone - beside.encode_message(sentences)[1]).max() < ROUNDING
    words = beside.words_of(sentences)[1]
    assert np.abs(encoder.words_of(["side effects of chemo"])[0] - words).max() < HALF_PRECISION


def test_each_word_has_a_vector_that_knows_the_words_around_it() -> None:
    """The words of a sentence are told apart, and the same word is another one in another sentence."""
    wet, bed, paint = shared_encoder().words_of(["wet", "i wet the bed", "the paint is wet"])
    assert wet.shape == (3, WORD_DIMENSIONS)  # a mark for the beginning, the word, a mark for the end
    assert np.abs(bed[2] - paint[4]).max() > 0.1
    last = bed[:, -DIMENSIONS:].mean(axis=0)
    assert np.abs(last / np.linalg.norm(last) - shared_encoder().encode("i wet the bed")).max() < HALF_PRECISION


def test_sentences_are_remembered_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that is asked for again is not computed again; the oldest ones are forgotten."""
    monkeypatch.setattr(embedding, "_REMEMBERED", 2)
    encoder = SentenceEncoder()
    computed: list[list[str]] = []
    encode = encoder._encode
    monkeypatch.setattr(encoder, "_encode", lambda sentences: computed.append(list(sentences)) or encode(sentences))
    encoder.encode_message(["one", "two", "one"])
    encoder.encode_message(["two", "three"])
    encoder.encode("one")
    assert computed == [["one", "two"], ["three"], ["one"]]


def test_the_same_message_gives_the_same_vectors() -> None:
    """How two cores share the work changes no bit of a vector: the same text is always judged the same."""
    sentences = [sentence["text"] for sentence in REFERENCE["embeddings"]][:6]
    first, *others = (SentenceEncoder().encode_message(sentences) for _ in range(3))
    for other in others:
        assert all((one == again).all() for one, again in zip(first, other, strict=True))


def test_a_remembered_vector_can_not_be_changed() -> None:
    """Vectors are shared: writing into one is an error."""
    with pytest.raises(ValueError, match="read-only"):
        shared_encoder().encode("chemo")[0] = 1


def test_another_model_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model file with another checksum stops the start, and the message says what to do."""
    (tmp_path / "model.onnx").write_bytes(b"another model")
    monkeypatch.setattr(encoder_file, "files", lambda _: tmp_path)
    monkeypatch.setattr(encoder_file, "FOLDER", tmp_path)
    with pytest.raises(ModelFileError, match="make setup"):
        SentenceEncoder()


def test_a_damaged_file_is_written_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that is not what its name says is not run: it is written anew from the tested weights."""
    monkeypatch.setattr(encoder_file, "FOLDER", tmp_path)
    whole = encoder_file.encoder_file()
    assert encoder_file.encoder_file() == whole
    content = whole.read_bytes()
    whole.write_bytes(content[:-1] + b"x")
    assert encoder_file.encoder_file() == whole
    assert whole.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == [whole.name]


def test_a_place_that_can_not_be_written_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the file is missing and can't be written, the start stops with the folder's name."""
    (tmp_path / "models").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setattr(encoder_file, "FOLDER", tmp_path / "models")
    with pytest.raises(ModelFileError, match="can't be written"):
        SentenceEncoder()
