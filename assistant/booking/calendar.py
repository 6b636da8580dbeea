"""The calendar file of a request (RFC 5545): neutral, private, and only tentative."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from assistant.booking.saving import Receipt
from assistant.booking.times import wording


def calendar_file(receipt: Receipt, hospital_name: str, now: datetime) -> str:
    """Return an .ics file for the time by which the call comes, a quarter of an hour long.

    Whoever sees the calendar learns nothing of the matter: a hospital whose name tells of cancer is left out.

    Args:
        receipt: What the patient was told.
        hospital_name: The name that patients read.
        now: This moment, with its time zone.
    """
    words = wording()["calendar"]
    event = Event()
    event.add("uid", f"{receipt.code}@appointment-request.invalid")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", receipt.call_by.astimezone(UTC) - timedelta(minutes=15))
    event.add("dtend", receipt.call_by.astimezone(UTC))
    event.add("summary", words["title"])
    event.add("description", words["description"].format(code=receipt.code))
    if not any(word in hospital_name.casefold() for word in words["telling"]):
        event.add("location", hospital_name)
    event.add("status", "TENTATIVE")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", "-//Assistant//Appointment requests//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())
