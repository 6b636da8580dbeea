"""The conversation test runner talks to the endpoint as the website does."""

from __future__ import annotations

from pathlib import Path

import httpx
from door_fakes import Door

from assistant.conversation_tests.drivers.http import Http
from assistant.conversation_tests.messages import failure_text
from assistant.conversation_tests.names import load_names
from assistant.conversation_tests.reading import read_file
from assistant.conversation_tests.running import Result, run

FILE = """
test_cases:
  - test_case: Pressed and typed
    steps:
      - press: Side effects
        says: You pressed Side effects
      - user: hello
        outcome: answer
        says: You said hello
        assertions:
          - slot_was_set: [treatment]
  - test_case: A button that is not there
    steps:
      - press: Nothing
"""


async def test_typed_words_and_buttons_go_through_the_endpoint(door: Door, tmp_path: Path) -> None:
    """What the endpoint shows is checked, what it does not show is counted, and a missing button is a failure."""
    path = tmp_path / "over_http.yml"
    path.write_text(FILE, encoding="utf-8")
    names = load_names()
    driver = Http("http://door", httpx.ASGITransport(app=door.app))
    held: list[Result] = [await run(one, "website", driver, names.domain) for one in read_file(path, names)]
    await driver.close()
    assert held[0].failure is None, failure_text(held[0])
    assert held[0].unseen == 1
    assert 'offered: "All treatments", "Side effects"' in failure_text(held[1])
