"""`assistant serve`: serve the website's chat endpoint."""

from __future__ import annotations

import sys

from rich.console import Console


def serve() -> None:
    """Serve the assistant over HTTP until Ctrl-C."""
    from assistant.lean import start_lean

    start_lean()  # before Rasa and spaCy are imported
    from assistant.server.launch import StartError, run

    try:
        run()
    except StartError as error:
        Console(stderr=True).print(f"[bold red]Problem:[/] {error}", highlight=False, soft_wrap=True)
        sys.exit(1)
