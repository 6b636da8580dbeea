"""Rasa starts, trains and serves without TensorFlow, and whoever needs TensorFlow is told so."""

from __future__ import annotations

import copy
import doctest
import importlib
import inspect
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import numpy
import pytest
import tensorflow
from fresh_python import python

from tensorflow_standin import STANDS_IN_FOR, StandInFinder, StandInModule, install

_IMPORT_ALL_OF_RASA = """
import importlib, pkgutil, re, sys, warnings
from pathlib import Path
warnings.simplefilter("ignore")
import rasa

folder = Path(rasa.__file__).parent
wanted = re.compile(r"^\\s*(import|from) (tensorflow|keras)", re.MULTILINE)
of_tensorflow = 0
for module in pkgutil.walk_packages(rasa.__path__, "rasa."):
    if module.name.startswith("rasa.cli.initial_project") or module.name.endswith("__main__"):
        continue  # a template, and the command line itself
    try:
        imported = importlib.import_module(module.name)
    except ModuleNotFoundError as error:
        if error.name != "transformers":  # the extra rasa[transformers], which TensorFlow users install themselves
            raise
        continue
    of_tensorflow += bool(wanted.search(Path(imported.__file__).read_text(encoding="utf-8")))
print(of_tensorflow)
"""


# --------------------------------------------------------------------------------------------------- what is served


def test_every_module_of_rasa_can_be_imported(tmp_path: Path) -> None:
    """No module of Rasa fails at import for want of TensorFlow, those that subclass Keras layers included."""
    assert int(python(_IMPORT_ALL_OF_RASA, tmp_path)) >= 15


@pytest.mark.parametrize("package", STANDS_IN_FOR)
def test_plain_python_finds_the_stand_in(package: str, tmp_path: Path) -> None:
    """The .pth file switches it on for every Python of the environment, not only for our own launcher."""
    assert python(f"import {package}; print({package}.__version__)", tmp_path) == "0.0.0+standin"


