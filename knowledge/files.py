"""Where the files are that hold words for patients: those of this folder, and two elsewhere in the project."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The project's folder."""
DOMAIN = "domain.yml"
"""The responses: the words of the conversation itself."""
CALL_TIMES = "assistant/booking/wording.yml"
"""The words of the times of a call, and of the calendar file."""
ELSEWHERE = (DOMAIN, CALL_TIMES)
"""The files outside of this folder, by their path from the project's folder; those within go by their name alone."""


def called(file: str) -> str:
    """Return how messages name a file: by its path from the project's folder."""
    return file if file in ELSEWHERE else f"knowledge/{file}"


def file_at(path: Path) -> str:
    """Return which file stands at a path, also at that of a copy."""
    return next((file for file in ELSEWHERE if path.match(file)), path.name)


def path_of(file: str, folder: Path, root: Path) -> Path:
    """Return where a file is: in the `folder` of the knowledge, or below the project's folder, `root`."""
    return root / file if file in ELSEWHERE else folder / file
