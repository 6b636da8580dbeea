"""All settings, in one place. Read from the environment (`ASSISTANT_...`) and from the file `.env`, if there is one."""

from __future__ import annotations

import re
from base64 import b64decode
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.settings import checks
from assistant.settings.names import PREFIX, USUAL_PORT, check_environment, check_file, own_port

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder: where config.yml, domain.yml, data/ and models/ are."""

FILE = ".env"
"""The file of settings, in the folder where the assistant is started."""
DEMO_HOSPITAL = "Demo Hospital (not a real hospital)"
DEMO_PHONE = "555-0100"
DEMO_LINK = "https://hospital.example/appointments"
_DEMONSTRATION = {
    "hospital_name": DEMO_HOSPITAL,
    "appointment_phone": DEMO_PHONE,
    "care_team_phone": "555-0111",
    "appointment_link": DEMO_LINK,
}
_SECRET_LENGTH = 32
_KEY_LENGTH = 24
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?")
"""No path and no wildcard; without TLS only on this machine."""

Filled = Annotated[str, StringConstraints(min_length=3, max_length=80, strip_whitespace=True)]
Page = Annotated[str, AfterValidator(checks.page)]
Server = Annotated[str, AfterValidator(checks.server_address)]


class SettingsError(ValueError):
    """The settings can't be used; the message says which and what to set."""


