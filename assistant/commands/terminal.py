"""What the commands share: who is at the terminal, a problem in one line, an age in days, a note in the audit log."""

from __future__ import annotations

import getpass
import os
import re
import sys
from typing import NoReturn

from rich.console import Console


def stop_with(problem: str) -> NoReturn:
    """Print a problem that the user can solve in one line, and end with exit code 1. `problem` is rich markup."""
    Console(stderr=True).print(f"[bold red]Problem:[/] {problem}", highlight=False, soft_wrap=True)
    sys.exit(1)


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
