"""What stops the start: settings that can't be used. And all of them are described."""

from __future__ import annotations

import re
import traceback
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError
from real_hospital import PRODUCTION, SECRET

from assistant.channels.website.calls import dialled
from assistant.settings import ROOT, Settings, SettingsError, load_settings

PHONES = ("appointment_phone", "care_team_phone")
DOCUMENT = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def settings(**values: Any) -> Settings:
    """Return settings that no file and no variable changes."""
    return Settings(_env_file=None, **values)


def refusal(**values: Any) -> str:
    """Return why these settings are refused."""
    with pytest.raises(ValidationError) as refused:
        settings(**values)
    return " ".join(f"{error['loc']} {error['msg']}" for error in refused.value.errors())


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_described(name: str) -> None:
    """A setting that no document names can't be found by the hospital that needs it."""
    assert re.search(rf"`ASSISTANT_{name.upper()}`", DOCUMENT)


@pytest.mark.parametrize("name", PHONES)
@pytest.mark.parametrize(
    "written",
    [
        "...",
        "your number day and night",
        "your number for appointments",
        "736-5000",  # no area code: a mobile phone does not reach it
        "000-000-0000",
        "736",
        "22000",  # takes text messages only
        "212-555-0101 or 911",
        "212-555-0101 ext. 12",
        "1-800-FLOWERS",
        "555-0111 (day and night)",
        "+49 (0)30 123456",  # a phone dials the 0 too
    ],
)
def test_a_number_that_can_not_be_dialled_stops_the_start(name: str, written: str) -> None:
    """The emergency button dials the digits of the setting: they have to be one number, as a phone dials it."""
    for mode in ({}, PRODUCTION):
        assert "can be dialled" in refusal(**{**mode, name: written})


@pytest.mark.parametrize(
    ("written", "dials"),
    [
        ("(212) 555-0101", "2125550101"),
        ("1-212-555-0101", "12125550101"),
        ("+1 212.555.0101", "+12125550101"),
        ("1-800-555-0199", "18005550199"),
        ("+49 30 123456", "+4930123456"),
        ("555-0160", "5550160"),
        ("911", "911"),
        ("988", "988"),
    ],
)
def test_a_number_that_can_be_dialled_is_kept_as_it_is_written(written: str, dials: str) -> None:
    """With its area or country code, short, or invented for examples; patients read it as the hospital wrote it."""
    for name in PHONES:
        chosen = settings(**{**PRODUCTION, name: written})
        assert getattr(chosen, name) == written
        assert dialled(getattr(chosen, name)) == dials


@pytest.mark.parametrize("name", ["appointment_link", "booking_link", "staff_page", "booking_fhir_url"])
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://hospital.example",
        "http://localhost.evil.example/",
        "https://",
        "https://...",
        "https://a b.example",
        "https://hospital.example:port/",
        "hospital.example",
    ],
)
def test_an_address_that_is_not_safe_to_open_stops_the_start(name: str, address: str) -> None:
    """Patients and staff are sent to pages with TLS only."""
    assert "https://" in refusal(**{name: address})


def test_a_page_without_tls_is_for_demonstration_on_this_machine() -> None:
    """A developer's own page needs no certificate; a patient's does."""
    page = "http://localhost:8080/appointments"
    assert settings(appointment_link=page).appointment_link == page
    assert "ASSISTANT_APPOINTMENT_LINK" in refusal(**{**PRODUCTION, "appointment_link": page})


def test_the_sample_of_the_document_is_refused_until_it_is_filled_in() -> None:
    """Whoever copies the sample of docs/settings.md and changes only a part of it is told so at the start."""
    (sample,) = re.findall(r"```sh\n# \.env\n(.+?)```", DOCUMENT, re.DOTALL)
    given = {name.lower(): value for name, value in re.findall(r'ASSISTANT_(\w+)="?([^"\n]+)"?', sample)}
    assert set(given) == set(PRODUCTION)
    for name in set(given) - {"mode", "booking_keys"}:  # keys are tried by the store of requests
        assert name in refusal(**{**PRODUCTION, name: given[name]}).lower()


def test_patients_read_the_name_of_the_hospitals_zone() -> None:
    """A hospital in Chicago must not promise Eastern times; where no name is known, the start asks for one."""
    assert settings().booking_time_zone_name == "Eastern"
    assert settings(booking_time_zone="America/Chicago").booking_time_zone_name == "Central"
    assert settings(booking_time_zone="America/Los_Angeles").booking_time_zone_name == "Pacific"
    assert "booking_time_zone_name" in refusal(booking_time_zone="Europe/Berlin")
    named = settings(booking_time_zone="Europe/Berlin", booking_time_zone_name="German")
    assert named.booking_time_zone_name == "German"
    assert "time zone such as" in refusal(booking_time_zone="Mars/Base")