def test_switching_on_costs_a_python_start_little(tmp_path: Path) -> None:
    """Every Python start pays for the .pth file, so it loads neither typing nor importlib.abc."""
    folder = Path(importlib.import_module("tensorflow_standin").__file__ or "").parents[1]
    code = (
        f"import sys; sys.path.insert(0, {str(folder)!r}); before = set(sys.modules)\n"
        "import tensorflow_standin.finder; print(*set(sys.modules) - before)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(done.stdout.split())
    assert "tensorflow_standin.modules" in loaded
    assert not loaded & {"typing", "importlib.abc", "importlib.resources", "re", "inspect"}


def test_submodules_can_be_imported_by_any_road() -> None:
    """`import a.b.c`, `from a.b import C` and `a.b.c` name the same objects."""
    layers = importlib.import_module("tensorflow.keras.layers")
    from tensorflow.keras.layers import Layer

    assert tensorflow.keras.layers is layers
    assert tensorflow.keras.layers.Layer is Layer
    reached_first = tensorflow.reached_as_an_attribute
    assert importlib.import_module("tensorflow.reached_as_an_attribute") is reached_first


def test_every_name_is_one_object() -> None:
    """Asked twice, a name gives the same class or module, nested classes included."""
    assert tensorflow.Tensor is tensorflow.Tensor
    assert tensorflow.float32 is tensorflow.float32
    assert tensorflow.Variable.SaveSliceInfo is tensorflow.Variable.SaveSliceInfo
    assert tensorflow.Tensor is not tensorflow.RaggedTensor


def test_threads_get_the_same_class() -> None:
    """Rasa's server imports in threads: two that ask for a name at once see one class."""
    found: list[type] = []
    gate = threading.Barrier(8)

    def ask() -> None:
        gate.wait()
        found.append(tensorflow.AskedByManyThreads)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


def test_classes_are_real_and_distinct() -> None:
    """Isinstance answers truly for any value: a catch-all object would send matplotlib into recursion."""
    assert isinstance(tensorflow.Tensor, type)
    for value in (1, "x", None, numpy.zeros(2), tensorflow, tensorflow.Tensor):
        assert not isinstance(value, tensorflow.Tensor)
        assert not isinstance(value, (tensorflow.Tensor, tensorflow.sparse.SparseTensor))
    assert not issubclass(tensorflow.Tensor, tensorflow.RaggedTensor)


def test_classes_can_be_subclassed_and_annotated_with() -> None:
    """Rasa subclasses Keras models and writes tensors into its annotations."""

    class Model(tensorflow.keras.Model):  # type: ignore[misc]
        def call(self, inputs: tensorflow.Tensor | None) -> tensorflow.Tensor:
            return inputs

    class Smaller(Model, tensorflow.Module):  # type: ignore[misc]
        pass

    assert issubclass(Smaller, tensorflow.keras.Model)
    assert get_type_hints(Model.call)["return"] is tensorflow.Tensor


# ------------------------------------------------------------------------------------------------- being looked at


def test_nothing_is_a_tensor() -> None:
    """Matplotlib asks tensorflow.is_tensor of each array; it gets an answer, not an error."""
    assert tensorflow.is_tensor(numpy.zeros(2)) is False
    assert tensorflow.is_tensor(tensorflow.Tensor) is False


@pytest.mark.parametrize(
    "reach",
    [
        lambda: tensorflow,
        lambda: tensorflow.float32,
        lambda: tensorflow.Tensor,
        lambda: tensorflow.Outer.Inner,
        lambda: tensorflow.keras.layers.Dense,
    ],
)
def test_copies_and_pickles_are_the_same_object(reach: Any) -> None:
    """Copying, pickling and reloading keep the identity that isinstance relies on."""
    thing = reach()
    assert copy.copy(thing) is thing
    assert copy.deepcopy(thing) is thing
    assert pickle.loads(pickle.dumps(thing)) is thing
    assert reach() is thing


def test_introspection_sees_ordinary_modules_and_classes() -> None:
    """Inspect, doctest, repr, dir and hasattr work on the modules and classes, as debuggers and pytest use them."""
    assert doctest.testmod(tensorflow).failed == 0
    assert inspect.ismodule(tensorflow)
    assert not inspect.isabstract(tensorflow.Tensor)
    assert inspect.unwrap(tensorflow.function) is tensorflow.function
    for thing in (tensorflow, tensorflow.compat, tensorflow.Tensor, tensorflow.Outer.Inner):
        assert dict(inspect.getmembers(thing))
        assert thing.__name__ in repr(thing)
        assert dir(thing)
        assert inspect.getdoc(thing) is None or "stand-in" in str(inspect.getdoc(thing))
        for private in ("__wrapped__", "__file__", "_private", "__array__", "__torch_function__"):
            assert not hasattr(thing, private)
    assert tensorflow.Tensor == tensorflow.Tensor
    assert len({tensorflow.Tensor, tensorflow.float32, tensorflow}) == 3
    assert importlib.reload(tensorflow) is tensorflow
    assert numpy.asarray([tensorflow.Tensor], dtype=object).shape == (1,)


def test_classes_and_private_names_cannot_be_imported_as_modules() -> None:
    """`import tensorflow.Tensor` fails as with the real one, and leaves the class where it is."""
    before = tensorflow.Tensor
    for name in ("tensorflow.Tensor", "tensorflow._api", "tensorflow.__main__"):
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(name)
    assert tensorflow.Tensor is before


# ------------------------------------------------------------------------------------------ beside other packages


def test_nothing_else_is_stood_in_for() -> None:
    """A missing package that is not TensorFlow's is still missing."""
    finder = StandInFinder()
    for name in ("tensorflowjs", "tensorboard", "torch", "transformers", "keras_core", "rasa.tensorflow"):
        assert finder.find_spec(name) is None


def test_installing_twice_changes_nothing() -> None:
    """The finder stands once, and last, in the list of finders."""
    install()
    install()
    ours = [finder for finder in sys.meta_path if isinstance(finder, StandInFinder)]
    assert len(ours) == 1
    assert isinstance(tensorflow, StandInModule)
    assert isinstance(tensorflow, ModuleType)


def test_a_real_tensorflow_wins(tmp_path: Path) -> None:
    """Where TensorFlow is installed nothing of the stand-in is seen, nor are modules made up below it."""
    package = tmp_path / "site" / "tensorflow"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("__version__ = '2.12.0'\ndef constant(x):\n    return x\n")
    (package / "compat.py").write_text("v1 = 'real'\n")
    code = (
        "import tensorflow, tensorflow.compat\n"
        "try:\n    import tensorflow.contrib\nexcept ModuleNotFoundError:\n    missing = True\n"
        "print(tensorflow.__version__, tensorflow.constant(3), tensorflow.compat.v1, missing, "
        "hasattr(tensorflow, 'Tensor'))"
    )
    assert python(code, tmp_path, path=package.parent) == "2.12.0 3 real True False"
