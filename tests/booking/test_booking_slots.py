"""The hospital's own free times or scheduler are offered; where they can't be read, the form."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.booking import slots
from assistant.settings import Settings

NOW = datetime.now(UTC)


def test_slots_of_the_hospital_are_offered(tmp_path: Path) -> None:
    """The next five that are free, in the future and can be booked by a link; broken lines are passed over."""
    lines = ["{broken", json.dumps({"resourceType": "Slot"})]
    for hour in range(-2, 9):
        for status in ("free", "busy"):
            link = {
                "url": "http://x.example/StructureDefinition/booking-deep-link",
                "valueUrl": f"https://book.example/{hour}",
            }
            start = (NOW + timedelta(hours=hour, minutes=1)).isoformat()
            lines.append(json.dumps({"resourceType": "Slot", "status": status, "start": start, "extension": [link]}))
    (tmp_path / "slots.ndjson").write_text("\n".join(lines))
    (tmp_path / "manifest.json").write_text(json.dumps({"output": [{"type": "Slot", "url": "slots.ndjson"}]}))
    for name in ("slots.ndjson", "manifest.json"):
        offer = slots.offers(Settings(_env_file=None, booking_slots=str(tmp_path / name)), NOW)
        assert [slot.link for slot in offer.slots] == [f"https://book.example/{hour}" for hour in range(5)]


@pytest.mark.parametrize("source", ["/nowhere/at.all", "http://127.0.0.1:9/slots"])
def test_slots_that_cannot_be_read_give_the_form(source: str) -> None:
    """A patient can always ask for a call."""
    assert slots.offers(Settings(_env_file=None, booking_slots=source)).kind == "form"


@pytest.mark.parametrize(
    "output",
    [
        [{"type": "Slot"}],
        [{"url": "slots.ndjson"}],
        [{"type": "Slot", "url": None}],
        [{"type": "Slot", "url": "https://book.example/\x01slots"}],
        [{"type": "Slot", "url": "https://[book.example/slots"}],
        [{"type": "Slot", "url": "slots\x00.ndjson"}],
        ["slots.ndjson"],
        {"type": "Slot"},
        "slots.ndjson",
        7,
        None,
    ],
)
def test_a_manifest_of_another_form_gives_the_form(tmp_path: Path, caplog, output: object) -> None:
    """Whatever the hospital's scheduler sends, patients get the form, and the log says that it can't be read."""
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"output": output}))
    assert slots.offers(Settings(_env_file=None, booking_slots=str(manifest))).kind == "form"
    assert "slots.failed" in caplog.text


def test_a_link_of_the_hospital_is_offered() -> None:
    """The link goes before everything else."""
    settings = Settings(_env_file=None, booking_link="https://hospital.example/book", booking_slots="/nowhere")
    assert slots.offers(settings) == slots.Offer("link", link="https://hospital.example/book")
