"""The conversation in README.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.settings import ROOT

if TYPE_CHECKING:
    from tests.conftest import Hold

(SHOWN,) = re.findall(
    r"^```\n(You: .+?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)
TURNS = [tuple(turn.split("\n\n", 1)) for turn in SHOWN.split("You: ")[1:]]
"""What is typed and what comes back, with the titles of its buttons in brackets."""


def in_one_line(text: str) -> str:
    """Return a text as it is read, wherever its lines end."""
    return " ".join(text.split())


async def test_the_conversation_of_the_readme_is_what_patients_read(hold: Hold) -> None:
    """A newcomer sees what the assistant really says: answers, what it does not know, and urgent help."""
    turns = await hold([typed for typed, _ in TURNS])
    for turn, (typed, shown) in zip(turns, TURNS, strict=True):
        said = [message.text for message in turn.messages]
        buttons = " ".join(f"[{button.title}]" for button in turn.buttons)
        assert in_one_line(" ".join([*said, buttons])) == in_one_line(shown), typed
    outcomes = [turn.record.outcome.value for turn in turns]
    assert 3 <= len(turns) <= 5
    assert {"answer", "redirect", "urgent"} <= set(outcomes)
