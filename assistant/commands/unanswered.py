"""`assistant unanswered`: what patients asked and got no answer to, for the content editor."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from assistant.commands.terminal import note, stop_with
from assistant.unanswered.report import Form

_DAY_SECONDS = 24 * 60 * 60.0


def unanswered(
    file: Annotated[Path | None, typer.Argument(help="The file to write; without one, to the terminal.")] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How many days back.")] = 7,
    form: Annotated[Form, typer.Option("--form", help="How it is written.")] = Form.TEXT,
) -> None:
    """List what patients asked in vain, in groups of 5 sessions or more, without names, numbers and addresses."""
    from assistant.sealing import SealError
    from assistant.server import store
    from assistant.unanswered.collecting import unanswered_since
    from assistant.unanswered.grouping import report_of
    from assistant.unanswered.writing import written

    try:
        conversations = store.ConversationStore(store.DATABASE)
        found = list(unanswered_since(conversations, time.time() - days * _DAY_SECONDS))
    except (store.StoreError, SealError) as error:
        stop_with(escape(str(error)))
    note("report of unanswered questions")
    text = written(report_of(found), form, days)
    if file is None:
        sys.stdout.write(text)
        return
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        stop_with(f"{escape(str(file))} can't be written: {error.strerror}.")
