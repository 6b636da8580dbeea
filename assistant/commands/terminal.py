"""What the commands share: who is at the terminal, a problem in a line, a file for its owner, an age, an audit note."""

from __future__ import annotations

import getpass
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

from rich.console import Console
from rich.markup import escape


def stop_with(problem: str) -> NoReturn:
    """Print a problem that the user can solve in one line, and end with exit code 1. `problem` is rich markup."""
    Console(stderr=True).print(f"[bold red]Problem:[/] {problem}", highlight=False, soft_wrap=True)
    sys.exit(1)


@contextmanager
def private_file(path: Path) -> Iterator[TextIO]:
    """Open a file to write in that only its owner may read; ends the command where it can't be written."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
            yield out
    except OSError as error:
        stop_with(f"{escape(str(path))} can't be written: {error.strerror}.")


def who_is_here() -> str:
    """Return who is at the terminal, for the audit log."""
    try:
        return f"terminal:{getpass.getuser()}"
    except (OSError, KeyError):
        return f"terminal:{os.getuid()}"


def days_of(age: str) -> int:
    """Return the days of an age such as "30d"; ends the command where it is none."""
    days = re.fullmatch(r"(\d{1,4})d", age)
    if days is None:
        stop_with("--older-than takes a number of days, such as 30d.")
    return int(days[1])


def note(what: str) -> None:
    """Note in the audit log that somebody looked at or deleted conversations; which ones is not told."""
    from assistant.booking import audit
    from assistant.booking.shared import shared_store

    with shared_store().transaction() as connection:
        audit.note(connection, who_is_here(), what)
