"""The modules and classes that the stand-in hands out."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

VERSION = "0.0.0+standin"
"""The version reported as `tensorflow.__version__`."""


class TensorFlowNotInstalledError(ImportError):
    """Something tried to use TensorFlow, which this installation leaves out on purpose.

    It is an ImportError, since that is what code which can do without TensorFlow is ready for.
    """

    def __init__(self, name: str) -> None:
        """Say what was used (a dotted name such as `tensorflow.keras.Model`) and how to go on."""
        super().__init__(
            f"'{name}' needs TensorFlow, and this project runs Rasa without it. Either take the component that uses it "
            "(DIETClassifier, TEDPolicy, ResponseSelector, UnexpecTEDIntentPolicy, ConveRTFeaturizer, "
            "LanguageModelFeaturizer) out of config.yml, or run Rasa on Python 3.10 with TensorFlow: "
            "pip install 'rasa==3.6.21' in a Python 3.10 environment. See docs/rasa-without-tensorflow.md.",
            name=name,
        )
        self.used = name

    def __reduce__(self) -> tuple[Callable[[str], TensorFlowNotInstalledError], tuple[str]]:
        """Let the error travel between processes, as those of multiprocessing do."""
        return not_installed, (self.used,)


def not_installed(name: str) -> TensorFlowNotInstalledError:
    """Return the error for the use of `name`.

    Where Rasa is running it is one of Rasa's own exceptions as well: its commands print those as one line, and any
    other as a hundred lines of traceback in which nobody finds the reason.
    """
    rasa_exceptions = sys.modules.get("rasa.shared.exceptions")
    if rasa_exceptions is None:
        return TensorFlowNotInstalledError(name)
    bases = (TensorFlowNotInstalledError, rasa_exceptions.RasaException)
    kind = type(TensorFlowNotInstalledError.__name__, bases, {"__module__": __name__})
    error: TensorFlowNotInstalledError = kind(name)
    return error


class _StandInMeta(type):
    """Lets `tensorflow.Some.Nested` be named: an unknown attribute of a stand-in class is a stand-in class."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("_"):
            raise AttributeError(f"type object '{cls.__name__}' has no attribute '{name}'")
        setattr(cls, name, make_class(cls.__module__, f"{cls.__qualname__}.{name}"))
        nested: type = vars(cls)[name]
        return nested


def make_class(module: str, qualified_name: str) -> type:
    """Return a new class that can be subclassed and tested with isinstance, but never created.

    Each name gets a class of its own: libraries ask `isinstance(x, tensorflow.Tensor)`, and one catch-all object for
    every name would answer wrongly.
    """

    def refuse(cls: type, *_: object, **__: object) -> NoReturn:
        raise not_installed(f"{cls.__module__}.{cls.__qualname__}")

    namespace = {"__module__": module, "__qualname__": qualified_name, "__new__": refuse}
    return _StandInMeta(qualified_name.rpartition(".")[2], (), namespace)


class StandInModule(ModuleType):
    """A module of which every attribute exists: classes for CamelCase names, modules for the others."""

    def __init__(self, name: str) -> None:
        """Make the module `name`, a dotted name."""
        super().__init__(name, doc=f"Inert stand-in for {name}; see tensorflow_standin.")
        self.__version__ = VERSION
        self.__path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        """Return the class or module of that name, the same one each time."""
        if name.startswith("_"):
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")
        value: object
        if name == "is_tensor":  # matplotlib asks this of every array that it is given
            value = _is_tensor
        elif name[0].isupper():
            value = make_class(self.__name__, name)
        else:
            value = StandInModule(f"{self.__name__}.{name}")
        return vars(self).setdefault(name, value)  # setdefault: two threads that ask at once get the same one

    def __call__(self, *_: object, **__: object) -> NoReturn:
        """Refuse: a lower-case name of TensorFlow was called as the function it is."""
        raise not_installed(self.__name__)

    def __reduce__(self) -> tuple[Callable[[str], ModuleType], tuple[str]]:
        """Copy and pickle by name, so that a module stays one object."""
        return importlib.import_module, (self.__name__,)


def _is_tensor(_: object) -> bool:
    """Nothing is a tensor where there is no TensorFlow."""
    return False
