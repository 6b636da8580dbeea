"""What every way of delivery can do, and which one the settings choose."""

from __future__ import annotations

from typing import Protocol

from assistant.booking.outbox import Parcel
from assistant.settings import Settings


class DeliveryError(RuntimeError):
    """It did not arrive, or nobody knows; it is tried again. The message holds no personal data."""


class Deliverer(Protocol):
    """A way to the schedulers. Blocks; may be called from any thread."""

    def deliver(self, parcel: Parcel) -> None:
        """Hand over a request, within a minute.

        Raises:
            DeliveryError: it was not taken.
        """
        ...


def delivers(settings: Settings) -> bool:
    """Say whether the settings choose a way; without one, requests wait and are listed."""
    return bool(settings.booking_fhir_url or settings.booking_mail_host)


def deliverer_of(settings: Settings) -> Deliverer | None:
    """Return the way that the settings choose, None where there is none (`delivers`)."""
    if settings.booking_fhir_url:
        # Half a second of imports that most servers do without.
        from assistant.booking.delivery.fhir_post import FhirDeliverer  # noqa: PLC0415

        return FhirDeliverer(settings)
    if settings.booking_mail_host:
        from assistant.booking.delivery.mail import MailDeliverer  # noqa: PLC0415

        return MailDeliverer(settings)
    return None
