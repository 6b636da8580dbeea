"""Runs code in a Python process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def python(code: str, folder: Path, path: Path | None = None) -> str:
    """Run `code` in a fresh Python of this environment and return what it prints, without the line's end."""
    environment = {**os.environ, "PYTHONPATH": str(path)} if path else None
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
