"""What a hospital with a scheduler of its own offers instead of the form: its page, or its next open slots.

Slots are read from SMART Scheduling Links (https://github.com/smart-on-fhir/smart-scheduling-links): a manifest that
names NDJSON files, or one such file.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import httpx
from pydantic import BaseModel, ConfigDict

from assistant.settings import Settings

logger = logging.getLogger(__name__)

MOST = 5
SECONDS = 3.0
"""Seconds for all files together: a patient is waiting."""
_KEPT_SECONDS = 300.0
_FAILED_SECONDS = 60.0
_LARGEST = 5 * 1024 * 1024
_MOST_FILES = 8
_ACCEPT = {"Accept": "application/json, application/fhir+ndjson"}
_DEEP_LINK = "/StructureDefinition/booking-deep-link"
"""How the extension's address ends: the draft and the published specification have it at different places."""


@dataclass(frozen=True)
class Slot:
    """An open slot."""

    start: datetime
    link: str


@dataclass(frozen=True)
class Offer:
    """What is offered. `form` is the assistant's own form, also where the hospital's slots can't be read."""

    kind: Literal["form", "link", "slots"]
    link: str = ""
    slots: tuple[Slot, ...] = ()


class _File(BaseModel):
    """A file that a manifest names; what else stands there is not needed."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    type: str
    url: str


class _Manifest(BaseModel):
    """The part of a manifest that is read."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    output: tuple[_File, ...]


class _SlotsError(RuntimeError):
    """The slots can't be read."""


class _Cache:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.source = ""
        self.until = 0.0
        self.slots: tuple[Slot, ...] = ()


_cache = _Cache()


def offers(settings: Settings, now: datetime | None = None) -> Offer:
    """Return what is offered instead of the form, or the form. Blocks for at most a few seconds.

    Slots are kept for five minutes. Where none is open, or they can't be read, the form is offered.
    """
    if settings.booking_link:
        return Offer("link", link=settings.booking_link)
    if not settings.booking_slots:
        return Offer("form")
    moment = now or datetime.now(UTC)
    with _cache.lock:
        if _cache.source != settings.booking_slots or _cache.until < time.monotonic():
            kept = _KEPT_SECONDS
            try:
                _cache.slots = _read(settings.booking_slots)
            except Exception as error:  # noqa: BLE001 - whatever the hospital's scheduler sends, patients get the form
                logger.error("slots.failed error=%s", type(error).__name__)
                _cache.slots, kept = (), _FAILED_SECONDS
            _cache.source, _cache.until = settings.booking_slots, time.monotonic() + kept
        found = _cache.slots
    slots = tuple(slot for slot in found if slot.start > moment)[:MOST]
    return Offer("slots", slots=slots) if slots else Offer("form")


def _read(source: str) -> tuple[Slot, ...]:
    end = time.monotonic() + SECONDS
    first = _fetch(source, end)
    files = [first]
    manifest = _manifest(first)
    if manifest is not None:
        outputs = [one.url for one in manifest.output if one.type == "Slot"]
        files = [_fetch(_beside(source, url), end) for url in outputs[:_MOST_FILES]]
    slots = {slot for text in files for slot in _slots(text)}
    return tuple(sorted(slots, key=lambda slot: slot.start))[:1000]


def _manifest(text: str) -> _Manifest | None:
    """Return the manifest that a file holds, None where the file is one of slots.

    Raises:
        pydantic.ValidationError: it is a manifest of another form.
    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        return None
    return _Manifest.model_validate(content) if isinstance(content, dict) and "output" in content else None


def _beside(source: str, name: str) -> str:
    """Return where a file of a manifest is. A manifest from the web never reaches the files of this machine."""
    if _is_web(source):
        address = urljoin(source, name)
        if not _is_web(address):
            raise _SlotsError("a manifest names a file that is not on the web")
        return address
    return name if _is_web(name) else str(Path(source).parent / name)


def _is_web(source: str) -> bool:
    return source.startswith(("https://", "http://"))


def _fetch(source: str, end: float) -> str:
    if not _is_web(source):
        path = Path(source)
        if path.stat().st_size > _LARGEST:
            raise _SlotsError("the file is too large")
        return path.read_text(encoding="utf-8")
    content = bytearray()
    left = end - time.monotonic()
    if left <= 0:
        raise _SlotsError("too slow")
    with httpx.stream("GET", source, timeout=left, headers=_ACCEPT) as got:
        got.raise_for_status()
        for chunk in got.iter_bytes():
            content += chunk
            if len(content) > _LARGEST or time.monotonic() > end:
                raise _SlotsError("too large or too slow")
    return content.decode("utf-8")


def _slots(text: str) -> Iterator[Slot]:
    """Return the open slots that can be booked by a link; a line that can't be read is passed over."""
    for line in text.splitlines():
        try:
            slot = json.loads(line)
            if slot["resourceType"] != "Slot" or slot["status"] != "free":
                continue
            start = datetime.fromisoformat(slot["start"])
            links = [one["valueUrl"] for one in slot.get("extension", ()) if str(one.get("url")).endswith(_DEEP_LINK)]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
        if links and start.tzinfo is not None and str(links[0]).startswith("https://"):
            yield Slot(start, str(links[0]))
