"""Logs without patients' words: what Rasa and its libraries may print, and where it goes.

Rasa quotes messages at DEBUG, in warnings, and in the text of its exceptions. So nothing that a library says is printed
at any level: only which one, where in its code, and the kind of error.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
import warnings
from types import TracebackType
from typing import TextIO

_OURS = ("assistant", "actions", "knowledge")
_LIBRARIES = ("rasa", "rasa_sdk", "spacy", "apscheduler", "sqlalchemy", "asyncio", "matplotlib", "alembic")


def be_quiet(level: int = logging.ERROR) -> None:
    """Keep Rasa's logs and warnings away: they quote messages. Our own logs are printed from `level` on.

    Call it before the first import of Rasa. Without a configured structlog, Rasa prints each message at DEBUG.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["LOG_LEVEL"] = "ERROR"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    warnings.simplefilter("ignore")
    warnings.showwarning = _show_no_warning  # libraries switch their own warnings on again when they are imported
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutWords())
    logging.basicConfig(level=level, handlers=[handler])
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.ERROR)
    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=False,
    )


def hide_words_of_errors() -> None:
    """Print warnings and errors that nobody caught without their text, which may quote a patient. For servers."""
    warnings.showwarning = _show_warning
    sys.excepthook = _show_error
    threading.excepthook = lambda error: _show_error(error.exc_type, error.exc_value, error.exc_traceback)
    sys.unraisablehook = lambda error: _show_error(error.exc_type, error.exc_value, error.exc_traceback)


class WithoutWords(logging.Formatter):
    """Prints our own messages, which hold event names only; of others where they come from; never a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line to print."""
        line = f"{record.levelname} {record.name}"
        if record.name.partition(".")[0] in _OURS:
            line += f" {record.getMessage()}"
        else:
            line += f" at {record.module}:{record.lineno}"
        kind = record.exc_info[0] if record.exc_info else None
        return f"{line} error={kind.__name__}" if kind else line


def _show_no_warning(*_: object, **__: object) -> None:
    """Print nothing: what a library warns its programmers of is nothing that a user could change."""


def _show_warning(  # noqa: PLR0917 - the form of warnings.showwarning
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    print(f"WARNING {category.__name__} at {filename}:{lineno}", file=file or sys.stderr)


def _show_error(kind: type[BaseException], error: BaseException | None, where: TracebackType | None) -> None:
    """Print where an error happened and its kind. The lines of code are ours; the error's text may be a patient's."""
    for frame in traceback.extract_tb(where):
        print(f"  {frame.filename}:{frame.lineno} in {frame.name}", file=sys.stderr)
    print(f"ERROR not caught: {kind.__name__}", file=sys.stderr)
