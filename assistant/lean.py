"""Starts Rasa without what Rasa imports and this assistant never calls: a fifth of the start, an eighth of the memory.

Rasa 3.6.21 imports all its channels, databases and training tools when it is loaded. `start_lean` lets each of these
imports succeed without loading anything, in this process only. What is left out can be named and subclassed, as Rasa
does, and says what it is when somebody tries to use it. `make bench` measures the gain; docs/performance.md has it.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, NoReturn

LEFT_OUT = frozenset(
    [
        "aiohttp",  # asks other servers for a model, an understanding or an action: here all of it is in one process
        "boto3",  # DynamoDB, another store of conversations
        "pymongo",  # MongoDB, another store of conversations
        "rasa.graph_components.validators.default_recipe_validator",  # checks a configuration when it is trained
        "sanic",  # Rasa's own web server
        "dask",  # runs the graph of a training; a loaded model is run by assistant.rasa_speed.runner
        "sklearn",  # trains the classifier; what it learned is applied without it
        "spacy.cli",  # spaCy's command line
    ]
)
"""Modules, with all below them, of which only names are wanted."""
NOT_THERE = frozenset(["portalocker.redis"])
"""Modules whose importer is ready for their absence."""
LATER = frozenset(
    [
        "rasa.core.jobs",  # reminders
        "rasa.telemetry",
        "rasa.utils.plotting",  # plots of `rasa test`
        "scipy.sparse.csgraph",  # of scipy.sparse, only its matrices are used
        "scipy.sparse.linalg",
    ]
)
"""Modules that are really loaded, but only when somebody takes something from them."""
_SEARCHES = (50_000, 20, 100)
"""When Python searches for garbage while all is loaded: seldom, since nearly all that is made then stays."""
_USUAL = gc.get_threshold()
CHANNELS = "rasa.core.channels"
"""A package that imports each of Rasa's channels; only its module `channel` is wanted."""


class LeftOutError(RuntimeError):
    """Something was used that this process left out."""


class _LeftOut(ModuleType):
    """A module of which every name is a class that can't be used."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "Left out; see assistant.lean.")
        self.__path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")
        whole = f"{self.__name__}.{name}"

        def refuse(*_: object, **__: object) -> NoReturn:
            raise LeftOutError(f"{whole} is left out of this process (assistant/lean.py)")

        # An error that is left out can be named in an `except`, and is never raised.
        bases = (Exception,) if name.endswith("Error") else ()
        made = type(name, bases, {"__module__": self.__name__, "__new__": refuse})
        return vars(self).setdefault(name, made)  # the same one each time, for two threads too


class _Channels(ModuleType):
    """Rasa's package of channels: its own code runs only when something of a channel is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")
        base = importlib.import_module(f"{CHANNELS}.channel")
        if hasattr(base, name):
            return getattr(base, name)
        if self.__spec__ is None or self.__spec__.loader is None or "BUILTIN_CHANNELS" in vars(self):
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


class _Finder:
    """Asked first for every import; answers for the modules named above."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return a spec for a module that is not loaded as usual, None for all others."""
        parent = sys.modules.get(fullname.rpartition(".")[0])
        if fullname in LEFT_OUT or isinstance(parent, _LeftOut):
            return ModuleSpec(fullname, self, is_package=True)  # type: ignore[arg-type]  # a Loader, though not by name
        if fullname in LATER:
            spec = PathFinder.find_spec(fullname, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader = importlib.util.LazyLoader(spec.loader)
            return spec
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the empty module."""
        return _LeftOut(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: there is no code."""


_M_ARENA_MAX = -8
"""The number of glibc's malloc.h."""


def start_lean() -> None:
    """Leave out what is not needed from here on; call it before the first import of Rasa, spaCy and NumPy.

    Also let NumPy compute on one core: its products here are small, and a second thread only spins while it waits,
    which takes a third of the processor from other turns. Let all threads share one heap. And let Python search
    seldom for garbage until `settle`.
    What is loaded already stays as it is. Calling it again changes nothing.
    """
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _keep_memory_together()
    gc.set_threshold(*_SEARCHES)
    sys.meta_path.insert(0, _Finder())
    for name in NOT_THERE:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None is how an import is refused
    if CHANNELS not in sys.modules:
        core = importlib.import_module(CHANNELS.rpartition(".")[0])
        spec = PathFinder.find_spec(CHANNELS, core.__path__)
        if spec is not None:
            package = _Channels(CHANNELS)
            package.__spec__ = spec
            package.__path__ = list(spec.submodule_search_locations or ())
            sys.modules[CHANNELS] = package
            vars(core)["channels"] = package  # as an import would have set it


def _keep_memory_together() -> None:
    """Let all threads take their memory from one heap: with a heap for each, what one gave back no other can use.

    Python's threads wait for one another anyway. Read `M_ARENA_MAX` in mallopt(3).
    """
    try:
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
    except (AttributeError, OSError, TypeError):
        return  # another C library, which keeps its own order


def settle() -> None:
    """Call it when all is loaded: give unused memory back, and search what stays no more for garbage.

    Loading leaves free memory behind that only the C library knows of. And each search of Python's through a million
    objects that stay for good would hold up everybody's turn for a quarter of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_USUAL)
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):
        return  # another C library, which keeps its own order