@pytest.mark.parametrize("given", ["nonsense", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.1 10.0.0.2", "proxy.example", "*"])
def test_a_proxy_that_is_no_address_stops_the_start(given: str) -> None:
    """Else it is trusted silently by nobody (all patients share one limit), or everybody is (`*`)."""
    assert "trusted_proxies" in refusal(trusted_proxies=given)
    assert given.split(maxsplit=1)[0] in refusal(trusted_proxies=given)


def test_proxies_are_addresses_and_networks() -> None:
    """By commas, with or without spaces, of both kinds of addresses."""
    assert settings(trusted_proxies="").trusted_proxies == ""
    assert settings(trusted_proxies="127.0.0.1").trusted_proxies == "127.0.0.1"
    many = settings(trusted_proxies="10.0.0.0/8, fd00::/8,::1,")
    assert many.trusted_proxies == "10.0.0.0/8,fd00::/8,::1"


@pytest.mark.parametrize("given", ["nope", "slots.ndjson", "ftp://x.example/s", "http://x.example/s", "https://"])
def test_slots_from_nowhere_stop_the_start(given: str) -> None:
    """Open slots come from an address with TLS, or from a file that is found from every folder."""
    assert "whole path" in refusal(booking_slots=given)


@pytest.mark.parametrize("given", ["", "https://x.example/$bulk-publish", "http://127.0.0.1:9/s", "/srv/slots.ndjson"])
def test_slots_come_from_the_web_or_a_file(given: str) -> None:
    """A file that is not there today does not stop the start: patients get the form until it is."""
    assert settings(booking_slots=given).booking_slots == given


@pytest.mark.parametrize("name", ["public_url", "traces"])
def test_an_address_without_a_host_stops_the_start(name: str) -> None:
    """Half an address is reached by nobody."""
    for given in ("http://", "https://:4318", "ftp://x.example"):
        assert name in refusal(**{name: given})


ADDRESSES = [
    "postgresql://someone:hunter2:moon@place:port/x",
    "postgresql://someone:hunter2@moon@place/x",  # @ in the password
    "postgresql://someone:hunter2",  # what looks like a port is the password
    "postgresql://someone:hunter2@place:/x",
    "postgresql://someone:hunter2@place:99999/x",
    "postgresql+moon://someone:hunter2@place/x",
    "someone:hunter2@place/x",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_no_database_stops_the_start(address: str) -> None:
    """What can't be read is refused with how to write it, and without any of it, also where the error is printed."""
    with pytest.raises(ValidationError) as refused:
        settings(database=address, secret=SECRET, booking_keys=PRODUCTION["booking_keys"])
    said = "".join(traceback.format_exception(refused.value))
    assert "ASSISTANT_DATABASE must be like postgresql://user:password@host/name. A port is a number." in said
    for part in ("someone", "hunter2", "moon", "place", SECRET):
        assert part not in said


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://someone:hunter2:moon@place:5432/x",
        "postgresql://someone:hunter2%40moon@place/x",
        "postgresql://someone@place",
        "postgresql://someone:hunter2@[::1]:5432/x?sslmode=require",
        "postgresql:///x?host=/var/run/postgresql",
    ],
)
def test_an_address_of_a_database_is_taken(address: str) -> None:
    """With a port or without, with IPv6, on a socket of this machine."""
    chosen = settings(database=address, secret=SECRET, booking_keys=PRODUCTION["booking_keys"])
    assert chosen.database.get_secret_value() == address


def test_the_secret_is_not_printed() -> None:
    """Settings in a log open no conversation."""
    chosen = settings(secret=SECRET)
    assert SECRET not in repr(chosen)
    assert SECRET not in str(chosen.model_dump())
    assert chosen.secret == SecretStr(SECRET)


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one line at the start says which variable to change."""
    load_settings.cache_clear()
    monkeypatch.setenv("ASSISTANT_CARE_TEAM_PHONE", "...")
    with pytest.raises(SettingsError, match=r"^Settings: ASSISTANT_CARE_TEAM_PHONE: use one number"):
        load_settings()
    monkeypatch.setenv("ASSISTANT_CARE_TEAM_PHONE", "555-0111")
    monkeypatch.setenv("ASSISTANT_BOOKING_TIME_ZONE", "Europe/Berlin")
    with pytest.raises(SettingsError, match=r"^Settings: ASSISTANT_BOOKING_TIME_ZONE_NAME: "):
        load_settings()
    load_settings.cache_clear()
