"""Products in whole numbers: exact, the same beside others, by the graph that is described."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from assistant.safety.products import GRAPH, ZERO, products

CHANCE = np.random.default_rng(5)


def graph() -> bytes:
    """Return the graph of `products.onnx`: digits without a sign with whole numbers, summed in 32 bits."""
    value = helper.make_tensor_value_info
    one = helper.make_graph(
        [helper.make_node("MatMulInteger", ["digits", "columns", "zero"], ["products"])],
        "products",
        [value("digits", TensorProto.UINT8, ["rows", "width"]), value("columns", TensorProto.INT8, ["width", "many"])],
        [value("products", TensorProto.INT32, ["rows", "many"])],
        [numpy_helper.from_array(np.uint8(ZERO), "zero")],
    )
    model = helper.make_model(one, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def test_the_file_is_the_graph_that_is_described() -> None:
    """Nobody has to trust a file that can't be read."""
    assert graph() == GRAPH.read_bytes()


def test_products_are_those_of_numpy() -> None:
    """Also where all values are as large as they can be, which would not fit 16 bits with larger digits."""
    vectors = CHANCE.uniform(-1, 1, (5, 128)).astype(np.float32)
    vectors[0], vectors[1] = 1, -1
    columns = CHANCE.integers(-127, 128, (128, 999), dtype=np.int8)
    columns[:, 0], columns[:, 1] = 127, -127
    whole = np.round(vectors * 8000).astype(np.int64) @ columns.astype(np.int64)
    assert np.array_equal(products(vectors, columns), whole.astype(np.float32) / np.float32(8000))


def test_a_vector_has_the_same_products_beside_others() -> None:
    """To the last bit: the same text always gets the same tier."""
    vectors = CHANCE.uniform(-1, 1, (12, 128)).astype(np.float32)
    columns = CHANCE.integers(-127, 128, (128, 2001), dtype=np.int8)
    alone = np.concatenate([products(vector[None], columns) for vector in vectors])
    assert np.array_equal(products(vectors, columns), alone)
