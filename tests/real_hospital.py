"""The settings of an invented hospital in production."""

from __future__ import annotations

SECRET = "a-secret-that-is-only-used-in-tests-0123456789"
PRODUCTION = {
    "mode": "production",
    "secret": SECRET,
    "hospital_name": "Hospital of Invented Names",
    "appointment_phone": "212-555-0101",
    "care_team_phone": "212-555-0102",
    "appointment_link": "https://invented.example/appointments",
    "booking_keys": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
}
