"""The import hook that serves the stand-in modules.

Every Python of the environment loads this file when it starts, so it imports nothing but what Python has loaded by
then: `importlib.abc` and `typing` alone would cost each start some 15 ms.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec

from tensorflow_standin.modules import StandInModule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

STANDS_IN_FOR = ("tensorflow", "tensorflow_text", "tensorflow_hub", "keras")
"""Top-level packages that Rasa 3.6.21 imports at start and that only its TensorFlow components use."""


class StandInFinder:
    """Finds and loads the stand-in for the packages of `STANDS_IN_FOR` and everything below them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return a spec for a stand-in module, or None for anything else.

        Below a real TensorFlow nothing is made up: what is missing there stays missing. A name that does not begin
        with a small letter is a class or a private module of TensorFlow, and not to be imported here.
        """
        parent, _, name = fullname.rpartition(".")
        if parent:
            served = isinstance(sys.modules.get(parent), StandInModule) and name[:1].islower()
        else:
            served = fullname in STANDS_IN_FOR
        if not served:
            return None
        return ModuleSpec(fullname, self, is_package=True)  # type: ignore[arg-type]  # a Loader, though not by name

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module that was already reached as an attribute of its parent, or a new one."""
        parent, _, name = spec.name.rpartition(".")
        known = vars(sys.modules[parent]).get(name) if parent else None
        return known if isinstance(known, StandInModule) else StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: a stand-in module holds no code."""


def install() -> None:
    """Ask the stand-in last for every import; calling it again changes nothing."""
    if not any(isinstance(finder, StandInFinder) for finder in sys.meta_path):
        sys.meta_path.append(StandInFinder())
