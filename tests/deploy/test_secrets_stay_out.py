"""Secrets get into no image, no repository and no file of settings."""

from __future__ import annotations

import re
import shutil
import subprocess
from fnmatch import fnmatchcase

import pytest
from pydantic import SecretStr, ValidationError

from assistant.settings import ROOT, Settings

SETTINGS = (ROOT / "deploy" / "kubernetes" / "settings.env").read_text(encoding="utf-8")
SECRETS = (
    ".env",
    "deploy/.env",
    "deploy/tls/fullchain.pem",
    "deploy/tls/privkey.pem",
    "secrets.env",
    "deploy/secrets.env",
    "deploy/kubernetes/secrets.env",
    "var/bookings.db",
    "var/booking.key",
)
"""Where the documents have secrets put, and where the assistant puts its own."""


def in_the_context(path: str) -> bool:
    """Say whether Docker sends a file to the build: a line of .dockerignore begins at the root, unless with **/."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for line in (line for line in lines if line and not line.startswith("#")):
        assert not line.startswith("!"), "exceptions are not understood here"
        names, wanted = path.split("/"), line.removeprefix("**/").split("/")
        for begin in range(len(names) if line.startswith("**/") else 1):
            part = names[begin : begin + len(wanted)]
            if len(part) == len(wanted) and all(map(fnmatchcase, part, wanted)):
                return False
    return True


@pytest.mark.parametrize("path", [*SECRETS, ".git/config", "models/a.tar.gz", "tests/conftest.py"])
def test_no_secret_gets_into_the_image(path: str) -> None:
    """`COPY . .` takes all that .dockerignore leaves: whoever pulls an image must find no key and no conversation."""
    assert not in_the_context(path)


@pytest.mark.parametrize(
    "path", ["domain.yml", "assistant/settings/values.py", "knowledge/website.yml", "data/nlu.yml"]
)
def test_what_the_image_needs_gets_in(path: str) -> None:
    """What is left out is no more than that."""
    assert (ROOT / path).exists()
    assert in_the_context(path)


@pytest.mark.parametrize("path", SECRETS)
def test_no_secret_gets_into_the_repository(path: str) -> None:
    """`git add .` passes over the places of secrets."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no clone of the repository")
    asked = subprocess.run(["git", "check-ignore", "--quiet", "--no-index", path], cwd=ROOT, check=False)
    assert asked.returncode == 0


def test_settings_are_known_and_not_secret() -> None:
    """Each line of settings.env is a setting, also those to fill in, and none of those that are secret."""
    names = {name.lower() for name in re.findall(r"^(?:# ?)?ASSISTANT_(\w+)=", SETTINGS, re.MULTILINE)}
    assert len(names) > 5
    assert names <= set(Settings.model_fields)
    secret = {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
    assert {"secret", "database", "booking_fhir_token", "booking_mail_password", "sms_webhook_secret"} <= secret
    assert not names & secret


def test_settings_are_refused_until_they_are_filled_in() -> None:
    """As it is shipped, settings.env starts nothing: no patient is sent to a number that does not exist."""
    given = dict(re.findall(r"^ASSISTANT_(\w+)=(.*)$", SETTINGS, re.MULTILINE))
    secrets = {"secret": "s" * 48, "booking_keys": "k" * 44, "database": "postgresql://user@host/name"}
    with pytest.raises(ValidationError) as refused:
        Settings(_env_file=None, **{name.lower(): value for name, value in given.items()}, **secrets)
    for name in ("HOSPITAL_NAME", "APPOINTMENT_PHONE", "CARE_TEAM_PHONE", "APPOINTMENT_LINK"):
        assert f"ASSISTANT_{name}" in str(refused.value)
        assert f"# ASSISTANT_{name}=" in SETTINGS
