"""An inert stand-in for TensorFlow, so that Rasa 3.6.21 runs without it.

Rasa imports TensorFlow when it starts, whether or not the pipeline has a component that needs it. This package answers
those imports with modules and classes that can be named, subclassed and compared, and that refuse to be *used*: whoever
creates one of the classes or calls one of the functions gets `TensorFlowNotInstalledError`, which says what to do.

It is switched on by `tensorflow_standin.pth`, which is installed with the project, so that plain `rasa train`,
`rasa shell` and the other commands find it too. The finder is the last one asked: a real TensorFlow always wins.
The measurements behind this are in `docs/rasa-without-tensorflow.md`.
"""

from tensorflow_standin.finder import STANDS_IN_FOR, StandInFinder, install
from tensorflow_standin.modules import StandInModule, TensorFlowNotInstalledError

__all__ = ["STANDS_IN_FOR", "StandInFinder", "StandInModule", "TensorFlowNotInstalledError", "install"]
