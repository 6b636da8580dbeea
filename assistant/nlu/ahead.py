"""Reads a message ahead, beside the event loop: everything in it that takes long, before Rasa asks for it.

Rasa understands a message on the event loop, where nothing else moves meanwhile. What is read here is remembered by
the reader, the encoder and the urgent-help gate, which Rasa's components then ask for it.
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

from assistant.language.reading import shared_reader
from assistant.nlu.features import prepare_vectors
from assistant.nlu.message_reader import questions_of
from assistant.nlu.remark_remover import sentences_of
from assistant.safety import assess

_beside = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="reading")
"""One message on each core: more at once would only push each other out of the processor's cache."""


async def read_ahead(text: str) -> None:
    """Read a message without holding up the event loop. What fails here fails again where it is asked for."""
    await asyncio.get_running_loop().run_in_executor(_beside, _read, text)


def read_for_understanding(text: str) -> None:
    """Read a message and the questions in it, and compute their vectors, with those that the gate looks at first."""
    reading = shared_reader().read(text)
    parts = [*sentences_of(text), *questions_of(reading.folded)]
    prepare_vectors(text, [reading, *map(shared_reader().read, parts)])


def _read(text: str) -> None:
    try:
        read_for_understanding(text)
    except Exception:  # noqa: BLE001 - whatever it is, the turn meets it again and answers it
        return
    finally:
        assess(text)