class Settings(BaseSettings):
    """What the hospital that runs the assistant decides.

    The values here are for demonstration. In production mode a missing one stops the start.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=FILE,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    mode: Literal["demonstration", "production"] = "demonstration"
    hospital_name: Annotated[Filled, AfterValidator(checks.name_in_words)] = DEMO_HOSPITAL
    appointment_phone: Annotated[Filled, AfterValidator(checks.phone_number)] = _DEMONSTRATION["appointment_phone"]
    """The number for appointments, as patients read it."""
    care_team_phone: Annotated[Filled, AfterValidator(checks.phone_number)] = _DEMONSTRATION["care_team_phone"]
    """The number that is answered day and night, as patients read it."""
    appointment_link: Annotated[Filled, AfterValidator(checks.page)] = DEMO_LINK
    """The web page for appointments."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535), BeforeValidator(own_port)] = USUAL_PORT
    secret: SecretStr = SecretStr("")
    """Signs session tokens; at least 32 characters. Without one, tokens end when the server stops."""
    session_hours: Annotated[float, Field(gt=0, le=24 * 30)] = 12.0
    turn_seconds: Annotated[float, Field(gt=0)] = 10.0
    """A turn that takes longer gets the safe reply."""

    @property
    def answer_seconds(self) -> float:
        """The longest that a message waits behind others of its conversation, for a free place, and is worked on.

        Behind that the urgent-help gate may take three seconds, and a store that fails one.
        """
        return (0.5 + 2 + 1) * self.turn_seconds + 4

    database: SecretStr = SecretStr("")
    """Address of the PostgreSQL database in which all is kept; empty for files in var/."""
    booking_database: SecretStr = SecretStr("")
    """Address of another database for appointment requests; empty for that of `database`, or var/bookings.db."""
    booking_keys: SecretStr = SecretStr("")
    """Fernet keys that seal personal fields, by commas: the first seals, all of them open."""
    booking_time_zone: Annotated[str, AfterValidator(checks.time_zone)] = "America/New_York"
    """The hospital's time zone, by its name in the IANA database."""
    booking_time_zone_name: Annotated[Filled, Field(validate_default=True)] = ""
    """How patients call that time zone; known for zones of the United States."""
    booking_call_days: Annotated[int, Field(ge=1, le=10)] = 1
    """Working days until the hospital has called back."""
    booking_call_hour: Annotated[int, Field(ge=8, le=20)] = 17
    booking_link: Page = ""
    """The hospital's own page for appointments, offered instead of the form."""
    booking_slots: Annotated[str, AfterValidator(checks.slots_source)] = ""
    """Address or file of SMART Scheduling Links (a manifest, or slots as NDJSON), offered instead of the form."""
    booking_fhir_url: Page = ""
    """Where requests are posted as FHIR Bundles."""
    booking_fhir_token: SecretStr = SecretStr("")
    """Sent as `Authorization: Bearer ...`."""
    booking_fhir_secret: SecretStr = SecretStr("")
    """Signs what is posted (Standard Webhooks, whsec_...)."""
    booking_mail_to: str = ""
    booking_mail_from: str = ""
    booking_mail_host: str = ""
    booking_mail_port: Annotated[int, Field(ge=1, le=65535)] = 587
    booking_mail_security: Literal["starttls", "tls"] = "starttls"
    booking_mail_user: str = ""
    booking_mail_password: SecretStr = SecretStr("")
    booking_mail_details: bool = False
    """Whether e-mails hold names and numbers; without it, the code and a link."""
    booking_requests_per_number: Annotated[int, Field(ge=1)] = 5
    """Requests that one number that texts may hand in within an hour."""
    booking_requests_per_address: Annotated[int, Field(ge=1)] = 30
    """The same of one website address: a hospital's network, or a phone company's, is one for very many people."""
    booking_attempts: Annotated[int, Field(ge=1, le=100)] = 20
    """Tries to deliver a request before it is put aside for the staff."""
    staff_passwords: SecretStr = SecretStr("")
    """Who may use the staff page: name:hash, by commas. Empty: the page is off."""
    staff_page: Page = ""
    """Address of the staff page as the staff reaches it, for links in e-mails."""

    @model_validator(mode="after")
    def _what_replicas_share(self) -> Self:
        address = self.database.get_secret_value()
        if not address:
            return self
        if not address.startswith("postgresql://") or not checks.is_postgres_address(address):
            raise ValueError(f"ASSISTANT_DATABASE must be like {checks.POSTGRES_ADDRESS}. {checks.IN_ADDRESSES}")
        if not self.secret.get_secret_value() or not self.booking_keys.get_secret_value():
            raise ValueError(
                "ASSISTANT_DATABASE needs ASSISTANT_SECRET and ASSISTANT_BOOKING_KEYS, the same for all replicas "
                "(see docs/settings.md)"
            )
        return self

    @field_validator("booking_time_zone_name", mode="before")
    @classmethod
    def _name_of_zone(cls, name: str, info: ValidationInfo) -> str:
        return name or checks.zone_name(info.data.get("booking_time_zone", "America/New_York"))

    @model_validator(mode="after")
    def _one_delivery(self) -> Self:
        if self.booking_mail_host and self.booking_fhir_url:
            raise ValueError("set ASSISTANT_BOOKING_FHIR_URL or ASSISTANT_BOOKING_MAIL_HOST, not both")
        if self.booking_mail_host and not (self.booking_mail_to and self.booking_mail_from):
            raise ValueError("e-mail needs ASSISTANT_BOOKING_MAIL_TO and ASSISTANT_BOOKING_MAIL_FROM")
        if self.booking_fhir_url and self.mode == "production" and not self.booking_fhir_secret.get_secret_value():
            raise ValueError("in production ASSISTANT_BOOKING_FHIR_URL needs ASSISTANT_BOOKING_FHIR_SECRET")
        return self

    website_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """The hospital's sites that may show the widget, such as https://www.hospital.example."""
    website_messages_per_minute: Annotated[int, Field(ge=5, le=600)] = 30
    """Messages of one conversation."""
    website_sessions_per_minute: Annotated[int, Field(ge=5)] = 120
    """New conversations from one address; behind a proxy that is not trusted, from all patients together."""

    @field_validator("website_origins", mode="before")
    @classmethod
    def _origins(cls, given: Any) -> tuple[str, ...]:
        names = given.replace(",", " ").split() if isinstance(given, str) else tuple(given)
        for name in names:
            if not _ORIGIN.fullmatch(name):
                raise ValueError(f"{name!r} is no origin such as https://www.hospital.example (see docs/settings.md)")
        return tuple(names)

    @field_validator("secret")
    @classmethod
    def _hard_to_guess(cls, secret: SecretStr) -> SecretStr:
        if 0 < len(secret) < _SECRET_LENGTH:
            raise ValueError(f"use at least {_SECRET_LENGTH} characters (see docs/settings.md)")
        return secret

    @model_validator(mode="after")
    def _complete_in_production(self) -> Self:
        if self.mode != "production":
            return self
        missing = [name for name, value in _DEMONSTRATION.items() if getattr(self, name) == value]
        if not self.secret.get_secret_value():
            missing.append("secret")
        if not self.booking_keys.get_secret_value():
            missing.append("booking_keys")
        if missing:
            names = ", ".join(f"ASSISTANT_{name.upper()}" for name in missing)
            raise ValueError(f"production mode needs a value of your own for: {names} (see docs/settings.md)")
        if not self.appointment_link.startswith("https://"):
            raise ValueError("in production ASSISTANT_APPOINTMENT_LINK begins with https://")
        return self

    twilio_auth_token: SecretStr = SecretStr("")
    """Checks the signatures of Twilio's requests: the account's primary auth token."""
    public_url: Server = ""
    """The address at which phone companies reach this server, without a path of its own: https://chat.hospital.org."""
    sms_webhook_secret: SecretStr = SecretStr("")
    """Checks the signatures of another provider's requests: base64, at least 24 bytes."""

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, url: str) -> str:
        return url.rstrip("/")

    @field_validator("sms_webhook_secret")
    @classmethod
    def _signing_key(cls, secret: SecretStr) -> SecretStr:
        text = secret.get_secret_value().removeprefix("whsec_")
        try:
            key = b64decode(text + "=" * (-len(text) % 4), validate=True)
        except ValueError as error:
            raise ValueError("use base64 (see docs/sms.md)") from error
        if text and len(key) < _KEY_LENGTH:
            raise ValueError(f"use at least {_KEY_LENGTH} bytes in base64 (see docs/sms.md)")
        return secret

    @model_validator(mode="after")
    def _text_line_in_production(self) -> Self:
        if self.mode == "production" and self.twilio_auth_token.get_secret_value():
            if not self.public_url.startswith("https://"):
                raise ValueError(
                    "ASSISTANT_TWILIO_AUTH_TOKEN needs ASSISTANT_PUBLIC_URL, with https:// (see docs/sms.md)"
                )
            if len(self.twilio_auth_token.get_secret_value()) < _KEY_LENGTH:
                raise ValueError("ASSISTANT_TWILIO_AUTH_TOKEN is too short to be one of Twilio's (see docs/sms.md)")
        return self

    retention_days: Annotated[int, Field(ge=1, le=3650)] = 30
    """Days without a word after which the server deletes a conversation."""
    trusted_proxies: Annotated[str, AfterValidator(checks.proxies)] = ""
    """Addresses of the proxies in front, by commas, whose `X-Forwarded-For` names who writes."""
    metrics: bool = False
    """Whether GET /metrics gives figures for Prometheus."""
    traces: Server = ""
    """Address of a collector of OpenTelemetry (OTLP over HTTP), such as http://127.0.0.1:4318; empty: no traces."""


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Return the settings of this process.

    Raises:
        SettingsError: a value is missing or can't be used, or a name is misspelt.
    """
    try:
        check_file(Settings.model_fields, Path(FILE))
        check_environment(Settings.model_fields)
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        where = f"ASSISTANT_{str(first['loc'][0]).upper()}: " if first["loc"] else ""
        raise SettingsError(f"Settings: {where}{first['msg'].removeprefix('Value error, ')}") from error
    except ValueError as error:
        raise SettingsError(f"Settings: {error}") from error
