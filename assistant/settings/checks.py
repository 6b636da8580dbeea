"""What the value of a setting has to be. Each check returns the value, or says in a ValueError what to write."""

from __future__ import annotations

import re
from ipaddress import ip_network
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import phonenumbers

_WRITTEN = re.compile(r"[0-9 +().\-]+")
_INVENTED = re.compile(r"55501[0-9]{2}")
"""555-0100 to 555-0199, without an area code: for demonstrations and tests, nobody has one."""
_SHORT_LENGTH = 3
_HERE = ("localhost", "127.0.0.1")
POSTGRES_ADDRESS = "postgresql://user:password@host/name"
IN_ADDRESSES = "A port is a number. In user and password write @ as %40, : as %3A, / as %2F, % as %25"
"""How to write what stands in the address of a database."""
_DRIVERS = ("postgresql", "postgresql+psycopg2")
_ZONE_NAMES = {
    "America/New_York": "Eastern",
    "America/Detroit": "Eastern",
    "America/Indiana/Indianapolis": "Eastern",
    "America/Kentucky/Louisville": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Boise": "Mountain",
    "America/Phoenix": "Arizona",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Atlantic",
}


def name_in_words(name: str) -> str:
    """Return a name that has a letter."""
    if not any(character.isalpha() for character in name):
        raise ValueError("use the name that patients read")
    return name


def phone_number(written: str) -> str:
    """Return one number that a phone reaches by dialling its digits, and its plus, as they stand."""
    digits = re.sub(r"\D", "", written)
    if not _WRITTEN.fullmatch(written) or not (_INVENTED.fullmatch(digits) or _reached_by(written, digits)):
        raise ValueError(
            "use one number that can be dialled, without words: with its area code such as 212-555-0142, "
            "with + and the code of its country, or a short one such as 911"
        )
    return written


def _reached_by(written: str, digits: str) -> bool:
    try:
        number = phonenumbers.parse(written, "US")
    except phonenumbers.NumberParseException:
        return False
    if phonenumbers.is_valid_short_number_for_region(number, "US"):
        return written == digits and len(digits) == _SHORT_LENGTH  # longer ones take text messages only
    whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return phonenumbers.is_valid_number(number) and whole.endswith(digits)


def page(address: str) -> str:
    """Return an address that people or requests may be sent to: with TLS, or of this machine. Empty stays empty."""
    if address and not _host(address, "https") and _host(address, "http") not in _HERE:
        raise ValueError("use an address that begins with https://")
    return address


def server_address(address: str) -> str:
    """Return the address of a server, with TLS or without. Empty stays empty."""
    if address and not (_host(address, "https") or _host(address, "http")):
        raise ValueError("use an address such as https://name.of.the.server")
    return address


def _host(address: str, scheme: str) -> str:
    """Return the host of an address with this scheme, or nothing."""
    if not address.startswith(f"{scheme}://") or re.search(r"\s", address):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        return host if parts.port != 0 and any(character.isalnum() for character in host) else ""
    except ValueError:  # the port is no number
        return ""


def is_postgres_address(address: str) -> bool:
    """Say whether this is the address of a PostgreSQL database. Nothing of it is said: it holds a password."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - only where there is an address
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        url = make_url(address)
    except (ArgumentError, ValueError, TypeError):  # the port is no number, or empty
        return False
    port = 1 if url.port is None else url.port
    return url.drivername in _DRIVERS and "@" not in (url.host or "") and 0 < port < 1 << 16


def slots_source(source: str) -> str:
    """Return the address of a page, or the whole path of a file, which need not be there yet. Empty stays empty."""
    try:
        return source if PurePosixPath(source).is_absolute() else page(source)
    except ValueError as error:
        raise ValueError("use an address that begins with https://, or the whole path of a file") from error


def proxies(given: str) -> str:
    """Return addresses and networks, by commas."""
    names = [name for name in (part.strip() for part in given.split(",")) if name]
    for name in names:
        try:
            ip_network(name)
        except ValueError as error:
            raise ValueError(f"{name!r} is no address or network such as 10.0.0.0/8 (see docs/settings.md)") from error
    return ",".join(names)


def time_zone(name: str) -> str:
    """Return the name of a time zone in the IANA database."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        raise ValueError("use the name of a time zone such as America/New_York") from error
    return name


def zone_name(zone: str) -> str:
    """Return how patients call a time zone of the United States."""
    if zone not in _ZONE_NAMES:
        raise ValueError(
            f"write how patients call {zone}, such as Eastern: they read it before the word time (see docs/settings.md)"
        )
    return _ZONE_NAMES[zone]
