"""A key file that can't be used: what is in its place, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.booking.errors import BookingError
from assistant.booking.keys import key_of_file, keys_of
from assistant.settings import Settings


def _file_for_the_folder(path: Path) -> None:
    path.parent.write_text("mine", encoding="utf-8")


def _file_for_a_folder_above(path: Path) -> None:
    path.parent.parent.write_text("mine", encoding="utf-8")


def _lost_link_for_the_folder(path: Path) -> None:
    path.parent.symlink_to(path.parent.with_name("gone"))


def _folder_for_the_file(path: Path) -> None:
    path.mkdir(parents=True)


def _lost_link_for_the_file(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path.with_name("gone"))


def _no_key(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("something else", encoding="utf-8")


def _nothing(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.touch()


def _no_letters(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe" * 22)


IN_THE_WAY: list[tuple[Callable[[Path], None], str]] = [
    (_file_for_the_folder, "{path.parent} is no folder. Move it away, or set ASSISTANT_BOOKING_KEYS"),
    (_file_for_a_folder_above, "{path.parent.parent} is no folder. Move it away, or set ASSISTANT_BOOKING_KEYS"),
    (_lost_link_for_the_folder, "{path.parent} is no folder. Move it away, or set ASSISTANT_BOOKING_KEYS"),
    (_folder_for_the_file, "a folder is there. Move it away."),
    (_lost_link_for_the_file, "it is a link to a file that is not there. Put that file back, or delete the link."),
    (_no_key, "it holds no key. Put a copy of the right file there"),
    (_nothing, "it holds no key. Put a copy of the right file there"),
    (_no_letters, "it holds no key. Put a copy of the right file there"),
]


@pytest.mark.parametrize(("put", "says"), IN_THE_WAY, ids=lambda part: getattr(part, "__name__", ""))
def test_what_is_in_the_place_of_the_key_file_is_said(tmp_path: Path, put: Callable[[Path], None], says: str) -> None:
    """One line with the file, what is there and what to do; no name of an error, and nothing of a key."""
    path = tmp_path / "deep" / "var" / "booking.key"
    if put is not _file_for_a_folder_above:
        path.parent.parent.mkdir()
    put(path)
    with pytest.raises(BookingError) as refused:
        key_of_file(path)
    said = str(refused.value)
    assert said.startswith(f"The key file {path} can't be used: {says.format(path=path)}"), said
    assert "Error" not in said
    assert "something else" not in said


def test_a_key_file_that_this_user_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose right is missing, and on what."""

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(BookingError, match=rf"permission denied\. Let the user .* write in {tmp_path}\."):
        key_of_file(tmp_path / "booking.key")


def test_the_key_file_is_named_where_the_setting_is_empty(tmp_path: Path) -> None:
    """A damaged key file is no fault of ASSISTANT_BOOKING_KEYS, which nobody set."""
    settings = Settings(_env_file=None, booking_database=SecretStr(f"sqlite:///{tmp_path}/bookings.db"))
    keys_of(settings)
    (tmp_path / "booking.key").write_text("damaged", encoding="utf-8")
    with pytest.raises(BookingError, match=r"booking\.key can't be used: it holds no key"):
        keys_of(settings)
