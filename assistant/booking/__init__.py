"""Appointment requests: read, kept, delivered and handled. Imports nothing of Rasa. See docs/booking.md."""
