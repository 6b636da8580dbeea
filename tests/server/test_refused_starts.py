"""What stops a start is one line that says what to change: no traceback, no secret, no model loaded before."""

from __future__ import annotations

import socket
from pathlib import Path

from cryptography.fernet import Fernet
from door_fakes import SECRET
from starting import serve


def test_a_port_in_use_is_one_line(folder: Path) -> None:
    """A port that is taken stops the start, before the model is loaded, with one line that names the setting."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = serve(folder, ASSISTANT_PORT=str(taken.getsockname()[1]))
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "ASSISTANT_PORT" in result.stderr
    assert "in use" in result.stderr


def test_a_host_that_is_not_ours_is_one_line(folder: Path) -> None:
    """A host that is no address stops the start with one line that names the setting."""
    result = serve(folder, ASSISTANT_HOST="no.such.host.invalid")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "ASSISTANT_HOST" in result.stderr


def test_the_address_of_another_machine_is_one_line(folder: Path) -> None:
    """An address that this machine does not have: the host is to be changed, not the port."""
    result = serve(folder, ASSISTANT_HOST="192.0.2.1")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "192.0.2.1 is not an address of this machine. Change ASSISTANT_HOST." in result.stderr
    assert "ASSISTANT_PORT" not in result.stderr


def test_a_file_in_the_place_of_the_folder_is_one_line(folder: Path, port: int) -> None:
    """Where the folder of what is kept is a file, which one; no name of an error."""
    (folder / "var").touch()
    place = f"sqlite:///{folder}/var/bookings.db"
    result = serve(folder, ASSISTANT_PORT=str(port), ASSISTANT_BOOKING_DATABASE=place)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert f"{folder}/var is a file, and a folder is needed there." in result.stderr
    assert "Error" not in result.stderr


def test_a_database_that_is_down_is_one_line(folder: Path, port: int) -> None:
    """PostgreSQL that does not run: that the connection is refused, and what to look at; no password, no class name."""
    key = Fernet.generate_key().decode()
    place = "postgresql://someone:hunter2hunter2@127.0.0.1:1/x"
    result = serve(
        folder,
        ASSISTANT_PORT=str(port),
        ASSISTANT_DATABASE=place,
        ASSISTANT_SECRET=SECRET,
        ASSISTANT_BOOKING_KEYS=key,
    )
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "ASSISTANT_DATABASE" in result.stderr
    assert "connection refused" in result.stderr
    assert "whether PostgreSQL runs" in result.stderr
    for secret in ("hunter2", SECRET, key, "Error"):
        assert secret not in result.stderr


def test_an_address_of_a_database_that_is_none_is_one_line(folder: Path, port: int) -> None:
    """A port that is no number: which setting, and how to write it; no part of the address, which has a password."""
    for name in ("ASSISTANT_DATABASE", "ASSISTANT_BOOKING_DATABASE"):
        address = {name: "postgresql://someone:hunter2:moon@place:port/x"}
        result = serve(folder, ASSISTANT_PORT=str(port), **address)
        assert (result.returncode, result.stderr.count("\n")) == (1, 1)
        assert f"{name} must be like postgresql://user:password@host/name" in result.stderr
        for part in ("someone", "hunter2", "moon", "place", "Error"):
            assert part not in result.stderr


def test_a_misspelt_setting_is_one_line(folder: Path) -> None:
    """A name that looks like a setting stops the start, with the name that was meant."""
    result = serve(folder, ASSISTANT_HOSPITAL_NMAE="Hospital of Invented Names")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "ASSISTANT_HOSPITAL_NMAE is no setting; did you mean ASSISTANT_HOSPITAL_NAME?" in result.stderr


def test_a_file_of_settings_that_is_no_utf8_is_one_line(folder: Path) -> None:
    """An .env that an editor saved in Latin-1: which file and line, and how to save it."""
    (folder / ".env").write_bytes("# .env\nASSISTANT_HOSPITAL_NAME=Hôpital\n".encode("latin-1"))
    result = serve(folder)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert f"Settings: {folder}/.env:2: it is not UTF-8 text; save it as UTF-8" in result.stderr


def test_production_without_settings_is_one_line(folder: Path) -> None:
    """Production mode with demonstration values stops the start with one line that names what is missing."""
    result = serve(folder, ASSISTANT_MODE="production")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    for name in ("HOSPITAL_NAME", "APPOINTMENT_PHONE", "CARE_TEAM_PHONE", "APPOINTMENT_LINK", "SECRET"):
        assert f"ASSISTANT_{name}" in result.stderr


def test_a_short_secret_is_one_line_that_does_not_show_it(folder: Path) -> None:
    """A secret that can be guessed stops the start in every mode, and is not printed."""
    result = serve(folder, ASSISTANT_SECRET="hunter2")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "ASSISTANT_SECRET" in result.stderr
    assert "hunter2" not in result.stderr
