"""The command line. One module per command; each imports what it needs only when it runs."""

from __future__ import annotations

import sys

import typer
from rich.markup import escape

from assistant.booking.errors import BookingError
from assistant.commands import bookings
from assistant.commands.chat import chat
from assistant.commands.conversations import erase, export, purge
from assistant.commands.converse import converse
from assistant.commands.evaluate import evaluate
from assistant.commands.feedback import feedback
from assistant.commands.serve import serve
from assistant.commands.sms import sms, sms_fallback
from assistant.commands.terminal import stop_with
from assistant.commands.test import run_tests
from assistant.commands.train import train
from assistant.commands.unanswered import unanswered
from assistant.privacy.quiet import be_quiet
from assistant.settings import SettingsError
from assistant.training.model import ModelError
from assistant.written_files import WrittenFileError
from knowledge.reader import KnowledgeError

app = typer.Typer(
    help="An assistant for people facing spinal cancer: it answers from curated text only.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(train)
app.command()(chat)
app.command()(converse)
app.command()(serve)
app.command()(evaluate)
app.add_typer(bookings.app, name="bookings")
app.command()(sms)
app.command("sms-fallback")(sms_fallback)
app.command("test")(run_tests)
app.command()(export)
app.command()(erase)
app.command()(purge)
app.command()(feedback)
app.command()(unanswered)


def main() -> None:
    """Run a command; a problem the user can solve is one line, and Ctrl-C leaves without a traceback."""
    be_quiet()
    try:
        app(standalone_mode=True)
    except (ModelError, SettingsError, KnowledgeError, BookingError, WrittenFileError) as error:
        stop_with(escape(str(error)))
    except KeyboardInterrupt:
        sys.exit(130)
