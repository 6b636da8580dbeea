"""What the commands show people: their own words, and no warnings of libraries to their programmers."""

from __future__ import annotations

import subprocess
import sys

from assistant.settings import ROOT

LIBRARY = (
    "import warnings; warnings.filterwarnings('once', category=DeprecationWarning); warnings.simplefilter('default');"
    "warnings.warn('call another function', DeprecationWarning); warnings.warn('a patient said so')"
)
"""A library that switches its own warnings on when it is imported, as Sanic does."""


def printed(program: str) -> str:
    """Return what a program prints."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout + done.stderr


def test_warnings_of_libraries_are_not_shown() -> None:
    """Whatever a library switches on, its warnings are no business of an editor or a patient."""
    assert "call another function" in printed(LIBRARY)
    assert printed(f"from assistant.privacy.quiet import be_quiet; be_quiet(); {LIBRARY}") == ""


def test_servers_log_where_a_warning_comes_from_and_no_words() -> None:
    """Of a warning in a server: its kind and place."""
    quiet = "from assistant.privacy import quiet; quiet.be_quiet(); quiet.hide_words_of_errors()"
    shown = printed(f"{quiet}; {LIBRARY}")
    assert "WARNING UserWarning at <string>:1" in shown
    assert "patient" not in shown
