"""`assistant unanswered`: what patients asked and got no answer to, for the content editor."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from assistant.commands.terminal import note, private_file, stop_with
from assistant.unanswered.report import Form

_DAY_SECONDS = 24 * 60 * 60.0


def unanswered(
    file: Annotated[Path | None, typer.Argument(help="The file to write; without one, to the terminal.")] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How many days back.")] = 7,
    form: Annotated[Form, typer.Option("--form", help="How it is written.")] = Form.TEXT,
) -> None:
    """List what patients asked in vain, in groups of 5 sessions or more, without names, numbers and addresses."""
    from assistant.privacy.sealing import SealError
    from assistant.storage.database import place_of
    from assistant.tracker_store import store
    from assistant.unanswered.collecting import unanswered_since
    from assistant.unanswered.grouping import report_of
    from assistant.unanswered.writing import written

    try:
        conversations = store.ConversationStore(place_of(store.DATABASE))
        found = list(unanswered_since(conversations, time.time() - days * _DAY_SECONDS))
    except (store.StoreError, SealError) as error:
        stop_with(escape(str(error)))
    note("report of unanswered questions")
    text = written(report_of(found), form, days)
    if file is None:
        sys.stdout.write(text)
        return
    with private_file(file) as out:
        out.write(text)
