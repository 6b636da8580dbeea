"""Stores the solved second look beside the model, so that a start need not solve it.

`make train` does it; by hand: `python -m assistant.safety.build`.
"""

from __future__ import annotations

from assistant.safety.examples import load_examples
from assistant.safety.likeness import SOLVED, SecondLook


def build() -> bool:
    """Solve and store where the stored solution is not of today's examples; say whether anything was done."""
    second_look = SecondLook(load_examples())
    if second_look.is_stored:
        return False
    SOLVED.parent.mkdir(exist_ok=True)
    second_look.save()
    return True


if __name__ == "__main__":
    print("Stored." if build() else "It is of today's examples already.")
