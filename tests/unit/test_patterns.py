"""No regular expression of ours can be made to run for years: it would hold up everybody, not only who wrote."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.language.folding import MAX_CHARACTERS

PACKAGES = (
    *("actions", "assistant.booking", "assistant.channels", "assistant.dialogue", "assistant.language"),
    *("assistant.nlu", "assistant.privacy", "assistant.safety", "assistant.turn", "assistant.unanswered", "knowledge"),
)
HANGS = 5.0
"""Seconds that no pattern comes near on a message of the greatest length, unless it tries the same in many ways."""
MOST_WORDS, MOST_PAIRED = 70, 25


def modules(package: str) -> Iterator[Any]:
    """Yield a package and all modules in it."""
    found = importlib.import_module(package)
    yield found
    for module in pkgutil.walk_packages(found.__path__, f"{package}."):
        if ".versions" not in module.name and not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def patterns(value: object, name: str, depth: int = 3) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the compiled patterns in a value of a module."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(value, dict) and depth:
        for key, one in value.items():
            yield from patterns(one, f"{name}[{key}]", depth - 1)
    elif isinstance(value, tuple | list) and depth:
        for one in value:
            yield from patterns(one, name, depth - 1)


def rows(pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield messages that repeat what a pattern may begin with, and end in what it does not expect."""
    plain = re.sub(r"\\[bWwsdS]|\(\?[:<!=]*P?<?\w*>?", " ", pattern.pattern)
    words = list(dict.fromkeys(word.strip() for word in re.findall(r"[a-z' ]+", plain) if word.strip()))[:MOST_WORDS]
    pairs = itertools.permutations(words[:MOST_PAIRED], 2)
    units = [*(f"{word} " for word in words), *(f"{one} {other} " for one, other in pairs), " ", ". ", "a ", "1 ", "'"]
    for unit in units:
        yield (unit * MAX_CHARACTERS)[: MAX_CHARACTERS - 2] + "x!"


def hangs(pattern: re.Pattern[str]) -> str | None:
    """Return the message on which a pattern does not come to an end, None where it does on all."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    try:
        for row in rows(pattern):
            signal.setitimer(signal.ITIMER_REAL, HANGS)
            try:
                pattern.search(row)
            except TimeoutError:
                return row
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
    return None


@pytest.mark.parametrize("package", PACKAGES)
def test_no_pattern_runs_for_years(package: str) -> None:
    """A row of the words that a pattern may begin with comes to an end: "more more more ..." once did not."""
    seen = {
        pattern.pattern: (name, pattern)
        for module in modules(package)
        for key, value in vars(module).items()
        for name, pattern in patterns(value, f"{module.__name__}.{key}")
    }
    assert [(name, row[:40]) for name, pattern in seen.values() if (row := hangs(pattern))] == []


def test_a_pattern_that_tries_the_same_in_many_ways_is_found() -> None:
    """The test above sees what it looks for."""
    assert hangs(re.compile(r"^(?:(?:tell me|more)(?: more)?\s+)*end$"))
