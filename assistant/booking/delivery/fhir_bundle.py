"""A request as a FHIR transaction Bundle: a Task to call back, with the patient or the one who asks inside it.

Built and validated with the models of FHIR R4B (4.3.0, https://hl7.org/fhir/R4B/). The elements were chosen from those
that R4 (4.0.1) has too, so that a server of either can take them; that was not checked with an R4 validator.
"""

from __future__ import annotations

import uuid
from typing import Any

from fhir.resources.R4B.bundle import Bundle

from assistant.booking.details import details
from assistant.booking.request import AppointmentRequest
from assistant.booking.store import Booking

SYSTEM = "urn:uuid:0e1f6f0c-6d0e-4c1b-9a52-5d9a3f7a7b11"
"""The system of our reference codes, and of the tag that says what made the Task."""


def bundle_of(booking: Booking) -> str:
    """Return the Bundle as JSON.

    The Task is written by a conditional update on its reference code: posted twice it is there once, and a changed
    request changes it.

    Raises:
        ValueError: it would not be valid FHIR.
    """
    task = _task(booking)
    entry = {
        "fullUrl": "urn:uuid:" + _uuid(booking.code),
        "resource": task,
        "request": {"method": "PUT", "url": f"Task?identifier={SYSTEM}|{booking.code}"},
    }
    content = {"resourceType": "Bundle", "type": "transaction", "entry": [entry]}
    return str(Bundle.model_validate(content).model_dump_json())


def _task(booking: Booking) -> dict[str, Any]:
    request = booking.request
    asks_for_other = request.for_whom == "someone_else"
    return {
        "resourceType": "Task",
        "meta": {"tag": [{"system": SYSTEM, "code": "assistant", "display": "Made by an automated assistant"}]},
        "contained": _people(request),
        "identifier": [{"system": SYSTEM, "value": booking.code}],
        "status": "completed" if booking.handled else "requested",
        "intent": "proposal",
        "code": {"text": "Call back about an appointment"},
        "description": f"Call back about an appointment, reference {booking.code}",
        "for": {"reference": "#patient"},
        "requester": {"reference": "#relative" if asks_for_other else "#patient"},
        "authoredOn": booking.created.isoformat(timespec="seconds"),
        "lastModified": booking.updated.isoformat(timespec="seconds"),
        "restriction": {"period": {"end": booking.call_by.isoformat(timespec="seconds")}},
        "input": [{"type": {"text": name}, "valueString": value} for name, value in details(request)],
    }


def _people(request: AppointmentRequest) -> list[dict[str, Any]]:
    person: dict[str, Any] = {
        "name": [{"text": request.name}],
        "telecom": [{"system": "phone", "value": request.phone.e164 or request.phone.shown}],
    }
    if request.for_whom == "self":
        return [{"resourceType": "Patient", "id": "patient", **person}]
    if request.relation:
        # It says who the patient is to the person: in one word alone it would read the other way round.
        person["relationship"] = [{"text": request.relation}]
    patient = {"resourceType": "Patient", "id": "patient"}
    return [
        patient,
        {"resourceType": "RelatedPerson", "id": "relative", "patient": {"reference": "#patient"}, **person},
    ]


def _uuid(code: str) -> str:

    return str(uuid.uuid5(uuid.UUID(SYSTEM.removeprefix("urn:uuid:")), code))
