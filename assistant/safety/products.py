"""Products of a few vectors with many, in whole numbers: by ONNX Runtime, as NumPy has no quick ones.

A quarter of the memory that floats take passes through the processor, once for all texts of a message. Whole numbers
are exact: a text gets the same products on every machine, and whatever stands beside it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float32]
    Whole = npt.NDArray[np.int8]

GRAPH = Path(__file__).with_name("products.onnx")
"""One step, `MatMulInteger`; tests/safety/test_products.py writes it anew and compares."""
ZERO = 64
"""What stands for 0 in the digits of a vector, which have no sign."""
_BASE = 128
"""A vector has two digits for each value, from -64 to 64: 0 to 128 without a sign. Two products of larger ones with
whole numbers of 8 bits do not fit the 16 bits in which processors without VNNI add them."""
_FINEST = 8000
"""What stands for 1 in a vector."""
_THREADS = 2


def products(vectors: Array, columns: Whole) -> Array:
    """Return the products of vectors of values from -1 to 1, shape (vectors, width), with `columns`.

    Args:
        vectors: Rounded to `1 / _FINEST`.
        columns: One for each of the many, shape (width, many), one row behind the other in memory.

    Returns:
        Shape (vectors, many).
    """
    whole = np.round(vectors * _FINEST).astype(np.int32)
    low = (whole + ZERO) % _BASE - ZERO
    digits = np.concatenate([(whole - low) // _BASE, low]) + ZERO
    (found,) = _session().run(None, {"digits": digits.astype(np.uint8), "columns": columns})
    high, low = found[: len(vectors)], found[len(vectors) :]
    exact: Array = (high * _BASE + low).astype(np.float32)
    return exact / np.float32(_FINEST)


@lru_cache(maxsize=1)
def _session() -> Any:
    import onnxruntime  # here, as for the sentence encoder: commands do without

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(GRAPH), options, providers=["CPUExecutionProvider"])
