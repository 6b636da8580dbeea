"""Sends a request by e-mail, over TLS only."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from assistant.booking.delivery.deliverer import DeliveryError
from assistant.booking.details import details, whom
from assistant.booking.outbox import Parcel
from assistant.booking.store import Booking
from assistant.settings import Settings

SECONDS = 15.0


class MailDeliverer:
    """Sends e-mails. Without ASSISTANT_BOOKING_MAIL_DETAILS they hold the code and a link, and no personal data."""

    def __init__(self, settings: Settings, tls: ssl.SSLContext | None = None) -> None:
        """Send as the settings say; `tls` is for tests."""
        self._settings = settings
        self._tls = tls or ssl.create_default_context()

    def deliver(self, parcel: Parcel) -> None:
        """Send the request.

        Raises:
            DeliveryError: the mail server did not take it.
        """
        settings = self._settings
        host, port = settings.booking_mail_host, settings.booking_mail_port
        try:
            if settings.booking_mail_security == "tls":
                server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=self._tls)
            else:
                server = smtplib.SMTP(host, port, timeout=SECONDS)
            with server:
                if settings.booking_mail_security == "starttls":
                    server.starttls(context=self._tls)
                if settings.booking_mail_user:
                    server.login(settings.booking_mail_user, settings.booking_mail_password.get_secret_value())
                server.send_message(message_of(parcel, settings))
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryError(type(error).__name__) from None


def message_of(parcel: Parcel, settings: Settings) -> EmailMessage:
    """Return the e-mail. Its Message-ID is the same at every try, so that a second copy can be told."""
    booking = parcel.booking
    message = EmailMessage()
    changed = " (changed)" if booking.version > 1 else ""
    message["Subject"] = f"Call back request {booking.code}{changed}"
    message["From"] = settings.booking_mail_from
    message["To"] = settings.booking_mail_to
    message["Message-ID"] = f"<{parcel.event}@{settings.booking_mail_from.rpartition('@')[2].strip('> ')}>"
    lines = [f"A call is asked for. Reference {booking.code}. Call by {booking.call_by:%A, %B %d, %I:%M %p %Z}."]
    if settings.staff_page:
        lines.append(f"{settings.staff_page.rstrip('/')}/requests/{booking.code}")
    else:
        lines.append(f"Show it with: assistant bookings show {booking.code}")
    if settings.booking_mail_details:
        lines += ["", *_personal(booking)]
    message.set_content("\n".join(lines) + "\n")
    return message


def _personal(booking: Booking) -> list[str]:
    request = booking.request
    first = [("name", request.name), ("number", request.phone.shown), ("asks for", whom(request))]
    return [f"{name}: {value}" for name, value in (*first, *details(request))]
