"""All settings, in one place. Read from the environment (`ASSISTANT_...`) and from the file `.env`, if there is one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, StringConstraints, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder: where config.yml, domain.yml, data/ and models/ are."""

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

Filled = Annotated[str, StringConstraints(min_length=3, max_length=80, strip_whitespace=True)]


class SettingsError(ValueError):
    """The settings can't be used; the message says which and what to set."""


class Settings(BaseSettings):
    """What the hospital that runs the assistant decides.

    The values here are for demonstration. In production mode a missing one stops the start.
    """

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", extra="ignore", frozen=True)

    mode: Literal["demonstration", "production"] = "demonstration"
    hospital_name: Filled = DEMO_HOSPITAL
    appointment_phone: Filled = _DEMONSTRATION["appointment_phone"]
    """The number for appointments, as patients read it."""
    care_team_phone: Filled = _DEMONSTRATION["care_team_phone"]
    """The number that is answered day and night, as patients read it."""
    appointment_link: Filled = DEMO_LINK
    """The web page for appointments."""

    time_zone: str = "America/Chicago"
    """The hospital's time zone, by its name in the IANA database."""
    time_zone_name: Filled = "Central"
    """How patients call that time zone."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    secret: str = ""
    """Signs session tokens; at least 32 characters. Without one, tokens end when the server stops."""
    session_hours: Annotated[float, Field(gt=0, le=24 * 30)] = 12.0
    turn_seconds: Annotated[float, Field(gt=0)] = 10.0
    """A turn that takes longer gets the safe reply."""

    @field_validator("secret")
    @classmethod
    def _hard_to_guess(cls, secret: str) -> str:
        if secret and len(secret) < _SECRET_LENGTH:
            raise ValueError(f"use at least {_SECRET_LENGTH} characters (see docs/settings.md)")
        return secret

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("use a name such as America/Chicago (see docs/settings.md)") from error
        return name

    @model_validator(mode="after")
    def _complete_in_production(self) -> Self:
        if self.mode != "production":
            return self
        missing = [name for name, value in _DEMONSTRATION.items() if getattr(self, name) == value]
        if not self.secret:
            missing.append("secret")
        if missing:
            names = ", ".join(f"ASSISTANT_{name.upper()}" for name in missing)
            raise ValueError(f"production mode needs a value of your own for: {names} (see docs/settings.md)")
        return self


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Return the settings of this process.

    Raises:
        SettingsError: a value is missing or can't be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        where = f"ASSISTANT_{str(first['loc'][0]).upper()}: " if first["loc"] else ""
        raise SettingsError(f"Settings: {where}{first['msg'].removeprefix('Value error, ')}") from error
