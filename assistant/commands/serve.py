"""`assistant serve`: serve the website's chat endpoint."""

from __future__ import annotations

from assistant.commands.terminal import stop_with


def serve() -> None:
    """Serve the assistant over HTTP until Ctrl-C."""
    from assistant.lean import start_lean

    start_lean()  # before Rasa and spaCy are imported
    from assistant.server.launch import StartError, run

    try:
        run()
    except StartError as error:
        stop_with(str(error))
