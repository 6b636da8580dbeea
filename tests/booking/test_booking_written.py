"""What schedulers and patients get of a request: a FHIR Bundle, an e-mail, a line of CSV, a file for the calendar."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from fhir.resources.R4B.bundle import Bundle
from icalendar import Calendar

from assistant.booking.calendar import calendar_file
from assistant.booking.delivery.csv_export import write_csv
from assistant.booking.delivery.fhir_bundle import bundle_of
from assistant.booking.delivery.mail import message_of
from assistant.booking.outbox import Parcel
from assistant.booking.phone import unchecked_phone
from assistant.booking.store import BookingStore, Receipt
from assistant.booking.times import read_times

NOW = datetime.now(UTC)


@pytest.mark.parametrize("for_whom", ["self", "someone_else"])
@pytest.mark.parametrize("full", [True, False])
def test_the_bundle_is_valid(store: BookingStore, make_request, for_whom: str, full: bool) -> None:
    """A transaction with a Task that holds the patient, or patient and asker; skipped fields are absent."""
    more = (
        {"topic": "radiation", "times": read_times("asap", NOW, "America/New_York"), "voicemail": False} if full else {}
    )
    store.submit(make_request(for_whom=for_whom, relation="the patient is their daughter", **more), "one")
    (booking,) = store.list("t")
    bundle = Bundle.model_validate_json(bundle_of(booking))
    task = bundle.entry[0].resource
    kinds = [one.get_resource_type() for one in task.contained]
    assert kinds == (["Patient"] if for_whom == "self" else ["Patient", "RelatedPerson"])
    assert task.contained[-1].telecom[0].value == "+12125550142"
    assert task.identifier[0].value == booking.code
    assert {f"#{one.id}" for one in task.contained} == {task.for_fhir.reference, task.requester.reference}
    if for_whom == "someone_else":
        assert task.contained[-1].relationship[0].text == "the patient is their daughter"
    said = {one.type.text for one in task.input}
    assert ("topic" in said) is full
    assert bundle.entry[0].request.url.endswith(booking.code)


@pytest.mark.parametrize("allowed", [True, False])
def test_an_e_mail_holds_personal_data_only_where_allowed(store: BookingStore, make_request, allowed: bool) -> None:
    """Code and link; name and number by setting. A line break in a name makes no header."""
    code = store.submit(make_request(name="Ana\r\nBcc: x@example.org"), "one").code
    settings = store.settings.model_copy(
        update={
            "booking_mail_from": "assistant@hospital.example",
            "booking_mail_to": "desk@hospital.example",
            "booking_mail_details": allowed,
            "staff_page": "https://chat.hospital.example/staff",
        }
    )
    message = message_of(Parcel(1, "msg_1", store.list("t")[0]), settings)
    text = message.get_content()
    assert f"https://chat.hospital.example/staff/requests/{code}" in text
    assert ("Ana" in message.as_string()) is allowed
    assert ("555" in message.as_string()) is allowed
    assert message["Bcc"] is None


def test_csv_runs_no_formula(store: BookingStore, make_request) -> None:
    """A name that begins like a formula is text in a spreadsheet."""
    store.submit(make_request(name="=HYPERLINK(1)", phone=unchecked_phone("+the shop")), "one")
    out = io.StringIO()
    assert write_csv(store.list("t"), out) == 1
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["name"] == "'=HYPERLINK(1)"
    assert row["number"] == "'+the shop"
    assert row["number_checked"] == "no"


def test_the_calendar_file_tells_nothing() -> None:
    """Tentative, private, neutral; the name of a cancer hospital stays out; lines end as RFC 5545 wants."""
    receipt = Receipt("K7Q-4M9", False, NOW + timedelta(days=1))
    text = calendar_file(receipt, "Example Cancer Center", NOW)
    assert "cancer" not in text.lower()
    assert all(line.endswith("\r\n") for line in text.splitlines(keepends=True))
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert (event["STATUS"], event["CLASS"], event["TRANSP"], event["SUMMARY"]) == (
        "TENTATIVE",
        "PRIVATE",
        "TRANSPARENT",
        "Phone call",
    )
