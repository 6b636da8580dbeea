"""Posts a request to the hospital's endpoint: signed, with an idempotency key."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook

from assistant.booking.delivery.deliverer import DeliveryError
from assistant.booking.delivery.fhir_bundle import bundle_of
from assistant.booking.outbox import Parcel
from assistant.settings import Settings

SECONDS = 15.0


class FhirDeliverer:
    """Posts FHIR Bundles. Signed as https://www.standardwebhooks.com says, where a secret is set."""

    def __init__(self, settings: Settings, transport: httpx.BaseTransport | None = None) -> None:
        """Post to the address of the settings; `transport` is for tests."""
        self._url = settings.booking_fhir_url
        self._token = settings.booking_fhir_token.get_secret_value()
        secret = settings.booking_fhir_secret.get_secret_value()
        self._signer = Webhook(secret) if secret else None
        self._transport = transport

    def deliver(self, parcel: Parcel) -> None:
        """Post the request; any answer of 200 to 299 means that it was taken.

        Raises:
            DeliveryError: another answer, or none.
        """
        body = bundle_of(parcel.booking)
        headers = {"Content-Type": "application/fhir+json", "Idempotency-Key": parcel.event}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        if self._signer:
            now = datetime.now(UTC)
            headers |= {
                "webhook-id": parcel.event,
                "webhook-timestamp": str(int(now.timestamp())),
                "webhook-signature": self._signer.sign(parcel.event, now, body),
            }
        try:
            with httpx.Client(timeout=SECONDS, transport=self._transport) as client:
                answer = client.post(self._url, content=body.encode(), headers=headers)
        except httpx.HTTPError as error:
            raise DeliveryError(type(error).__name__) from None
        if not answer.is_success:
            raise DeliveryError(f"HTTP {answer.status_code}")
