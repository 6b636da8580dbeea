"""The number that a text message came from, for the appointment form. Known during one turn only; never stored here."""

from __future__ import annotations

from contextvars import ContextVar

caller_number: ContextVar[str | None] = ContextVar("caller_number", default=None)
"""Set by a channel that knows it (SMS), in E.164 form; None everywhere else."""
