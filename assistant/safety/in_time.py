"""The urgent-help gate for the doors: beside the event loop, and for a limited time."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

logger = logging.getLogger(__name__)

SECONDS = 3.0
"""A gate that takes longer counts as one that fails: help is offered rather than an answer."""

_Result = TypeVar("_Result")
_threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="gate")
"""Threads of its own: a message that the gate knows already does not wait behind those that are being read."""


async def in_time(look: Callable[[str], _Result], text: str, otherwise: _Result) -> _Result:
    """Return what `look` says of `text`, or `otherwise` where that takes longer than `SECONDS`.

    The event loop goes on meanwhile, so that other patients are answered, and limits on time hold.
    """
    try:
        return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(_threads, look, text), SECONDS)
    except TimeoutError:
        logger.error("gate.failed error=TimeoutError")
        return otherwise
