"""Logs without patients' words: what Rasa and its libraries may print, and where it goes."""

from __future__ import annotations

import logging
import os
import warnings


def be_quiet(level: int = logging.ERROR) -> None:
    """Keep Rasa's logs at `level`, and its warnings away: they quote messages.

    Call it before the first import of Rasa. Without a configured structlog, Rasa prints each message at DEBUG.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["LOG_LEVEL"] = "ERROR"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    warnings.simplefilter("ignore")
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s")
    for name in ("rasa", "rasa_sdk", "spacy", "apscheduler", "sqlalchemy", "asyncio", "matplotlib"):
        logging.getLogger(name).setLevel(level)
    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=False,
    )
