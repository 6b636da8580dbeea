"""A request in words for the staff."""

from __future__ import annotations

from assistant.booking.request import AppointmentRequest

_YES_NO = {True: "yes", False: "no"}


def whom(request: AppointmentRequest) -> str:
    """Return for whom the person asks, and who the patient is to them."""
    if request.for_whom == "self":
        return "themself"
    return f"someone else (the patient is: {request.relation or 'not said'})"


def details(request: AppointmentRequest) -> list[tuple[str, str]]:
    """Return what was said beside name and number, as names and words; what was skipped is left out."""
    phone = "checked" if request.phone.checked else "not checked: as it was typed"
    times = request.times
    unchecked = "" if times is None or times.checked else " (not checked: as it was typed)"
    said: list[tuple[str, str | None]] = [
        ("telephone", phone),
        ("known patient", None if request.known_patient is None else _YES_NO[request.known_patient]),
        ("topic", request.topic),
        ("times", times.shown() + unchecked if times else None),
        ("times in the person's words", times.text if times else None),
        ("time zone", times.time_zone if times else None),
        ("language", request.language),
        ("interpreter", "yes" if request.interpreter else None),
        ("access needs", request.access),
        ("voicemail allowed", None if request.voicemail is None else _YES_NO[request.voicemail]),
        ("channel", request.channel),
    ]
    return [(name, value) for name, value in said if value]
